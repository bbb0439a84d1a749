"""Loads a text of SQLAlchemy models, makes its tables, and runs scripts over them."""

import json
import sys
import types
import warnings
from contextlib import contextmanager

from pyodide.code import eval_code
from sqlalchemy import create_engine, event
from sqlalchemy.exc import SAWarning
from sqlalchemy.orm import clear_mappers, configure_mappers
from sqlalchemy.pool import StaticPool


def create_tables(models):
    """Returns the bytes of a database with the tables of the models, empty."""
    with loaded(models) as module, opened(module.Base.metadata) as engine:
        return engine.raw_connection().driver_connection.serialize()


def run(models, script):
    """Runs a script that sees the names of the models, and `engine`; returns its last value."""
    with loaded(models) as module, opened(module.Base.metadata) as engine:
        return json.dumps(eval_code(script, {**vars(module), "engine": engine}, filename="script.py"))


@contextmanager
def loaded(models):
    """The models as a module; annotations are looked up in it, so it must be a listed one.

    A warning about the mapping is a fault in the models, and counts as an error.
    """
    module = sys.modules["models"] = types.ModuleType("models")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SAWarning)
            exec(compile(models, "models.py", "exec"), vars(module))
            configure_mappers()
        yield module
    finally:
        # A mapper that failed would fail again with the next models.
        clear_mappers()
        del sys.modules["models"]


@contextmanager
def opened(metadata):
    """A private database with the tables, on one connection that enforces foreign keys."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", enforce_foreign_keys)
    try:
        metadata.create_all(engine)
        yield engine
    finally:
        engine.dispose()


def enforce_foreign_keys(connection, _record):
    connection.execute("PRAGMA foreign_keys = ON")
