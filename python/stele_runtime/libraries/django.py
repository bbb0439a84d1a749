"""Django: every folder with models.py is an app; without a folder, the app is called `app`."""

import os
import re
from contextlib import contextmanager
from pathlib import PurePosixPath

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import django  # noqa: E402
from django.apps import AppConfig, apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core import checks  # noqa: E402
from django.core.management.base import SystemCheckError  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from stele_runtime import project, script, warnings_seen  # noqa: E402
from stele_runtime.database import content_of  # noqa: E402
from stele_runtime.reading import django_apps  # noqa: E402
from stele_runtime.reading.classes import place_of  # noqa: E402
from stele_runtime.reading.description import Description  # noqa: E402
from stele_runtime.reading.django_project import DjangoProject  # noqa: E402
from stele_runtime.reading.django_relations import describe_model, note_proxies  # noqa: E402
from stele_runtime.reading.django_stand_ins import DjangoStandIns  # noqa: E402
from stele_runtime.reading.foreign_sql import adapt_tables  # noqa: E402
from stele_runtime.reading.table_reader import noted  # noqa: E402
from stele_runtime.reading.tolerant import Reading  # noqa: E402

OWN_APP = "app"
CONTRIBUTED = ("auth", "contenttypes", "sessions", "sites")

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[],
    SECRET_KEY="not a secret",
    TIME_ZONE="UTC",
    USE_TZ=True,
)
django.setup()

# The apps of Django add checks, which fail without these apps.
OWN_CHECKS = set(checks.registry.registry.registered_checks)


def check(files):
    with loaded(files) as (configs, warnings), opened(configs):
        content = content_of(connection.connection)
    return {"version": django.__version__, "database": content, "warnings": warnings}


def run(files, text):
    with loaded(files) as (configs, warnings), opened(configs):
        modules = [config.models_module for config in configs]
        names = {**project.names_of(modules), "connection": connection}
        return {"value": script.evaluate(text, names), "warnings": warnings}


def read(files, paths):
    description = Description()
    contributed = contributed_apps(files)
    given = DjangoProject(files, paths, labels_of(contributed))
    values = given.settings()
    user_model = given.user_model(values)
    stand_ins = DjangoStandIns(description, values)
    reading = Reading(description, stand_ins.replace)
    with project.written(files), warnings_seen.collected(), django_apps.settings_of(values, user_model):
        with reading.imports(), django_apps.root_files(given), stand_ins.applied():
            configs = django_apps.own_apps(reading, given, values)
            try:
                install([*map(django_apps.contributed_app, contributed), *configs])
                ordered = given.user_first(settings.AUTH_USER_MODEL.split(".")[0])
                reading.load(ordered, given.module_name)
                django_apps.resolve_by_name()
                describe(description, django_apps.own_models())
            finally:
                apps.unset_installed_apps()
                forget(configs)
                BaseDatabaseWrapper.close(connection)
    return {"version": django.__version__, "models": description.as_data()}


def install(configs):
    apps.set_installed_apps(configs)
    # Django's own models remember which model of users was set before.
    for model in [model for each in apps.all_models.values() for model in each.values()]:
        model._meta._expire_cache()


def describe(description, own):
    found = django_apps.with_referenced(own)
    for model in found:
        if not model._meta.proxy and not model._meta.swapped:
            with noted(description, f"A part of the class {model.__name__}", place_of(model)):
                describe_model(description, model)
    adapt_tables(description)
    note_proxies(description, [model for model in found if model._meta.proxy])
    names = [model._meta.db_table for model in found if model not in own]
    if names:
        message = f"The models refer to tables of Django's own apps, which are included: {', '.join(names)}."
        description.add_problem(message, severity="info")


@contextmanager
def loaded(files):
    """The configurations of the apps of the files, and the warnings of loading and checking them."""
    contributed = contributed_apps(files)
    given = DjangoProject(files, list(files), labels_of(contributed))
    values = given.settings()
    with project.written(files), django_apps.settings_of(values, given.user_model(values)):
        configs = [app_config(path, given, values) for path in app_paths(files)]
        try:
            with warnings_seen.collected() as warnings:
                install([*contributed, *configs])
                found = check_models(configs)
            yield configs, [*warnings, *found]
        finally:
            apps.unset_installed_apps()
            forget(configs)


@contextmanager
def opened(configs):
    """A private database with the tables; Django enforces foreign keys."""
    try:
        with connection.schema_editor() as editor:
            for model in models_with_tables(configs):
                editor.create_model(model)
        yield
    finally:
        # Its own method keeps a database in memory open.
        BaseDatabaseWrapper.close(connection)


def app_paths(files):
    """The folders with models.py, or with a package of that name."""
    ends = ("models.py", "models/__init__.py")
    found = [path.removesuffix(end) for path in sorted(files) for end in ends if f"/{path}".endswith(f"/{end}")]
    if not found:
        raise ValueError("Django reads models from files with the name models.py, and there is none.")
    return list(dict.fromkeys(found))


def app_config(folder, given, values):
    """A configuration of our own, because the one of the project may start other parts of it."""
    if folder:
        name = ".".join(PurePosixPath(folder).parts)
        config = AppConfig(name, project.import_module(name))
    else:
        config = AppConfig(OWN_APP, django_apps.own_package(OWN_APP))
    return django_apps.configured(config, given, folder.rstrip("/"), values)


def contributed_apps(files):
    """The apps of Django that the files mention, and those that these need."""
    text = "\n".join(files.values())
    mentions_user = "AUTH_USER_MODEL" in text or "get_user_model" in text
    mentioned = {label for label in CONTRIBUTED if re.search(rf"\bcontrib\.{label}\b|['\"]{label}\.\w", text)}
    needed = {"auth"} if mentions_user else set()
    labels = mentioned | needed
    if labels & {"auth"}:
        labels.add("contenttypes")
    return [f"django.contrib.{label}" for label in sorted(labels)]


def labels_of(names):
    return [name.split(".")[-1] for name in names]


def check_models(configs):
    """Runs Django's own checks; returns the warnings. @raises SystemCheckError for the errors."""
    messages = checks.run_checks(app_configs=configs, tags=[checks.Tags.models], databases=["default"])
    errors = [str(message) for message in messages if message.is_serious()]
    if errors:
        raise SystemCheckError("\n".join(errors))
    return [{"kind": message.id, "message": str(message), "file": None, "line": None} for message in messages]


def models_with_tables(configs):
    """The models of the apps, and the models of other apps that these refer to."""
    found = {}
    pending = [model for config in configs for model in config.get_models()]
    while pending:
        model = pending.pop(0)._meta.concrete_model
        if model in found:
            continue
        found[model] = model._meta.can_migrate(connection)
        relations = [field for field in model._meta.get_fields() if field.is_relation]
        forward = [field for field in relations if not field.auto_created and field.related_model]
        pending.extend(field.related_model for field in forward)
    return [model for model, has_table in found.items() if has_table]


def forget(configs):
    for label in [*(config.label for config in configs), *apps.all_models]:
        if label not in CONTRIBUTED:
            apps.all_models.pop(label, None)
    apps._pending_operations.clear()
    checks.registry.registry.registered_checks.intersection_update(OWN_CHECKS)
    apps.clear_cache()
