"""The apps and settings of a project, from its text; neither of them is loaded."""

import ast
import re
from pathlib import PurePosixPath

from stele_runtime import project

OWN_APP = "app"
USER_BASES = ("AbstractUser", "AbstractBaseUser")


class DjangoProject:
    """`files` are all files by their paths; `paths` are those with the models to read; `taken` are labels of Django."""

    def __init__(self, files, paths, taken=()):
        self.trees = {path: tree for path, text in files.items() if (tree := parsed(path, text))}
        self.paths = paths
        self.own_package = self._own_package()
        roots = {folder_of_app(path) for path in files if re.search(r"(^|/)(models(\.py$|/)|apps\.py$)", path)}
        self.folders = {path: app_above(path, roots) for path in files if path.endswith(".py")}
        self.labels = self._labels(taken)

    def settings(self):
        """The settings with literal values, from files that are called settings.py or are in such a folder."""
        found = {}
        for path, tree in self.trees.items():
            if re.search(r"(^|/)settings(\.py$|/)", path):
                found.update(literals(tree))
        return found

    def user_model(self, settings):
        """`label.Class` of the users: from the settings, or the class that inherits Django's."""
        if isinstance(settings.get("AUTH_USER_MODEL"), str):
            return settings["AUTH_USER_MODEL"]
        for path in self.paths:
            for node in ast.walk(self.trees.get(path, ast.Module([], []))):
                if isinstance(node, ast.ClassDef) and is_user(node):
                    return f"{self.labels[self.folders[path]]}.{node.name}"
        return None

    def module_name(self, path):
        """The name with which a file belongs to its app; one without a folder is in the app `app`."""
        name = project.module_name(path)
        return name if self.folders[path] else f"{self.own_package}.{name}"

    def app_folders(self):
        """The folders of the apps to read, and of the apps that these may import."""
        own = {self.folders[path] for path in self.paths}
        others = {folder for path, folder in self.folders.items() if path.endswith(("models.py", "models/__init__.py"))}
        return sorted(own | others)

    def root_modules(self):
        """The modules of files without a folder."""
        return {PurePosixPath(path).parts[0].removesuffix(".py") for path, folder in self.folders.items() if not folder}

    def user_first(self, label):
        """The paths, those of the app of the users first, which other apps may import while they load."""
        return sorted(self.paths, key=lambda path: self.labels[self.folders[path]] != label)

    def auto_field(self, folder, settings):
        """The class of automatic keys, if the app or the settings name one of Django."""
        found = [self._in_app_config(folder, "default_auto_field"), settings.get("DEFAULT_AUTO_FIELD")]
        return next((each for each in found if str(each).startswith("django.db.models.")), None)

    def _own_package(self):
        tops = {PurePosixPath(path).parts[0] for path in self.trees}
        return next(name for name in (OWN_APP, "main_app", "own_app", "stele_app") if name not in tops)

    def _labels(self, reserved):
        """The label of each app, by its folder: from apps.py, or the last part of the folder."""
        labels = {}
        for folder in dict.fromkeys(self.folders.values()):
            given = self._in_app_config(folder, "label")
            preferred = given if str(given).isidentifier() and given else (folder.split("/")[-1] if folder else OWN_APP)
            taken, number = {*reserved, *labels.values()}, 2
            label = preferred
            while label in taken:
                label, number = f"{preferred}{number}", number + 1
            labels[folder] = label
        return labels

    def _in_app_config(self, folder, name):
        """What the class of apps.py sets this attribute to."""
        tree = self.trees.get(f"{folder}/apps.py" if folder else "apps.py")
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.ClassDef) and any("AppConfig" in ast.unparse(base) for base in node.bases):
                return literals(node).get(name)
        return None


def parsed(path, text):
    try:
        return ast.parse(text) if path.endswith(".py") else None
    except (SyntaxError, ValueError):
        return None


def folder_of_app(path):
    """shop/models.py and shop/models/orders.py are in the app shop."""
    parts = PurePosixPath(path).parent.parts
    return "/".join(parts[: parts.index("models")] if "models" in parts else parts)


def app_above(path, roots):
    """The folder of the app with this file: the nearest one with models or apps.py, or its own folder."""
    own = folder_of_app(path)
    parts = own.split("/")
    above = ["/".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((folder for folder in above if folder in roots), own)


def literals(node):
    """The names that a module or a class gives literal values to."""
    found = {}
    for statement in node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(
                target=ast.Name(id=name), value=ast.expr() as value
            ):
                try:
                    found[name] = ast.literal_eval(value)
                except (ValueError, TypeError):
                    continue
    return found


def is_user(node):
    bases = [ast.unparse(base).split(".")[-1] for base in node.bases]
    metas = [each for each in node.body if isinstance(each, ast.ClassDef) and each.name == "Meta"]
    is_abstract = any(literals(meta).get("abstract") for meta in metas)
    return not is_abstract and any(base in USER_BASES for base in bases)
