"""Writes a row of every model through Peewee, and reads it back by both sides of its relations."""

import datetime
import decimal
import uuid

import peewee


def models_of(base):
    return sorted(base.__subclasses__(), key=lambda model: model.__name__)


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


def references(model):
    return [field for field in model._meta.sorted_fields if isinstance(field, peewee.ForeignKeyField)]


class Writer:
    """Creates one row of each model, after the rows that it refers to."""

    def __init__(self, models):
        self.rows, self.number, self.open = {}, 0, []
        for model in models:
            self.row(model)

    def row(self, model):
        if model in self.rows:
            return self.rows[model]
        if model in self.open:
            return None
        self.open.append(model)
        self.number += 1
        values = {}
        for field in model._meta.sorted_fields:
            if isinstance(field, peewee.ForeignKeyField):
                value = self.row(field.rel_model)
                if value is None and not field.null:
                    # A circle of references that are all required has no first row.
                    self.rows[model] = None
                    return None
                values[field.name] = value
            elif not is_generated(field):
                values[field.name] = sample(field, self.number)
        self.rows[model] = model.create(**values)
        return self.rows[model]


def same(written, read):
    if isinstance(written, (bytes, bytearray, memoryview)):
        return bytes(written) == bytes(read)
    return written == read


def compare(row, problems):
    model = type(row)
    found = model.get(*[field == getattr(row, field.name) for field in model._meta.get_primary_keys()]
                      if model._meta.primary_key else [True])
    relations = 0
    for field in model._meta.sorted_fields:
        if isinstance(field, peewee.ForeignKeyField):
            target = getattr(found, field.name)
            if target is None:
                continue
            relations += 1
            # The key of a written row may be the row that it refers to, so keys are compared as text.
            if str(target) != str(getattr(row, field.name)):
                problems.append(f"{model.__name__}.{field.name} leads to another row")
            if found.__data__ not in [each.__data__ for each in getattr(target, field.backref)]:
                problems.append(f"{field.rel_model.__name__}.{field.backref} lacks the row")
        elif not is_generated(field) and not same(getattr(row, field.name), getattr(found, field.name)):
            problems.append(f"{model.__name__}.{field.name}: {getattr(found, field.name)!r}")
    return relations


def link(model, rows, problems):
    """Many-to-many relations, by both sides."""
    relations = 0
    for name, field in model._meta.manytomany.items():
        row, other = rows.get(model), rows.get(field.rel_model)
        if row is None or other is None:
            continue
        getattr(row, name).clear()
        getattr(row, name).add(other)
        relations += 1
        if other not in list(getattr(row, name)):
            problems.append(f"{model.__name__}.{name} lacks the row")
        if row not in list(getattr(other, field.backref)):
            problems.append(f"{field.rel_model.__name__}.{field.backref} lacks the row")
    return relations


def round_trip(base):
    models, problems = models_of(base), []
    # Checks of the design, and foreign keys that are no fields, may refuse the sample values.
    base._meta.database.execute_sql("PRAGMA ignore_check_constraints = ON")
    base._meta.database.execute_sql("PRAGMA foreign_keys = OFF")
    rows = Writer(models).rows
    written = [row for row in rows.values() if row is not None]
    relations = sum(compare(row, problems) for row in written)
    relations += sum(link(model, rows, problems) for model in models)
    return {"rows": len(written), "relations": relations, "problems": problems}
