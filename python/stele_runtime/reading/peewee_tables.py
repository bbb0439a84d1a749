"""Describes the tables of Peewee's models."""

import re

import peewee

from stele_runtime.reading import description as parts
from stele_runtime.reading.absent_bases import note_of
from stele_runtime.reading.classes import docstring_of, is_own_class, place_of, snake_case
from stele_runtime.reading.sql_text import (
    check_in,
    computed_in,
    foreign_key_in,
    index_in,
    inlined,
    part_in,
    shown,
    unique_key_in,
    values_in_list,
)
from stele_runtime.reading.stand_ins import StandIn
from stele_runtime.reading.table_reader import TableReader
from stele_runtime.reading.values import NoValue, plain_value, texts_of_choices

# By the name that a field has for its type.
TYPES = {
    "INT": "integer",
    "BIGINT": "bigint",
    "SMALLINT": "smallint",
    "AUTO": "integer",
    "BIGAUTO": "bigint",
    "FLOAT": "real",
    "DOUBLE": "double",
    "DECIMAL": "decimal",
    "VARCHAR": "varchar",
    "CHAR": "char",
    "TEXT": "text",
    "BLOB": "blob",
    "UUID": "uuid",
    "UUIDB": "blob",
    "DATETIME": "datetime",
    "TIMESTAMPTZ": "timestamptz",
    "DATE": "date",
    "TIME": "time",
    "BOOL": "boolean",
    "JSON": "json",
    "JSONB": "json",
}
DATABASE = peewee.SqliteDatabase(None)


def sql_of(node):
    """SQL without parameters."""
    text, values = DATABASE.get_sql_context(scope=peewee.SCOPE_VALUES).sql(node).query()
    return inlined(text, values)


def describe_model(description, model):
    table = description.add_table(
        model._meta.table_name,
        model.__name__ if is_own_class(model) else None,
        docstring_of(model),
        place_of(model),
    )
    PeeweeTable(description, model, table).describe()


class PeeweeTable(TableReader):
    def __init__(self, description, model, table):
        super().__init__(description, table)
        self.model = model
        self.meta = model._meta
        self.names = [column_of(field) for field in self.meta.sorted_fields]
        self.enums = {}
        self.checked = set()

    def describe(self):
        if note_of(self.model):
            self.note(note_of(self.model))
        for field in sorted(self.meta.sorted_fields, key=self.order_of):
            self.attempt(f'The column "{column_of(field)}"', self.add_column, field)
        self.add_primary_key()
        self.add_foreign_keys()
        for constraint in self.meta.constraints or ():
            self.attempt(described("constraint", constraint), self.add_constraint, constraint)
        self.add_indexes()
        self.add_many_to_many()
        self.note_rest()

    def order_of(self, field):
        """The place in the class; the key that Peewee adds, after it made the class, is first."""
        names = list(vars(self.model))
        is_added = field.primary_key and field.name in names[names.index("_meta") :]
        return (0 if is_added else 1, field._order)

    def add_column(self, field):
        name = column_of(field)
        self.enums[name] = enum = enum_of(self.table["name"], field)
        constraints = [sql_of(each) for each in field.constraints or ()]
        self.table["columns"].append(
            parts.column(
                name,
                "" if enum else self.type_of(field),
                enum=enum,
                nullable=bool(field.null) and not field.primary_key and name not in self.key_columns(),
                default=self.default_of(field, constraints),
                generated=generated_of(field, constraints),
                comment=str(field.help_text or ""),
                collation=field.collation if isinstance(field.collation, str) else None,
            )
        )
        for text in constraints:
            self.add_column_constraint(field, text)

    def type_of(self, field):
        try:
            return type_of(field)
        except Exception as error:
            self.note(f'The type of "{self.table["name"]}.{column_of(field)}" is not known: {error}')
            return ""

    def default_of(self, field, constraints):
        for text in constraints:
            if re.match(r"DEFAULT\b", text, re.IGNORECASE):
                return parts.expression(text[len("DEFAULT") :].strip())
        try:
            return None if field.default is None else parts.value(plain_value(field.default), client=True)
        except NoValue as error:
            what = f'The default {error} of "{self.table["name"]}.{column_of(field)}"'
            self.note(f"{what} is computed in Python, so the design omits it.", "info")
            return None

    def add_column_constraint(self, field, text):
        name = column_of(field)
        if re.match(r"(DEFAULT|AUTOINCREMENT)\b", text, re.IGNORECASE) or computed_in(text):
            return
        if re.fullmatch(r"UNIQUE", text, re.IGNORECASE):
            self.table["uniqueKeys"].append(parts.key([name]))
        elif check_in(text):
            self.add_check(check_in(text))
        else:
            self.note(f'The constraint {text} of "{self.table["name"]}.{name}" is left out.')

    def key_columns(self):
        key = self.meta.primary_key
        if isinstance(key, peewee.CompositeKey):
            return [column_of(self.meta.fields[name]) for name in key.field_names]
        return [column_of(key)] if key else []

    def add_primary_key(self):
        columns = self.key_columns()
        self.table["primaryKey"] = parts.key(columns) if columns else None

    def add_foreign_keys(self):
        for field in self.meta.sorted_fields:
            if isinstance(field, peewee.DeferredForeignKey):
                self.table["foreignKeys"].append(loose_key(field, field.rel_model_name))
            elif isinstance(field, peewee.ForeignKeyField) and isinstance(field.rel_model, StandIn):
                self.table["foreignKeys"].append(loose_key(field, name_of_absent(field.rel_model)))
            elif isinstance(field, peewee.ForeignKeyField):
                self.table["foreignKeys"].append(foreign_key_of(field))

    def add_constraint(self, constraint):
        text = sql_of(constraint)
        check = check_in(text)
        if check:
            return self.add_check(check)
        key = foreign_key_in(text, self.names)
        if key:
            return self.add_key(key)
        unique = unique_key_in(text, self.names)
        if not unique:
            raise ValueError(f"{text} is no check, unique key or foreign key")
        self.table["uniqueKeys"].append(unique)

    def add_check(self, check):
        """A check that a column has one of the values of its enum is part of its type."""
        for name, enum in self.enums.items():
            values = enum and values_in_list(check["expression"], name)
            if values and sorted(values) == sorted(enum["values"]):
                self.checked.add(name)
                return
        self.table["checks"].append(check)

    def add_key(self, key):
        """A field to a class that is defined later needs its constraint in SQL."""
        for known in self.table["foreignKeys"]:
            if all(known[part] == key[part] for part in ("columns", "target", "targetColumns")):
                known.update(name=key["name"], onDelete=key["onDelete"], onUpdate=key["onUpdate"])
                return
        self.table["foreignKeys"].append(key)

    def add_indexes(self):
        for field in self.meta.sorted_fields:
            if field.primary_key or isinstance(field, peewee.DeferredForeignKey):
                continue
            if field.unique:
                self.table["uniqueKeys"].append(parts.key([column_of(field)]))
            elif field.index:
                index = peewee.ModelIndex(self.model, (field,))
                self.table["indexes"].append(parts.index(index._name, [parts.part(column_of(field))]))
        for given in self.meta.indexes:
            self.attempt(described("index", given), self.add_index, given)

    def add_index(self, given):
        if isinstance(given, list | tuple):
            names, unique = given
            fields = [self.meta.combined[name] if isinstance(name, str) else name for name in names]
            if unique and all(isinstance(field, peewee.Field) for field in fields):
                self.table["uniqueKeys"].append(parts.key([column_of(field) for field in fields]))
                return
            given = peewee.ModelIndex(self.model, fields, unique=unique)
        if not isinstance(given, peewee.Index):
            self.table["indexes"].append(index_in(sql_of(given), self.table["name"], self.names))
            return
        where = None if given._where is None else sql_of(given._where)
        found = [self.part_of(each) for each in given._expressions]
        self.table["indexes"].append(parts.index(given._name, found, unique=bool(given._unique), where=where))
        if given._using:
            self.note(f'The index "{given._name}" uses {given._using}; the design has plain indexes.', "info")

    def part_of(self, given):
        if isinstance(given, peewee.Ordering):
            text = sql_of(given.node)
            part = part_in(text, self.names, given.direction.upper() == "DESC")
            return {**part, "collation": given.collation or part["collation"]}
        return part_in(given if isinstance(given, str) else sql_of(given), self.names)

    def add_many_to_many(self):
        for name in self.meta.manytomany:
            accessor = vars(self.model).get(name)
            if isinstance(accessor, peewee.ManyToManyFieldAccessor):
                through = accessor.through_model._meta.table_name
                self.description.add_many_to_many(through, name, [column_of(accessor.dest_fk)])
            else:
                self.note(f'The many-to-many relation "{self.model.__name__}.{name}" is left out.')

    def note_rest(self):
        unchecked = [name for name, enum in self.enums.items() if enum and name not in self.checked]
        if unchecked:
            columns = f'the choices of {", ".join(unchecked)} in "{self.table["name"]}"'
            self.note(f"In the design, {columns} are enums, whose values the database checks.", "info")
        with_choices = [column_of(field) for field in self.meta.sorted_fields if field.choices]
        lost = [name for name in with_choices if not self.enums[name]]
        if lost:
            columns = f'"{self.table["name"]}" ({", ".join(lost)})'
            self.note(f"The choices of {columns} are no texts, so the design omits them.", "info")
        renamed = [
            f"{column_of(field)} ({field.name})"
            for field in self.meta.sorted_fields
            if column_of(field) not in (field.name, f"{field.name}_id")
        ]
        if renamed:
            message = f'In "{self.table["name"]}", the design has the names of the columns, not of attributes'
            self.note(f"{message}: {', '.join(renamed)}.", "info")
        if self.meta.schema:
            message = f'The table "{self.table["name"]}" is in the schema "{self.meta.schema}", which the design omits.'
            self.note(message, "info")


def described(kind, item):
    """An item in messages: its name, or its text."""
    name = getattr(item, "_name", None) or getattr(item, "sql", None)
    return f"The {kind} {shown(name if isinstance(name, str) else str(item))}"


def column_of(field):
    if isinstance(field, peewee.DeferredForeignKey):
        name = field.field_kwargs.get("column_name") or field.name
        return name if name.endswith("_id") or "column_name" in field.field_kwargs else f"{name}_id"
    return field.column_name


def type_of(field, seen=()):
    """The type of the column; a foreign key has that of the column that it references."""
    if isinstance(field, peewee.DeferredForeignKey):
        return "integer"
    if isinstance(field, peewee.ForeignKeyField):
        is_known = isinstance(field.rel_field, peewee.Field) and field not in seen
        return type_of(field.rel_field, (*seen, field)) if is_known else "integer"
    if isinstance(field, peewee.IdentityField):
        return "integer"
    if is_array(field):
        return f"{type_of(field._ArrayField__field)}[]"
    name = TYPES.get(field.field_type)
    if name is None or isinstance(field, peewee.BareField):
        declared = field.ddl_datatype(None)
        return declared.sql if declared else ""
    sizes = ",".join(str(size) for size in field.get_modifiers() or () if size is not None)
    return f"{name}({sizes})" if sizes else name


def is_array(field):
    return isinstance(getattr(field, "_ArrayField__field", None), peewee.Field)


def enum_of(table, field):
    """The values of a text field with choices, or of an enum of texts; null for other fields."""
    if not isinstance(field, peewee.CharField | peewee.TextField):
        return None
    given = getattr(field, "enum", None) or getattr(field, "enum_class", None)
    if isinstance(given, type):
        values = texts_of_choices([getattr(member, "value", None) for member in given])
        return values and {"name": snake_case(given.__name__), "values": values}
    if not isinstance(field.choices, list | tuple):
        return None
    pairs = [choice[0] if isinstance(choice, list | tuple) and choice else choice for choice in field.choices]
    values = texts_of_choices(pairs)
    return values and {"name": f"{table}_{column_of(field)}", "values": values}


def generated_of(field, constraints):
    computed = next((found for text in constraints if (found := computed_in(text))), None)
    if computed:
        return computed
    if not isinstance(field, peewee.AutoField):
        return None
    is_strict = type(field).__name__ == "AutoIncrementField" or "AUTOINCREMENT" in map(str.upper, constraints)
    return parts.identity(is_strict)


def foreign_key_of(field):
    return parts.foreign_key(
        [column_of(field)],
        field.rel_model._meta.table_name,
        [column_of(field.rel_field)],
        name=field.constraint_name,
        on_delete=field.on_delete,
        on_update=field.on_update,
        forward=field.name,
        reverse=given_backref(field.backref, field.model),
    )


def given_backref(backref, model):
    """The name of the other side; null if the models name none, or hide it."""
    return None if backref in ("+", "!", f"{model._meta.name}_set") else backref


def loose_key(field, class_name):
    """A foreign key to an absent class, whose table is a guess."""
    is_deferred = isinstance(field, peewee.DeferredForeignKey)
    options = field.field_kwargs if is_deferred else vars(field)
    backref = options.get("backref")
    return parts.foreign_key(
        [column_of(field)],
        class_name.lower(),
        ["id"],
        on_delete=options.get("on_delete"),
        on_update=options.get("on_update"),
        forward=field.name,
        reverse=given_backref(backref, field.model) if isinstance(backref, str) else None,
    )


def name_of_absent(stand_in):
    return stand_in._stand_in_name.split(".")[-1]
