"""SQLAlchemy: mappers and tables of plain modules."""

from contextlib import contextmanager

import sqlalchemy
from sqlalchemy import MetaData, create_engine, event
from sqlalchemy.orm import clear_mappers, configure_mappers, mapperlib
from sqlalchemy.pool import StaticPool

from stele_runtime import project, script, synchronous_aiosqlite, warnings_seen
from stele_runtime.database import content_of

synchronous_aiosqlite.install()


def check(files):
    with loaded(files) as (_modules, metadata, warnings), opened(metadata) as engine:
        content = content_of(engine.raw_connection().driver_connection)
    return {"version": sqlalchemy.__version__, "database": content, "warnings": warnings}


def run(files, text):
    with loaded(files) as (modules, metadata, warnings), opened(metadata) as engine:
        names = {**project.names_of(modules), "engine": engine}
        return {"value": script.evaluate(text, names), "warnings": warnings}


@contextmanager
def loaded(files):
    """The modules of the files with their mappers configured, their metadata, and the warnings."""
    before = mapperlib._all_registries()
    try:
        with project.written(files):
            with warnings_seen.collected() as warnings:
                modules = project.import_all(files)
                configure_mappers()
            yield modules, metadata_of(modules, mapperlib._all_registries() - before), warnings
    finally:
        # A mapper that failed would fail again with the next models.
        clear_mappers()


@contextmanager
def opened(metadata):
    """A private database with the tables, on one connection that enforces foreign keys."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", enforce_foreign_keys)
    try:
        for each in metadata:
            each.create_all(engine)
        yield engine
    finally:
        engine.dispose()


def enforce_foreign_keys(connection, _record):
    connection.execute("PRAGMA foreign_keys = ON")


def metadata_of(modules, registries):
    """The metadata of mapped classes, and of tables without a class."""
    mapped = [registry.metadata for registry in registries]
    named = [value for module in modules for value in vars(module).values() if isinstance(value, MetaData)]
    return [each for each in unique([*mapped, *named]) if each.tables]


def unique(values):
    return list({id(value): value for value in values}.values())
