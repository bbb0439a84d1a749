"""Writes a row of every model through Django, and reads it back by both sides of its relations."""

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


class Writer:
    """Creates one row of each model, after the rows that it refers to."""

    def __init__(self, all_models):
        self.rows, self.number, self.open = {}, 0, []
        for model in all_models:
            self.row(model)

    def row(self, model):
        if model in self.rows:
            return self.rows[model]
        if model in self.open:
            return None
        self.open.append(model)
        self.number += 1
        self.rows[model] = self.created(model)
        return self.rows[model]

    def created(self, model):
        row = model()
        if isinstance(model._meta.pk, models.AutoField):
            # A row that refers to itself needs its key first.
            row.pk = self.number
        held = {field for relation in relations_of(model) for field, _ in relation.related_fields}
        for field in values_of(model):
            if field not in held:
                setattr(row, field.attname, sample(field, self.number))
        for relation in relations_of(model):
            if has_twin(relation):
                # One value would have to lead to two rows.
                continue
            target = row if relation.related_model is model else self.row(relation.related_model)
            if target is not None:
                setattr(row, relation.name, target)
            elif not any(field.null for field, _ in relation.related_fields):
                # A circle of references that are all required has no first row.
                return None
        row.save(force_insert=True)
        return row


def same(written, read):
    if isinstance(written, (bytes, memoryview)):
        return bytes(written) == bytes(read)
    return written == read


def other_side(target, relation):
    """The rows of the other side of a relation."""
    side = getattr(target, relation.remote_field.accessor_name)
    return [side] if relation.one_to_one else list(side.all())


def compare(row, problems):
    model = type(row)
    found = model.objects.get(pk=row.pk)
    for field in values_of(model):
        written, read = getattr(row, field.attname), getattr(found, field.attname)
        if not same(written, read):
            problems.append(f"{model.__name__}.{field.name}: {written!r}, {read!r}")
    relations = 0
    for relation in relations_of(model):
        target = getattr(found, relation.name)
        if target is None:
            continue
        relations += 1
        if target != getattr(row, relation.name):
            problems.append(f"{model.__name__}.{relation.name} leads to another row")
        if found not in other_side(target, relation):
            problems.append(f"the other side of {model.__name__}.{relation.name} lacks the row")
    return relations


def link(model, rows, problems):
    """Many-to-many relations, by both sides."""
    relations = 0
    for field in model._meta.local_many_to_many:
        row, other = rows.get(model), rows.get(field.related_model)
        if row is None or other is None:
            continue
        getattr(row, field.name).clear()
        getattr(row, field.name).add(other)
        relations += 1
        if other not in getattr(row, field.name).all():
            problems.append(f"{model.__name__}.{field.name} lacks the row")
        if row not in getattr(other, field.remote_field.accessor_name).all():
            problems.append(f"the other side of {model.__name__}.{field.name} lacks the row")
    return relations


def round_trip(names):
    found = [each for each in names.values() if isinstance(each, type) and issubclass(each, models.Model)]
    all_models = sorted({each for each in found if each._meta.app_label == "app"}, key=lambda model: model.__name__)
    problems = []
    # Checks of the design may refuse the sample values, which is not what is tested.
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
    rows = Writer(all_models).rows
    written = [row for row in rows.values() if row is not None]
    relations = sum(compare(row, problems) for row in written)
    relations += sum(link(model, rows, problems) for model in all_models)
    return {"rows": len(written), "relations": relations, "problems": problems}
