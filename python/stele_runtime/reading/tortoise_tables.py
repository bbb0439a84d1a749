"""Describes the tables of Tortoise's models, once they are connected."""

import re

from tortoise import fields
from tortoise.backends.sqlite.schema_generator import SqliteSchemaGenerator
from tortoise.fields.data import CharEnumFieldInstance, IntEnumFieldInstance
from tortoise.fields.relational import ForeignKeyFieldInstance, ManyToManyFieldInstance
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint

from stele_runtime.reading import description as parts
from stele_runtime.reading.absent_bases import note_of
from stele_runtime.reading.classes import place_of, snake_case
from stele_runtime.reading.sql_text import computed_in, part_in
from stele_runtime.reading.tortoise_relations import name_of, plain_name
from stele_runtime.reading.table_reader import TableReader
from stele_runtime.reading.values import NoValue, plain_value, texts_of_choices

DIALECT = "sqlite"

# The first class that a field is an instance of decides.
TYPES = (
    (fields.BigIntField, "bigint"),
    (fields.SmallIntField, "smallint"),
    (fields.IntField, "integer"),
    (fields.TextField, "text"),
    (fields.BooleanField, "boolean"),
    (fields.DatetimeField, "timestamptz"),
    (fields.DateField, "date"),
    (fields.TimeField, "time"),
    (fields.TimeDeltaField, "bigint"),
    (fields.FloatField, "double"),
    (fields.JSONField, "json"),
    (fields.UUIDField, "uuid"),
    (fields.BinaryField, "blob"),
)
GENERATOR = SqliteSchemaGenerator.__new__(SqliteSchemaGenerator)


class TortoiseTable(TableReader):
    def __init__(self, description, relations, model):
        meta = model._meta
        name = plain_name(meta.db_table)
        super().__init__(
            description, description.add_table(name, model.__name__, meta.table_description, place_of(model))
        )
        self.relations = relations
        self.model = model
        self.meta = meta
        self.loose = relations.loose[model]

    def describe(self):
        if note_of(self.model):
            self.note(note_of(self.model))
        for name, field in list(self.meta.fields_map.items()):
            self.attempt(f'The field "{name}"', self.add_field, name, field)
        pk = self.column_named(self.meta.pk_attr)
        self.table["primaryKey"] = parts.key([pk])
        for names in self.meta.unique_together:
            self.attempt(f"The unique key {names}", self.add_unique_key, names)
        for index in self.meta.indexes:
            self.attempt(described("index", index), self.add_index, index)
        for constraint in self.meta.constraints:
            self.attempt(described("constraint", constraint), self.add_constraint, constraint)
        self.note_rest()

    def add_field(self, name, field):
        if isinstance(field, ManyToManyFieldInstance):
            return None if name in self.loose else self.add_many_to_many(name, field)
        if name in self.loose:
            return self.add_loose(name, field)
        if isinstance(field, ForeignKeyFieldInstance):
            self.add_column(self.meta.fields_map[f"{name}_id"])
            return self.add_foreign_key(name, field)
        # The column of a key is described where its relation is.
        return self.add_column(field) if field.has_db_field and not field.reference else None

    def add_column(self, field):
        name = column_of(field)
        enum = enum_of(field)
        if hasattr(field, "absent_enum"):
            self.note(f'The values of "{self.table["name"]}.{name}" are not known: {field.absent_enum!r}.')
        self.table["columns"].append(
            parts.column(
                name,
                "" if enum else type_of(field),
                enum=enum,
                nullable=bool(field.null) and not field.pk,
                default=self.default_of(field),
                generated=generated_of(field),
                comment="" if is_list_of_values(field) else field.description,
            )
        )
        if field.unique and not field.pk:
            self.table["uniqueKeys"].append(parts.key([name]))
        if field.index and not field.pk:
            self.table["indexes"].append(parts.index(self.index_name([name]), [parts.part(name)]))

    def default_of(self, field):
        try:
            return default_of(field)
        except NoValue as error:
            what = f'The default {error} of "{self.table["name"]}.{column_of(field)}"'
            self.note(f"{what} is computed in Python, so the design omits it.", "info")
        return None

    def index_name(self, columns):
        return GENERATOR._get_index_name("idx", self.model, columns)

    def column_named(self, name):
        """The column of a field, also of a relation."""
        field = self.meta.fields_map["id" if name == "pk" else name]
        if isinstance(field, ForeignKeyFieldInstance) and name not in self.loose:
            field = self.meta.fields_map[f"{name}_id"]
        return column_of(field)

    def columns_named(self, names):
        return [self.column_named(name) for name in names]

    def add_foreign_key(self, name, field):
        key = self.meta.fields_map[f"{name}_id"]
        if not field.db_constraint:
            self.note(f'"{self.model.__name__}.{name}" has no constraint in the database; the design has one.', "info")
        self.table["foreignKeys"].append(
            parts.foreign_key(
                [column_of(key)],
                plain_name(field.related_model._meta.db_table),
                [column_of(field.to_field_instance)],
                on_delete=str(field.on_delete.value),
                forward=name,
                reverse=field.related_name if (self.model, name) in self.relations.named else None,
            )
        )

    def add_loose(self, name, field):
        """A key to an absent class, whose table is a guess."""
        column = column_of(field)
        self.table["columns"].append(
            parts.column(column, "integer", nullable=bool(field.null), comment=field.description)
        )
        target = name_of(field.model_name)
        if not isinstance(target, str):
            target = target.__name__
        self.table["foreignKeys"].append(
            parts.foreign_key(
                [column],
                target.split(".")[-1].lower(),
                [field.to_field or "id"],
                on_delete=str(field.on_delete.value),
                forward=name,
                reverse=field.related_name or None,
            )
        )

    def add_many_to_many(self, name, field):
        if (self.model, name) in self.relations.named or not field._generated:
            through = plain_name(field.through)
            self.description.add_many_to_many(through, name, [plain_name(field.forward_key)])
            if (self.model, name) in self.relations.named:
                self.description.add_many_to_many(through, field.related_name, [plain_name(field.backward_key)])

    def add_unique_key(self, names):
        self.table["uniqueKeys"].append(parts.key(self.columns_named(names)))

    def add_index(self, index):
        if isinstance(index, tuple | list):
            columns = self.columns_named(index)
            found = [parts.part(column) for column in columns]
            return self.table["indexes"].append(parts.index(self.index_name(columns), found))
        if not isinstance(index, Index):
            raise TypeError("its class is not available here")
        name = plain_name(index.index_name(GENERATOR, self.model))
        columns = [column["name"] for column in self.table["columns"]]
        found = [self.part_of(text, columns) for text in index.field_names]
        where = re.fullmatch(r"\s*WHERE\s+(.*)", index.extra or "", re.IGNORECASE | re.DOTALL)
        is_unique = index.INDEX_TYPE.upper() == "UNIQUE"
        self.table["indexes"].append(
            parts.index(name, found, unique=is_unique, where=where and where[1])
        )
        if index.INDEX_TYPE and not is_unique:
            self.note(f'The index "{name}" is {index.INDEX_TYPE}; the design has plain indexes.', "info")

    def part_of(self, text, columns):
        if text in self.meta.fields_map and text not in columns:
            return parts.part(self.column_named(text))
        return part_in(text, columns)

    def add_constraint(self, constraint):
        if isinstance(constraint, CheckConstraint):
            self.table["checks"].append(parts.check(constraint.check, constraint.name))
        elif isinstance(constraint, UniqueConstraint) and constraint.condition:
            found = [parts.part(column) for column in self.columns_named(constraint.fields)]
            name = constraint.name or self.index_name([each["column"] for each in found])
            self.table["indexes"].append(parts.index(name, found, unique=True, where=constraint.condition))
        elif isinstance(constraint, UniqueConstraint):
            columns = self.columns_named(constraint.fields)
            self.table["uniqueKeys"].append(parts.key(columns, constraint.name))
        else:
            raise TypeError("its class is not available here")

    def note_rest(self):
        if self.meta.constraints:
            message = f'Tortoise creates the constraints in Meta of "{self.model.__name__}" by migrations alone.'
            self.note(message, "info")
        numbers = [column_of(each) for each in self.meta.fields_map.values() if isinstance(each, IntEnumFieldInstance)]
        if numbers:
            names = ", ".join(numbers)
            self.note(f'The enums of {names} in "{self.table["name"]}" are no texts: the design has numbers.', "info")
        enums = [column["name"] for column in self.table["columns"] if column["enum"]]
        if enums:
            columns = f'"{self.table["name"]}" ({", ".join(enums)})'
            self.note(f"The database checks the values of the enums of {columns} in the design.", "info")
        if self.meta.schema:
            message = f'The table "{self.table["name"]}" is in the schema "{self.meta.schema}", which the design omits.'
            self.note(message, "info")


def described(kind, item):
    name = getattr(item, "name", None)
    return f'The {kind} "{name}"' if isinstance(name, str) else f"The {kind} {item}"


def describe_join_tables(description, models):
    """The tables that Tortoise makes for many-to-many relations."""
    taken = {table["name"] for table in description.tables}
    for model in models:
        for name, field in model._meta.fields_map.items():
            if name not in model._meta.m2m_fields or field._generated or plain_name(field.through) in taken:
                continue
            through = plain_name(field.through)
            taken.add(through)
            describe_join_table(description, model, field)


def describe_join_table(description, model, field):
    ends = [(plain_name(field.backward_key), model), (plain_name(field.forward_key), field.related_model)]
    table = description.add_table(plain_name(field.through), comment=field.description)
    for column, target in ends:
        pk = target._meta.fields_map[target._meta.pk_attr]
        table["columns"].append(parts.column(column, type_of(pk)))
        table["foreignKeys"].append(
            parts.foreign_key(
                [column],
                plain_name(target._meta.db_table),
                [column_of(pk)],
                on_delete=str(field.on_delete.value),
            )
        )
    if field.unique:
        table["uniqueKeys"].append(parts.key([column for column, _ in ends]))


def column_of(field):
    if isinstance(field, ForeignKeyFieldInstance):
        return plain_name(field.source_field or f"{field.model_field_name}_id")
    return plain_name(field.source_field or field.model_field_name)


def type_of(field):
    inner = getattr(field, "field", None)
    if isinstance(inner, fields.Field):
        return type_of(inner)
    if isinstance(field, fields.DecimalField):
        return f"decimal({field.max_digits},{field.decimal_places})"
    if isinstance(field, fields.CharField):
        return f"varchar({field.max_length})"
    definer = next((each for each in type(field).__mro__ if "SQL_TYPE" in vars(each)), type(field))
    if definer.__module__ == "tortoise.fields.data":
        for kind, name in TYPES:
            if isinstance(field, kind):
                return name
    return field.get_for_dialect(DIALECT, "SQL_TYPE") or ""


def enum_of(field):
    inner = getattr(field, "field", None)
    field = inner if isinstance(inner, fields.Field) else field
    if not isinstance(field, CharEnumFieldInstance):
        return None
    values = texts_of_choices([str(member.value) for member in field.enum_type])
    return values and {"name": snake_case(field.enum_type.__name__), "values": values}


def is_list_of_values(field):
    """Tortoise describes an enum without a description by its values."""
    members = getattr(field, "enum_type", ())
    return bool(members) and field.description == "\n".join(f"{each.name}: {each.value}" for each in members)


def default_of(field):
    if field.has_db_default():
        given = field.db_default
        if hasattr(given, "get_sql"):
            return parts.expression(given.get_sql(dialect=DIALECT))
        return parts.value(plain_value(given))
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        raise NoValue("auto_now" if field.auto_now else "auto_now_add")
    is_generated_key = field.pk and isinstance(field, fields.UUIDField)
    if field.default is None or is_generated_key:
        return None
    return parts.value(plain_value(field.default), client=True)


def generated_of(field):
    if field.pk:
        return parts.identity(strict=True) if field.generated else None
    text = field.get_for_dialect(DIALECT, "GENERATED_SQL") if field.generated else None
    return computed_in(text) if text else None
