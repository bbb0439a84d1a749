"""Peewee: classes that are bound to a database."""

import re
from contextlib import contextmanager

import peewee

from stele_runtime import project, script, warnings_seen
from stele_runtime.database import content_of
from stele_runtime.reading import peewee_stand_ins
from stele_runtime.reading.classes import is_own_class, place_of, subclasses
from stele_runtime.reading.description import Description
from stele_runtime.reading.foreign_sql import adapt_tables
from stele_runtime.reading.peewee_tables import describe_model
from stele_runtime.reading.table_reader import noted
from stele_runtime.reading.tolerant import Reading


BASE_NAME = re.compile(r"^(Base|Abstract|_)|(Base|Abstract|Mixin)$")


def check(files):
    with loaded(files) as (modules, models, warnings), opened(models) as database:
        content = content_of(database.connection())
    return {"version": peewee.__version__, "database": content, "warnings": warnings}


def run(files, text):
    with loaded(files) as (modules, models, warnings), opened(models) as database:
        names = {**project.names_of(modules), "database": database}
        return {"value": script.evaluate(text, names), "warnings": warnings}


def read(files, paths):
    description = Description()
    before = set(subclasses(peewee.Model))
    peewee.DeferredForeignKey._unresolved.clear()
    with project.written(files), warnings_seen.collected():
        reading = Reading(description, peewee_stand_ins.replace)
        with reading.imports(), peewee_stand_ins.applied():
            reading.load(paths)
            for model in subclasses(peewee.Model):
                if model not in before and is_described(model):
                    with noted(description, f"A part of the class {model.__name__}", place_of(model)):
                        describe_model(description, model)
                elif model not in before and len(model._meta.sorted_fields) > 1:
                    message = f"The class {model.__name__} is a base of others, so it has no table."
                    description.add_problem(message, severity="info", place=place_of(model))
            adapt_tables(description)
    return {"version": peewee.__version__, "models": description.as_data()}


def is_described(model):
    """A table of the files, or one that a many-to-many relation of them adds."""
    is_joining = any(is_own_class(other) for other in model._meta.model_refs)
    return has_table(model) and (is_own_class(model) or is_joining)


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
    """A base class without fields, or with the name of one, is for its subclasses alone."""
    if not model.__subclasses__():
        return True
    has_own = any(not isinstance(field, peewee.AutoField) for field in model._meta.sorted_fields)
    return has_own and (bool(model._meta.backrefs) or not BASE_NAME.search(model.__name__))
