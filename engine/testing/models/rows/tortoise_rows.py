"""Tortoise ORM."""

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


class Tortoise:
    def __init__(self, names):
        found = {each for each in names.values() if isinstance(each, type) and issubclass(each, Model)}
        self.models = found - {Model}

    def values(self, model):
        return values_of(model)

    def relations(self, model):
        return references_of(model).values()

    async def create(self, model, number, row_of):
        values = {name: sample(field, number) for name, field in values_of(model).items()}
        refers_to_itself = any(field.related_model is model for field in references_of(model).values())
        needs_key = refers_to_itself or not (values or references_of(model))
        if model._meta.pk.generated and needs_key and not has_computed(model):
            # A row that refers to itself needs its key first; SQLite stores no row without any value.
            values[model._meta.pk_attr] = number
        for name, field in references_of(model).items():
            if field.related_model is model and field.to_field in values:
                values[f"{name}_id"] = values[field.to_field]
                continue
            target = await row_of(field.related_model)
            if target is None and not field.null:
                # A circle of references that are all required has no first row.
                return None
            values[name] = target
        # SQLite stores no times.
        return None if has_required_time(model) or not values else await model.create(**values)

    async def find(self, row):
        # Tortoise does not find a key that is a relation by the name pk.
        return await type(row).get(**{row._meta.pk_attr: row.pk})

    async def target(self, row, field):
        return await getattr(row, field.model_field_name)

    async def others(self, target, field):
        side = await getattr(target, field.related_name)
        return [side] if isinstance(field, OneToOneFieldInstance) else side

    def links(self, model):
        fields = [model._meta.fields_map[name] for name in sorted(model._meta.m2m_fields)]
        return [(field, field.related_model) for field in fields if not field._generated]

    async def link(self, row, other, field):
        await getattr(row, field.model_field_name).add(other)
        return await getattr(row, field.model_field_name), await getattr(other, field.related_name)

    def key(self, row):
        return row
