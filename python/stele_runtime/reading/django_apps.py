"""The apps of a project, made by us: those of the project may start other parts of it."""

import importlib
import importlib.machinery
import re
import sys
import types
from contextlib import contextmanager

from django.apps import AppConfig, apps
from django.conf import settings

from stele_runtime import project
from stele_runtime.reading.classes import is_own_class


class OwnApp(AppConfig):
    """An app whose models are loaded later, file by file."""

    def import_models(self):
        self.models = self.apps.all_models[self.label]


def own_apps(reading, given, values):
    """The apps of the files; one whose package cannot be imported is noted."""
    found = []
    for folder in given.app_folders():
        try:
            module = package_of(folder) if folder else own_package(given.own_package)
        except Exception as error:
            reading.note(error, f"The folder {folder} is left out", None)
            continue
        found.append(configured(OwnApp(module.__name__, module), given, folder, values))
        note_label(reading.description, folder, given.labels[folder])
    return found


def note_label(description, folder, label):
    """The name of a table begins with the label of its app, which may be a guess."""
    if not folder:
        message = f'Files without a folder are the app "{label}", and the names of its tables begin with that.'
        description.add_problem(message, severity="info")
    elif re.fullmatch(re.escape(folder.split("/")[-1]) + r"\d+", label):
        message = f'The app in {folder} has the label "{label}", because another app has the name of its folder.'
        description.add_problem(message, severity="info")


def configured(config, given, folder, values):
    """Sets what the project itself configures for the app."""
    config.label = given.labels[folder]
    auto_field = given.auto_field(folder, values)
    if auto_field:
        config.default_auto_field = auto_field
    return config


def package_of(folder):
    return project.import_module(folder.replace("/", "."))


def own_package(name):
    module = sys.modules[name] = types.ModuleType(name)
    module.__path__ = [str(project.ROOT)]
    return module


def contributed_app(name):
    """An app of Django without its actions at the start."""
    config = AppConfig(name, importlib.import_module(name))
    config.default_auto_field = "django.db.models.AutoField"
    return config


@contextmanager
def settings_of(values, user_model):
    """Within the block, the settings of the project that affect tables."""
    before = {name: getattr(settings, name) for name in ("USE_TZ", "AUTH_USER_MODEL")}
    if isinstance(values.get("USE_TZ"), bool):
        settings.USE_TZ = values["USE_TZ"]
    if user_model:
        settings.AUTH_USER_MODEL = user_model
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(settings, name, value)


class RootFiles:
    """Finds files without a folder, which belong to an app, also where they import each other without it."""

    def __init__(self, given):
        self.package = given.own_package
        self.names = given.root_modules()

    def find_spec(self, name, _path=None, _target=None):
        return importlib.machinery.ModuleSpec(name, self) if name in self.names else None

    def create_module(self, _spec):
        return None

    def exec_module(self, module):
        """The import system returns what is in `sys.modules` now."""
        name = module.__name__
        sys.modules[name] = importlib.import_module(f"{self.package}.{name}")


@contextmanager
def root_files(given):
    finder = RootFiles(given)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def resolve_by_name():
    """A relation to `other.Thing` is one to the only class Thing, if the app `other` is not there."""
    models = own_models()
    for key in list(apps._pending_operations):
        matches = [model for model in models if model._meta.model_name == key[1]]
        if len(matches) == 1:
            for function in apps._pending_operations.pop(key):
                function(matches[0])


def own_models():
    """The models of the files, in the order of their definition, with those that many-to-many relations add."""
    found = [model for each in apps.all_models.values() for model in each.values()]
    return [model for model in found if is_own_class(model)]


def with_referenced(models):
    """The models, and those of Django's apps that they refer to, directly or not."""
    found = list(models)
    for model in found:
        fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
        for relation in (field.remote_field for field in fields if field.remote_field):
            for other in (relation.model, getattr(relation, "through", None)):
                # A proxy has the table of another class.
                targets = (other, other._meta.concrete_model) if isinstance(other, type) else ()
                found.extend(each for each in dict.fromkeys(targets) if each not in found)
    return found
