"""Writes a row of every model through Tortoise ORM, and reads it back by both sides of its relations."""

import datetime
import decimal
import uuid

from tortoise import fields
from tortoise.fields.relational import OneToOneFieldInstance
from tortoise.models import Model


def sample(field, number):
    """A value of the field's type; values of different rows differ."""
    moment = datetime.datetime(2026, 1, 1 + number % 28, 12, 30, number % 60, 1000, tzinfo=datetime.UTC)
    match type(field).__name__:
        case "CharEnumFieldInstance":
            return list(field.enum_type)[number % len(field.enum_type)]
        case "BooleanField":
            return number % 2 == 0
        case "DecimalField":
            return decimal.Decimal(number % 10).scaleb(-field.decimal_places)
        case "FloatField":
            return number + 0.5
        case "DatetimeField":
            return moment
        case "DateField":
            return moment.date()
        case "UUIDField":
            return uuid.UUID(int=number)
        case "JSONField":
            return {"number": number, "list": [None, True, "x"]}
        case "BinaryField":
            return bytes([number % 256, 0, 255])
        case "CharField" | "TextField" | "NamedTypeField":
            return f"t{number}"[: getattr(field, "max_length", None)]
        case _:
            return number


def references_of(model):
    """The fields with a foreign key, by name."""
    names = sorted(model._meta.fk_fields | model._meta.o2o_fields)
    return {name: model._meta.fields_map[name] for name in names}


def values_of(model):
    """The fields that have values of their own, by name. SQLite stores no times."""
    held = {field.source_field for field in references_of(model).values()}
    return {
        name: field
        for name, field in model._meta.fields_map.items()
        if field.has_db_field and name not in held and not field.generated and not isinstance(field, fields.TimeField)
    }


def has_required_time(model):
    return any(isinstance(field, fields.TimeField) and not field.null for field in model._meta.fields_map.values())


def has_computed(model):
    return any(field.generated and not field.pk for field in model._meta.fields_map.values())


class Writer:
    """Creates one row of each model, after the rows that it refers to."""

    def __init__(self):
        self.rows, self.number, self.open = {}, 0, []

    async def row(self, model):
        if model in self.rows:
            return self.rows[model]
        if model in self.open:
            return None
        self.open.append(model)
        self.number += 1
        self.rows[model] = await self.created(model)
        return self.rows[model]

    async def created(self, model):
        values = {name: sample(field, self.number) for name, field in values_of(model).items()}
        refers_to_itself = any(field.related_model is model for field in references_of(model).values())
        needs_key = refers_to_itself or not (values or references_of(model))
        if model._meta.pk.generated and needs_key and not has_computed(model):
            # A row that refers to itself needs its key first; SQLite stores no row without any value.
            values[model._meta.pk_attr] = self.number
        for name, field in references_of(model).items():
            if field.related_model is model and field.to_field in values:
                values[f"{name}_id"] = values[field.to_field]
                continue
            target = await self.row(field.related_model)
            if target is None and not field.null:
                # A circle of references that are all required has no first row.
                return None
            values[name] = target
        # SQLite stores no times.
        return None if has_required_time(model) or not values else await model.create(**values)


def same(written, read):
    if isinstance(written, bytes):
        return written == bytes(read)
    return written == read


async def other_side(target, field):
    """The rows of the other side of a relation."""
    side = await getattr(target, field.related_name)
    return [side] if isinstance(field, OneToOneFieldInstance) else side


async def compare(row, problems):
    model = type(row)
    # Tortoise does not find a key that is a relation by the name pk.
    found = await model.get(**{model._meta.pk_attr: row.pk})
    for name in values_of(model):
        written, read = getattr(row, name), getattr(found, name)
        if not same(written, read):
            problems.append(f"{model.__name__}.{name}: {written!r}, {read!r}")
    relations = 0
    for name, field in references_of(model).items():
        target = await getattr(found, name)
        if target is None:
            continue
        relations += 1
        if target != await getattr(row, name):
            problems.append(f"{model.__name__}.{name} leads to another row")
        if found not in await other_side(target, field):
            problems.append(f"the other side of {model.__name__}.{name} lacks the row")
    return relations


async def link(model, rows, problems):
    """Many-to-many relations, by both sides."""
    relations = 0
    for name in sorted(model._meta.m2m_fields):
        field = model._meta.fields_map[name]
        row, other = rows.get(model), rows.get(field.related_model)
        if field._generated or row is None or other is None:
            continue
        await getattr(row, name).add(other)
        relations += 1
        if other not in await getattr(row, name):
            problems.append(f"{model.__name__}.{name} lacks the row")
        if row not in await getattr(other, field.related_name):
            problems.append(f"the other side of {model.__name__}.{name} lacks the row")
    return relations


async def round_trip(names):
    found = {each for each in names.values() if isinstance(each, type) and issubclass(each, Model) and each is not Model}
    models = sorted(found, key=lambda model: model.__name__)
    writer, problems = Writer(), []
    for model in models:
        await writer.row(model)
    written = [row for row in writer.rows.values() if row is not None]
    relations = 0
    for row in written:
        relations += await compare(row, problems)
    for model in models:
        relations += await link(model, writer.rows, problems)
    return {"rows": len(written), "relations": relations, "problems": problems}
