"""Django."""

import datetime
import decimal
import uuid

from django.db import connection, models


def sample_number(field, number):
    kind = field.get_internal_type()
    if kind == "DecimalField":
        places = field.decimal_places
        return decimal.Decimal("1.5") if places is None else decimal.Decimal(number % 10).scaleb(-places)
    return number + 0.5 if kind == "FloatField" else number


def sample(field, number):
    """A value of the field's type; values of different rows differ."""
    if field.flatchoices:
        return field.flatchoices[number % len(field.flatchoices)][0]
    moment = datetime.datetime(2026, 1, 1 + number % 28, 12, 30, number % 60, 1000, tzinfo=datetime.UTC)
    match field.get_internal_type():
        case "BooleanField":
            return number % 2 == 0
        case "DateTimeField":
            return moment
        case "DateField":
            return moment.date()
        case "TimeField":
            return moment.time()
        case "UUIDField":
            return uuid.UUID(int=number)
        case "JSONField":
            return {"number": number, "list": [None, True, "x"]}
        case "BinaryField":
            return bytes([number % 256, 0, 255])
        case "CharField" | "TextField" | "NamedTypeField":
            return f"t{number}"[: getattr(field, "max_length", None)]
        case _:
            return sample_number(field, number)


def relations_of(model):
    return [field for field in model._meta.get_fields() if isinstance(field, models.ForeignObject)]


def columns_of(relation):
    return [field.column for field, _ in relation.related_fields]


def has_twin(relation):
    """Whether the columns are also those of another relation."""
    return sum(columns_of(each) == columns_of(relation) for each in relations_of(relation.model)) > 1


def values_of(model):
    """The fields that have values of their own."""
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, (models.AutoField, models.ForeignObject, models.CompositePrimaryKey))
        and not field.generated
    ]


class Django:
    def __init__(self, names):
        found = {each for each in names.values() if isinstance(each, type) and issubclass(each, models.Model)}
        self.models = [each for each in found if each._meta.app_label == "app"]
        # Checks of the design may refuse the sample values, which is not what is tested.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")

    def values(self, model):
        return [field.attname for field in values_of(model)]

    def relations(self, model):
        return relations_of(model)

    async def create(self, model, number, row_of):
        row = model()
        if isinstance(model._meta.pk, models.AutoField):
            # A row that refers to itself needs its key first.
            row.pk = number
        held = {field for relation in relations_of(model) for field, _ in relation.related_fields}
        for field in values_of(model):
            if field not in held:
                setattr(row, field.attname, sample(field, number))
        for relation in relations_of(model):
            if has_twin(relation):
                # One value would have to lead to two rows.
                continue
            target = row if relation.related_model is model else await row_of(relation.related_model)
            if target is not None:
                setattr(row, relation.name, target)
            elif not any(field.null for field, _ in relation.related_fields):
                # A circle of references that are all required has no first row.
                return None
        row.save(force_insert=True)
        return row

    async def find(self, row):
        return type(row).objects.get(pk=row.pk)

    async def target(self, row, relation):
        return getattr(row, relation.name)

    async def others(self, target, relation):
        side = getattr(target, relation.remote_field.accessor_name)
        return [side] if relation.one_to_one else side.all()

    def links(self, model):
        return [(field, field.related_model) for field in model._meta.local_many_to_many]

    async def link(self, row, other, field):
        getattr(row, field.name).clear()
        getattr(row, field.name).add(other)
        return getattr(row, field.name).all(), getattr(other, field.remote_field.accessor_name).all()

    def key(self, row):
        return row
