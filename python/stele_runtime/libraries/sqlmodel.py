"""SQLModel: SQLAlchemy with one registry and one set of tables for every model."""

from contextlib import contextmanager

import sqlmodel
from sqlmodel.main import default_registry

from stele_runtime import project, script
from stele_runtime.database import content_of
from stele_runtime.libraries import sqlalchemy
from stele_runtime.reading import sqlmodel_stand_ins


def check(files):
    with loaded(files) as (_modules, metadata, warnings), sqlalchemy.opened(metadata) as engine:
        content = content_of(engine.raw_connection().driver_connection)
    return {"version": sqlmodel.__version__, "database": content, "warnings": warnings}


def run(files, text):
    with loaded(files) as (modules, metadata, warnings), sqlalchemy.opened(metadata) as engine:
        names = {**project.names_of(modules), "engine": engine}
        return {"value": script.evaluate(text, names), "warnings": warnings}


def read(files, paths):
    with forgotten(), sqlmodel_stand_ins.email_validator():
        metadata = sqlmodel.SQLModel.metadata
        return sqlalchemy.read_models(
            files, paths, sqlmodel.__version__, sqlmodel_stand_ins.Replacements(), [default_registry], [metadata]
        )


@contextmanager
def loaded(files):
    with forgotten(), sqlalchemy.loaded(files) as (modules, metadata, warnings):
        yield modules, sqlalchemy.unique([sqlmodel.SQLModel.metadata, *metadata]), warnings


@contextmanager
def forgotten():
    """Forgets every model later: all are in one registry, where a faulty one would fail all others."""
    try:
        yield
    finally:
        default_registry.dispose()
        default_registry._class_registry.clear()
        sqlmodel.SQLModel.metadata.clear()
