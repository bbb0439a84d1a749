"""The types of SQLAlchemy in the notation of Stele."""

from sqlalchemy import types
from sqlalchemy.dialects import postgresql, sqlite

# The first class that a type is an instance of decides.
PLAIN = (
    (types.Boolean, "boolean"),
    (types.Uuid, "uuid"),
    (types.JSON, "json"),
    (types.LargeBinary, "blob"),
    (types._Binary, "blob"),
    (types.Date, "date"),
    (types.Time, "time"),
    (types.SmallInteger, "smallint"),
    (types.BigInteger, "bigint"),
    (types.Integer, "integer"),
    (types.REAL, "real"),
    (types.Float, "double"),
    (types.Text, "text"),
    (types.NullType, ""),
)


def type_of(given):
    while isinstance(given, types.TypeDecorator) and not isinstance(given, types.Interval):
        given = given.impl_instance
    if isinstance(given, types.DateTime):
        return "timestamptz" if given.timezone else "datetime"
    if isinstance(given, types.Numeric) and not isinstance(given, types.Float):
        return with_sizes("decimal", given.precision, given.scale)
    if isinstance(given, types.CHAR):
        return with_sizes("char", given.length)
    for kind, name in PLAIN:
        if isinstance(given, kind):
            return name
    if isinstance(given, types.String):
        return with_sizes("varchar", given.length)
    return name_of(given)


def with_sizes(name, *sizes):
    known = [str(size) for size in sizes if size is not None]
    return f"{name}({','.join(known)})" if known else name


def name_of(given):
    """The name that a database has for a type that others do not have."""
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        try:
            return given.compile(dialect=dialect)
        except Exception:
            continue
    return type(given).__name__


def enum_of(given, default_name):
    """The values of an enum; null for another type."""
    while isinstance(given, types.TypeDecorator):
        given = given.impl_instance
    if not isinstance(given, types.Enum):
        return None
    return {"name": given.name or default_name, "values": list(given.enums)}
