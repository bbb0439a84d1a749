"""Tortoise ORM: models that an asynchronous session binds to a database."""

from stele_runtime import event_loop, project, script, synchronous_aiosqlite, warnings_seen
from stele_runtime.database import content_of

synchronous_aiosqlite.install()

import tortoise  # noqa: E402
from tortoise.backends.base.executor import EXECUTOR_CACHE  # noqa: E402
from tortoise.context import TortoiseContext  # noqa: E402
from tortoise.models import Model  # noqa: E402

from stele_runtime.reading import tortoise_stand_ins  # noqa: E402
from stele_runtime.reading.classes import is_own_class, place_of, subclasses  # noqa: E402
from stele_runtime.reading.description import Description  # noqa: E402
from stele_runtime.reading.foreign_sql import adapt_tables  # noqa: E402
from stele_runtime.reading.table_reader import noted  # noqa: E402
from stele_runtime.reading.tolerant import Reading  # noqa: E402
from stele_runtime.reading.tortoise_relations import Relations  # noqa: E402
from stele_runtime.reading.tortoise_tables import TortoiseTable, describe_join_tables  # noqa: E402


def check(files):
    async def read(connection, _modules):
        return content_of(connection._connection._conn)

    content, warnings = with_database(files, read)
    return {"version": tortoise.__version__, "database": content, "warnings": warnings}


def run(files, text):
    async def evaluate(connection, modules):
        names = {**project.names_of(modules), "connection": connection}
        return await script.evaluate_async(text, names)

    value, warnings = with_database(files, evaluate)
    return {"value": value, "warnings": warnings}


def read(files, paths):
    description = Description()
    before = set(subclasses(Model))
    with project.written(files), warnings_seen.collected():
        reading = Reading(description, tortoise_stand_ins.replace)
        with reading.imports(), tortoise_stand_ins.applied():
            reading.load(paths)
            found = [model for model in subclasses(Model) if model not in before]
            describe(description, [model for model in found if is_own_class(model) and not model._meta.abstract])
    return {"version": tortoise.__version__, "models": description.as_data()}


def describe(description, models):
    relations = Relations(description, models)
    relations.connect()
    for model in models:
        with noted(description, f"A part of the class {model.__name__}", place_of(model)):
            TortoiseTable(description, relations, model).describe()
    describe_join_tables(description, models)
    adapt_tables(description)


def with_database(files, body):
    """The value of a function of a connection with the tables, and of the modules of the files."""
    with project.written(files):
        with warnings_seen.collected() as warnings:
            modules = project.import_all(files)
        return event_loop.run_coroutine(connected(modules, body)), warnings


async def connected(modules, body):
    names = [module.__name__ for module in modules]
    # The statements of earlier models, by the name of the table.
    EXECUTOR_CACHE.clear()
    async with TortoiseContext() as context:
        await context.init(db_url="sqlite://:memory:", modules={"models": names})
        await context.generate_schemas(safe=False)
        return await body(context.connections.get("default"), modules)
