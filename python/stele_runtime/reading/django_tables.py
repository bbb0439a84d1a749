"""Describes the tables of Django's models: columns, keys, indexes and checks."""

import re

from django.db import connection, models
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate
from django.db.models.sql import Query

from stele_runtime.reading import description as parts
from stele_runtime.reading.django_types import default_of, enum_of, type_of
from stele_runtime.reading.sql_text import foreign_key_in
from stele_runtime.reading.sql_text import unquoted as plain_name  # Django uses a name in quotes as it is.
from stele_runtime.reading.table_reader import TableReader
from stele_runtime.reading.values import NoValue

CAST = re.compile(r"CAST\((?:'(-?[\d.]+)'|(\(+[^()]*\)+)) AS NUMERIC\)")


class DjangoTable(TableReader):
    def __init__(self, description, model, table):
        super().__init__(description, table)
        self.model = model
        self.meta = model._meta
        self.enums = {}
        self.checked = set()
        self.editor = connection.SchemaEditorClass(connection, collect_sql=True)

    def add_columns(self):
        for field in self.columns():
            self.attempt(f'The column "{field.column}"', self.add_column, field)

    def add_column(self, field):
        self.enums[field] = enum = enum_of(field)
        self.table["columns"].append(self.column_of(field, enum))

    def add_constraints(self):
        self.add_keys()
        self.add_indexes()
        for constraint in self.meta.constraints:
            self.attempt_item(constraint, self.add_constraint)
        lost = [field.column for field, enum in self.enums.items() if field.choices and not enum]
        if lost:
            columns = f'"{self.table["name"]}" ({", ".join(lost)})'
            self.note(f"The choices of {columns} are no texts, so the design omits them.", "info")
        unchecked = [field.column for field, enum in self.enums.items() if enum and field not in self.checked]
        if unchecked:
            columns = f'the choices of {", ".join(unchecked)} in "{self.table["name"]}"'
            self.note(f"In the design, {columns} are enums, whose values the database checks.", "info")

    def columns(self):
        return [field for field in self.meta.local_fields if field.column]

    def attempt_item(self, item, add):
        """An index or a constraint of a class that is absent, or of fields that are, is left out."""
        name = getattr(item, "name", None)
        self.attempt(f'"{name}"' if isinstance(name, str) and name else repr(item), add, item)

    def column_of(self, field, enum):
        return parts.column(
            plain_name(field.column),
            "" if enum else self.type_of(field),
            enum=enum,
            nullable=is_generated(field) or field.null and not field.primary_key and field not in self.meta.pk_fields,
            default=self.default_of(field),
            generated=self.attempt(f'The expression that computes "{field.column}"', self.generated_of, field),
            comment=str(field.db_comment or field.help_text or ""),
            collation=collation_of(field),
        )

    def type_of(self, field):
        try:
            return type_of(field)
        except Exception as error:
            self.note(f'The type of "{self.table["name"]}.{field.column}" is not known: {error}')
            return ""

    def default_of(self, field):
        try:
            return default_of(field, self.editor)
        except NoValue as error:
            what = f'The default {error} of "{self.table["name"]}.{field.column}"'
            self.note(f"{what} is computed in Python, so the design omits it.", "info")
        except Exception as error:
            self.note(f'The default of "{self.table["name"]}.{field.column}" is left out: {error}')
        return None

    def generated_of(self, field):
        if isinstance(field, models.AutoField | models.BigAutoField | models.SmallAutoField):
            return parts.identity(strict=True)
        if isinstance(field, models.GeneratedField):
            text, values = field.generated_sql(connection)
            return parts.computed(self.inlined(text, values), field.db_persist)
        return None

    def add_keys(self):
        self.table["primaryKey"] = parts.key([plain_name(field.column) for field in self.meta.pk_fields])
        for field in self.columns():
            if field.unique and not field.primary_key:
                self.table["uniqueKeys"].append(parts.key([plain_name(field.column)]))
            check = field.db_check(connection)
            if check and field.get_internal_type() != "JSONField":
                self.table["checks"].append(parts.check(check))
        for names in self.meta.unique_together:
            self.attempt_item(names, lambda each: self.table["uniqueKeys"].append(parts.key(self.columns_of(each))))

    def columns_of(self, names):
        return [plain_name(self.meta.get_field(name).column) for name in names]

    def add_indexes(self):
        for field in self.columns():
            if field.db_index and not field.unique:
                name = self.editor._create_index_name(self.meta.db_table, [field.column])
                self.table["indexes"].append(parts.index(name, [parts.part(plain_name(field.column))]))
        for index in self.meta.indexes:
            self.attempt_item(index, self.add_index)

    def add_index(self, index):
        if not isinstance(index, models.Index):
            raise TypeError("its class is not available here")
        given = [self.part_of(models.F(name), order == "DESC") for name, order in index.fields_orders]
        found = given or [self.part_of(each) for each in index.expressions]
        where = index._get_condition_sql(self.model, self.editor)
        self.table["indexes"].append(parts.index(plain_name(index.name), found, where=self.plain(where)))
        self.note_lost(index, ("include", "opclasses"))
        if type(index).__module__.startswith("django.contrib.postgres"):
            self.note(f'The index "{index.name}" is a {type(index).__name__}; the design has plain indexes.', "info")

    def add_constraint(self, constraint):
        if isinstance(constraint, models.UniqueConstraint):
            self.add_unique(constraint)
        elif isinstance(constraint, models.CheckConstraint):
            field = field_of_enum(constraint, self.enums)
            if field:
                self.checked.add(field)
            else:
                text = constraint._get_check_sql(self.model, self.editor)
                self.table["checks"].append(parts.check(self.plain(text), plain_name(constraint.name)))
        elif isinstance(constraint, models.BaseConstraint):
            self.add_sql(constraint)
        else:
            raise TypeError("its class is not available here")

    def add_unique(self, constraint):
        where = constraint._get_condition_sql(self.model, self.editor)
        if constraint.fields and where is None:
            self.table["uniqueKeys"].append(parts.key(self.columns_of(constraint.fields), plain_name(constraint.name)))
        else:
            given = constraint.expressions or [models.F(name) for name in constraint.fields]
            found = [self.part_of(each) for each in given]
            index = parts.index(plain_name(constraint.name), found, unique=True, where=self.plain(where))
            self.table["indexes"].append(index)
        self.note_lost(constraint, ("include", "opclasses", "deferrable", "nulls_distinct"))

    def add_sql(self, constraint):
        """A constraint that a class of the project writes in SQL, which SQLite parses."""
        text = constraint.constraint_sql(self.model, self.editor)
        columns = [plain_name(field.column) for field in self.columns()]
        key = foreign_key_in(text, columns, plain_name(constraint.name))
        if key is None:
            raise TypeError("only checks, unique and foreign keys are known")
        relation = next((each for each in self.meta.local_fields if is_relation_over(each, key)), None)
        if relation:
            key["forward"], key["reverse"] = relation.name, given_reverse(relation)
        self.table["foreignKeys"].append(key)

    def note_lost(self, item, options):
        lost = [name for name in options if getattr(item, name) not in (None, (), [])]
        if lost:
            self.note(f'"{item.name}" has {", ".join(lost)}, which the design omits.', "info")

    def part_of(self, given, descending=False):
        if isinstance(given, OrderBy):
            return self.part_of(given.expression, given.descending)
        if isinstance(given, models.F):
            return parts.part(plain_name(self.meta.get_field(given.name).column), descending=descending)
        if isinstance(given, Collate):
            inner = self.part_of(given.source_expressions[0], descending)
            return {**inner, "collation": given.collation}
        query = Query(self.model, alias_cols=False)
        resolved = given.resolve_expression(query)
        text, values = query.get_compiler(connection=connection).compile(resolved)
        return parts.part(expression=self.plain(self.inlined(text, values)), descending=descending)

    def inlined(self, text, values):
        return self.plain(text % tuple(self.editor.quote_value(value) for value in values))

    def plain(self, text):
        """SQLite needs casts of decimals; other databases do not."""
        before = None
        while text != before:
            before, text = text, CAST.sub(lambda found: found[1] or found[2], text or "")
        return text or None


def is_generated(field):
    """Django declares no NOT NULL for a computed column."""
    return isinstance(field, models.GeneratedField)


def collation_of(field):
    given = getattr(field, "db_collation", None)
    return given if isinstance(given, str) else None


def field_of_enum(constraint, enums):
    """The field of a check that says no more than its enum: that it has one of the values. Null for another check."""
    condition = constraint.condition
    if not isinstance(condition, models.Q) or condition.negated or len(condition.children) != 1:
        return None
    [child] = condition.children
    if not isinstance(child, tuple) or not isinstance(child[1], list | tuple):
        return None
    for field, enum in enums.items():
        if enum and child[0] == f"{field.name}__in" and sorted(map(str, child[1])) == sorted(enum["values"]):
            return field
    return None


def is_relation_over(field, key):
    if not isinstance(field, models.ForeignObject) or field.column:
        return False
    columns = [plain_name(here.column) for here, _ in field.related_fields]
    return columns == key["columns"] and plain_name(field.remote_field.model._meta.db_table) == key["target"]


def given_reverse(field):
    """The name of the other side; null if the models name none, or hide it."""
    name = field.remote_field.related_name
    return name if name and not name.endswith("+") else None
