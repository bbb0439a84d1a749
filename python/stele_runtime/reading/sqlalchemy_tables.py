"""Describes the tables of SQLAlchemy's metadata."""

from sqlalchemy import Computed, Enum, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CheckConstraint, DefaultClause
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import ClauseElement, TextClause, UnaryExpression

from stele_runtime.reading import description as parts
from stele_runtime.reading.sqlalchemy_types import enum_of, type_of

DIALECT = sqlite.dialect()


def describe_table(description, table, **details):
    """Adds a table with everything but the names of its relations."""
    described = description.add_table(table.name, comment=table.comment, **details)
    described["columns"] = [column_of(description, table, column) for column in table.columns]
    if table.primary_key.columns:
        described["primaryKey"] = key_of(table.primary_key)
    of_columns = [each for column in table.columns for each in column.constraints]
    for constraint in [*of_columns, *ordered(table.constraints)]:
        if isinstance(constraint, UniqueConstraint):
            described["uniqueKeys"].append(key_of(constraint))
        elif isinstance(constraint, CheckConstraint) and not constraint._type_bound:
            described["checks"].append(parts.check(sql_of(constraint.sqltext), name_of(constraint)))
        elif isinstance(constraint, ForeignKeyConstraint):
            described["foreignKeys"].append(foreign_key_of(constraint))
    described["indexes"] = [index_of(index, table) for index in ordered(table.indexes)]
    if table.schema:
        message = f'The table "{table.name}" is in the schema "{table.schema}", which the design omits.'
        description.add_problem(message, severity="info", table=table.name)
    return described


def ordered(items):
    """In the order of their making; SQLAlchemy keeps them in sets."""
    return sorted(items, key=lambda item: getattr(item, "_creation_order", 0) or 0)


def column_of(description, table, column):
    enum = enum_of(column.type, f"{table.name}_{column.name}")
    return parts.column(
        column.name,
        "" if enum else type_of(column.type),
        enum=enum,
        nullable=bool(column.nullable) and not column.primary_key,
        default=default_of(description, table, column),
        generated=generated_of(table, column),
        comment=column.comment or column.doc,
    )


def generated_of(table, column):
    if isinstance(column.computed, Computed):
        return parts.computed(sql_of(column.computed.sqltext), bool(column.computed.persisted))
    if column.identity is None and table._autoincrement_column is not column:
        return None
    return parts.identity(strict=bool(table.dialect_options["sqlite"]["autoincrement"]))


def default_of(description, table, column):
    if isinstance(column.server_default, DefaultClause):
        given = column.server_default.arg
        return parts.value(given) if isinstance(given, str) else parts.expression(sql_of(given))
    if column.default is None:
        return None
    given = stored_value(column)
    if isinstance(given, str | int | float | bool):
        return parts.value(given, client=True)
    name = getattr(column.default.arg, "__name__", type(column.default.arg).__name__)
    message = f'The default {name} of "{table.name}.{column.name}" is computed in Python, so the design omits it.'
    description.add_problem(message, severity="info", table=table.name)
    return None


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
    text = sql_of(given)
    if isinstance(given, TextClause) and text.lower().endswith(" desc"):
        text, descending = text[: -len(" desc")].strip(), True
    if any(column.name == unquoted(text) for column in table.columns):
        return parts.part(unquoted(text), descending=descending)
    return parts.part(expression=text, descending=descending)


def unquoted(text):
    return text[1:-1].replace('""', '"') if text[:1] == text[-1:] == '"' else text


def sql_of(clause):
    """SQL without parameters."""
    if not isinstance(clause, ClauseElement):
        return str(clause)
    return str(clause.compile(dialect=DIALECT, compile_kwargs={"literal_binds": True, "include_table": False}))
