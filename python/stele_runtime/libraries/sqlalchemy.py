"""SQLAlchemy: mappers and tables of plain modules."""

from contextlib import contextmanager
from unittest import mock

import sqlalchemy
import sqlalchemy.ext.asyncio
from sqlalchemy import MetaData, Table, create_engine, event
from sqlalchemy.orm import clear_mappers, configure_mappers, mapperlib
from sqlalchemy.pool import StaticPool

from stele_runtime import project, script, synchronous_aiosqlite, warnings_seen
from stele_runtime.database import content_of
from stele_runtime.reading import sqlalchemy_mappers as mappers_read
from stele_runtime.reading import sqlalchemy_stand_ins
from stele_runtime.reading.classes import place_of, places_of
from stele_runtime.reading.description import Description
from stele_runtime.reading.foreign_sql import adapt_tables
from stele_runtime.reading.sqlalchemy_tables import describe_table
from stele_runtime.reading.stand_ins import StandIn
from stele_runtime.reading.table_reader import noted
from stele_runtime.reading.tolerant import Reading

synchronous_aiosqlite.install()


def check(files):
    with loaded(files) as (_modules, metadata, warnings), opened(metadata) as engine:
        content = content_of(engine.raw_connection().driver_connection)
    return {"version": sqlalchemy.__version__, "database": content, "warnings": warnings}


def run(files, text):
    with loaded(files) as (modules, metadata, warnings), opened(metadata) as engine:
        names = {**project.names_of(modules), "engine": engine}
        return {"value": script.evaluate(text, names), "warnings": warnings}


def read(files, paths):
    return read_models(files, paths, sqlalchemy.__version__, sqlalchemy_stand_ins.Replacements())


def read_models(files, paths, version, replace, more_registries=(), more_metadata=()):
    """Registries and metadata that existed before the files are those that their models may use."""
    description = Description()
    before = mapperlib._all_registries()
    try:
        with project.written(files), warnings_seen.collected(), without_engines():
            reading = Reading(description, replace)
            with reading.imports():
                modules = reading.load(paths)
                registries = unique([*more_registries, *(mapperlib._all_registries() - before)])
                metadata = unique([*more_metadata, *metadata_of(modules, registries)])
                mappers = [mapper for each in registries for mapper in each.mappers]
                describe(description, metadata, mappers, places_of(modules, Table))
    finally:
        clear_mappers()
    return {"version": version, "models": description.as_data()}


def describe(description, metadata, mappers, places):
    """`places` are those of tables without a class."""
    mappers = sorted(mappers, key=lambda mapper: mapper.class_.__module__)
    mappers_read.configure(description, mappers)
    owners = mappers_read.owners(mappers)
    tables = {}
    for table in (table for each in metadata for table in each.tables.values()):
        cls = owners[table].class_ if table in owners else None
        details = {"entity": cls.__name__, "place": place_of(cls)} if cls else {"place": places.get(table)}
        with noted(description, f"A part of the table {table.name}", details.get("place")):
            tables[table] = describe_table(description, table, **details)
        if cls and table in tables:
            tables[table]["comment"] = table.comment or mappers_read.comment_of(cls)
            mappers_read.add_field_comments(tables[table], owners[table])
            mappers_read.note_attributes(description, owners[table])
    adapt_tables(description)
    mappers_read.note_shared_tables(description, mappers)
    mappers_read.name_relations(description, mappers, tables)


@contextmanager
def without_engines():
    """Files may open their database while they load, which has no driver here."""
    engine = StandIn("engine")
    places = (
        (sqlalchemy, "create_engine"),
        (sqlalchemy.engine, "create_engine"),
        (sqlalchemy.ext.asyncio, "create_async_engine"),
        (MetaData, "create_all"),
        (MetaData, "drop_all"),
    )
    patches = [mock.patch.object(place, name, lambda *_arguments, **_options: engine) for place, name in places]
    with patches[0], patches[1], patches[2], patches[3], patches[4]:
        yield


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
