"""Describes the tables of SQLAlchemy's metadata."""

from sqlalchemy import Computed, Enum, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.exc import CompileError
from sqlalchemy.schema import CheckConstraint, DefaultClause
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import ClauseElement, UnaryExpression

from stele_runtime.reading import description as parts
from stele_runtime.reading.sqlalchemy_types import enum_of, type_of
from stele_runtime.reading.sql_text import part_in
from stele_runtime.reading.table_reader import TableReader

DIALECT = sqlite.dialect()
# In this order, the first one that has all parts of an expression prints it.
DIALECTS = (DIALECT, postgresql.dialect(paramstyle="named"), mysql.dialect(paramstyle="named"))


def describe_table(description, table, **details):
    """Adds a table with everything but the names of its relations."""
    described = description.add_table(table.name, comment=table.comment, **details)
    SqlalchemyTable(description, table, described).describe()
    return described


class SqlalchemyTable(TableReader):
    def __init__(self, description, source, table):
        super().__init__(description, table)
        self.source = source

    def describe(self):
        for column in self.source.columns:
            self.attempt(f'The column "{column.name}"', self.add_column, column)
        if self.source.primary_key.columns:
            self.table["primaryKey"] = key_of(self.source.primary_key)
        of_columns = [each for column in self.source.columns for each in column.constraints]
        for constraint in [*of_columns, *ordered(self.source.constraints)]:
            self.attempt(described("constraint", constraint), self.add_constraint, constraint)
        for index in ordered(self.source.indexes):
            self.attempt(described("index", index), self.add_index, index)
        if self.source.schema:
            message = f'The table "{self.source.name}" is in the schema "{self.source.schema}", which the design omits.'
            self.note(message, "info")

    def add_column(self, column):
        enum = enum_of(column.type, f"{self.source.name}_{column.name}")
        self.table["columns"].append(
            parts.column(
                column.name,
                "" if enum else type_of(column.type),
                enum=enum,
                nullable=bool(column.nullable) and not column.primary_key,
                default=self.attempt(f'The default of "{column.name}"', self.default_of, column),
                generated=self.attempt(f'The expression that computes "{column.name}"', self.generated_of, column),
                comment=column.comment or column.doc,
                collation=getattr(column.type, "collation", None),
            )
        )

    def generated_of(self, column):
        if isinstance(column.computed, Computed):
            return parts.computed(sql_of(column.computed.sqltext), bool(column.computed.persisted))
        if column.identity is None and self.source._autoincrement_column is not column:
            return None
        return parts.identity(strict=bool(self.source.dialect_options["sqlite"]["autoincrement"]))

    def default_of(self, column):
        if isinstance(column.server_default, DefaultClause):
            given = column.server_default.arg
            return parts.value(given) if isinstance(given, str) else parts.expression(sql_of(given))
        if column.default is None:
            return None
        given = stored_value(column)
        if isinstance(given, str | int | float | bool):
            return parts.value(given, client=True)
        name = getattr(column.default.arg, "__name__", type(column.default.arg).__name__)
        what = f'The default {name} of "{self.source.name}.{column.name}"'
        self.note(f"{what} is computed in Python, so the design omits it.", "info")
        return None

    def add_constraint(self, constraint):
        if isinstance(constraint, UniqueConstraint):
            self.table["uniqueKeys"].append(key_of(constraint))
        elif isinstance(constraint, CheckConstraint):
            if not constraint._type_bound:
                self.table["checks"].append(parts.check(sql_of(constraint.sqltext), name_of(constraint)))
        elif isinstance(constraint, ForeignKeyConstraint):
            self.table["foreignKeys"].append(foreign_key_of(constraint))
        elif not isinstance(constraint, PrimaryKeyConstraint):
            raise TypeError(f"the design has no {type(constraint).__name__}")

    def add_index(self, index):
        self.table["indexes"].append(index_of(index, self.source))
        lost = [name for name in index.dialect_kwargs if not name.endswith("_where")]
        if lost:
            self.note(f"{described('index', index)} has {', '.join(lost)}, which the design omits.", "info")


def described(kind, item):
    name = name_of(item)
    return f'The {kind} "{name}"' if name else f"A {kind}"


def ordered(items):
    """In the order of their making, and indexes, which have none, by name; SQLAlchemy keeps them in sets."""
    return sorted(items, key=lambda item: (getattr(item, "_creation_order", 0) or 0, name_of(item) or ""))


def stored_value(column):
    """The default as the column stores it; an enum stores names, unless it is told to store values."""
    given = column.default.arg
    if not column.default.is_scalar or isinstance(given, str):
        return given if column.default.is_scalar else None
    if isinstance(column.type, Enum):
        return column.type.bind_processor(DIALECT)(given)
    return getattr(given, "value", given)


def key_of(constraint):
    return parts.key([column.name for column in constraint.columns], name_of(constraint))


def name_of(constraint):
    return str(constraint.name) if isinstance(constraint.name, str) and constraint.name else None


def foreign_key_of(constraint):
    targets = [element._column_tokens for element in constraint.elements]
    return parts.foreign_key(
        [element.parent.name for element in constraint.elements],
        targets[0][1],
        [target or element.parent.name for element, (_, _, target) in zip(constraint.elements, targets)],
        name=name_of(constraint),
        on_delete=constraint.ondelete,
        on_update=constraint.onupdate,
    )


def index_of(index, table):
    options = index.dialect_options
    conditions = [options[dialect]["where"] for dialect in ("sqlite", "postgresql")]
    where = next((each for each in conditions if each is not None), None)
    return parts.index(
        name_of(index),
        [part_of(each, table) for each in index.expressions],
        unique=bool(index.unique),
        where=None if where is None else sql_of(where),
    )


def part_of(given, table):
    descending = isinstance(given, UnaryExpression) and given.modifier is operators.desc_op
    if descending:
        given = given.element
    if any(given is column for column in table.columns):
        return parts.part(given.name, descending=descending)
    return part_in(sql_of(given), [column.name for column in table.columns], descending)


def sql_of(clause):
    """SQL without parameters. @raises CompileError of SQLite if no database has an expression."""
    if not isinstance(clause, ClauseElement):
        return str(clause)
    fault = None
    for dialect in DIALECTS:
        try:
            return str(clause.compile(dialect=dialect, compile_kwargs={"literal_binds": True, "include_table": False}))
        except CompileError as error:
            fault = fault or error
    raise fault
