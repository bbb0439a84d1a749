"""Peewee."""

import datetime
import decimal
import uuid

import peewee


def sample(field, number):
    """A value of the field's type; values of different rows differ."""
    if field.choices:
        return field.choices[number % len(field.choices)][0]
    if isinstance(field, peewee.BooleanField):
        return number % 2 == 0
    if isinstance(field, peewee.DecimalField):
        return decimal.Decimal(number)
    if isinstance(field, peewee.FloatField):
        return number + 0.5
    if isinstance(field, peewee.IntegerField):
        return number
    if isinstance(field, peewee.UUIDField):
        return uuid.UUID(int=number)
    if isinstance(field, peewee.DateTimeField):
        return datetime.datetime(2026, 1, 1 + number % 28, 12, 30, number % 60)
    if isinstance(field, peewee.DateField):
        return datetime.date(2026, 1, 1 + number % 28)
    if isinstance(field, peewee.TimeField):
        return datetime.time(12, 30, number % 60)
    if isinstance(field, peewee.JSONField):
        return {"number": number, "list": [None, True, "x"]}
    if isinstance(field, peewee.BlobField):
        return bytes([number % 256, 0, 255])
    length = getattr(field, "max_length", None) or 20
    return f"t{number}"[:length].ljust(1, "x")


def is_generated(field):
    constraints = [item.sql for item in field.constraints or [] if isinstance(item, peewee.SQL)]
    return isinstance(field, peewee.AutoField) or any("GENERATED" in text for text in constraints)


class Peewee:
    def __init__(self, base):
        self.models = base.__subclasses__()
        # Checks of the design, and foreign keys that are no fields, may refuse the sample values.
        base._meta.database.execute_sql("PRAGMA ignore_check_constraints = ON")
        base._meta.database.execute_sql("PRAGMA foreign_keys = OFF")

    def values(self, model):
        plain = [field for field in model._meta.sorted_fields if not isinstance(field, peewee.ForeignKeyField)]
        return [field.name for field in plain if not is_generated(field)]

    def relations(self, model):
        return [field for field in model._meta.sorted_fields if isinstance(field, peewee.ForeignKeyField)]

    async def create(self, model, number, row_of):
        values = {name: sample(getattr(model, name), number) for name in self.values(model)}
        for field in self.relations(model):
            values[field.name] = await row_of(field.rel_model)
            if values[field.name] is None and not field.null:
                # A circle of references that are all required has no first row.
                return None
        return model.create(**values)

    async def find(self, row):
        keys = row._meta.get_primary_keys() if row._meta.primary_key else []
        return type(row).get(*[key == getattr(row, key.name) for key in keys] or [True])

    async def target(self, row, field):
        return getattr(row, field.name)

    async def others(self, target, field):
        return getattr(target, field.backref)

    def links(self, model):
        return [(field, field.rel_model) for field in model._meta.manytomany.values()]

    async def link(self, row, other, field):
        getattr(row, field.name).clear()
        getattr(row, field.name).add(other)
        return getattr(row, field.name), getattr(other, field.backref)

    def key(self, row):
        """The key of a written row may be the row that it refers to; without a key, all values identify a row."""
        return str(row) if row._meta.primary_key else row.__data__
