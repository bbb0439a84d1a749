"""What absent modules would give to models of SQLAlchemy."""

import sqlalchemy
from sqlalchemy import MetaData, orm
from sqlalchemy.types import UserDefinedType

from stele_runtime.reading.classes import snake_case
from stele_runtime.reading.stand_ins import StandIn

TYPE_PACKAGES = ("geoalchemy2", "pgvector", "sqlalchemy_utils", "sqlalchemy")


class Replacements:
    """Those of one request: files that import a base class from different places mean the same one."""

    def __init__(self):
        self.by_name = {}

    def __call__(self, module, name):
        if name not in self.by_name:
            self.by_name[name] = self.create(module.split(".")[0], name)
        return self.by_name[name]

    def create(self, package, name):
        if package == "flask_sqlalchemy" and name == "SQLAlchemy":
            return FlaskSQLAlchemy
        if name == "db":
            return FlaskSQLAlchemy()
        if name.endswith("Mixin"):
            return None
        if name.endswith(("Base", "Model")):
            return self.base(name)
        if name.endswith(("Type", "Vector", "Geometry", "Geography")) or package in TYPE_PACKAGES:
            return named_type(name)
        return None

    def base(self, name):
        return type(name, (NamedTable, orm.DeclarativeBase), {})


class NamedTable:
    """A class without `__tablename__` gets one from its own name, if it has a primary key of its own."""

    def __init_subclass__(cls, **options):
        own = vars(cls)
        has_name = any(name in own for name in ("__tablename__", "__table__"))
        is_base = own.get("__abstract__") or orm.DeclarativeBase in cls.__bases__
        if not has_name and not is_base and (has_key(cls) or not hasattr(cls, "__tablename__")):
            cls.__tablename__ = snake_case(cls.__name__)
        super().__init_subclass__(**options)


def has_key(cls):
    values = [value for each in cls.__mro__ for value in vars(each).values() if not hasattr(each, "__mapper__")]
    columns = [getattr(value, "column", value) for value in values]
    return any(getattr(column, "primary_key", None) is True for column in columns)


def named_type(type_name):
    """A type that is known by its name alone."""

    class Named(UserDefinedType):
        cache_ok = True

        def __init__(self, *_arguments, **_options):
            super().__init__()

        def get_col_spec(self, **_options):
            return type_name.upper()

    Named.__name__ = type_name
    return Named


class FlaskSQLAlchemy:
    """The names of SQLAlchemy as attributes, and a base class for models."""

    def __init__(self, _app=None, *, model_class=None, metadata=None, **_options):
        if model_class is not None and issubclass(model_class, orm.DeclarativeBase):
            self.Model = type("Model", (NamedTable, model_class), {"__abstract__": True})
        else:
            self.Model = orm.declarative_base(metadata=metadata or MetaData(), cls=NamedTable)
        self.metadata = self.Model.metadata

    def Table(self, name, *arguments, **options):
        given = arguments if arguments and isinstance(arguments[0], MetaData) else (self.metadata, *arguments)
        return sqlalchemy.Table(name, *given, **options)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        for module in (sqlalchemy, orm):
            if hasattr(module, name):
                return getattr(module, name)
        return StandIn(f"db.{name}")
