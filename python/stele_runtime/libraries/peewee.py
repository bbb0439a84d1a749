"""Peewee: classes that are bound to a database."""

from contextlib import contextmanager

import peewee

from stele_runtime import project, script, warnings_seen
from stele_runtime.database import content_of


def check(files):
    with loaded(files) as (modules, models, warnings), opened(models) as database:
        content = content_of(database.connection())
    return {"version": peewee.__version__, "database": content, "warnings": warnings}


def run(files, text):
    with loaded(files) as (modules, models, warnings), opened(models) as database:
        names = {**project.names_of(modules), "database": database}
        return {"value": script.evaluate(text, names), "warnings": warnings}


@contextmanager
def loaded(files):
    """The modules of the files, the models that they define, and the warnings of that."""
    before = set(subclasses(peewee.Model))
    with project.written(files):
        with warnings_seen.collected() as warnings:
            modules = project.import_all(files)
        yield modules, [model for model in subclasses(peewee.Model) if model not in before], warnings


@contextmanager
def opened(models):
    """A private database with the tables, which every model uses meanwhile."""
    database = peewee.SqliteDatabase(":memory:", pragmas={"foreign_keys": 1})
    tables = [model for model in models if has_table(model)]
    with database.bind_ctx(models, bind_refs=False, bind_backrefs=False), database.connection_context():
        database.create_tables(tables, safe=False)
        yield database


def has_table(model):
    """A base class without fields only carries settings for its subclasses."""
    fields = model._meta.sorted_fields
    has_own = any(not isinstance(field, peewee.AutoField) for field in fields)
    return has_own or not model.__subclasses__()


def subclasses(model):
    """All subclasses, also indirect ones, each after its base."""
    return [each for child in model.__subclasses__() for each in (child, *subclasses(child))]
