"""The files of a person as modules that can be imported, for the time of one request."""

import importlib
import linecache
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

ROOT = Path("/project")

# Compiled modules would only be read again if the same project were written to the same place.
sys.dont_write_bytecode = True


@contextmanager
def written(files):
    """Writes files, by path, to the folder that imports look in first; removes every trace later."""
    for path, text in files.items():
        file = ROOT / checked(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    modules_before = set(sys.modules)
    sys.path.insert(0, str(ROOT))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(ROOT))
        # A folder without __init__.py looks its parent up, so all are found before any is removed.
        own = [name for name in set(sys.modules) - modules_before if is_own_module(sys.modules[name])]
        for name in own:
            del sys.modules[name]
        shutil.rmtree(ROOT, ignore_errors=True)
        linecache.clearcache()


def import_all(files):
    return [import_module(name) for name in module_names(files)]


def import_module(name):
    top = sys.modules.get(name.split(".")[0])
    if top and not is_own_module(top):
        raise ImportError(f"The project has a file with the name of the installed module {top.__name__!r}.")
    return importlib.import_module(name)


def names_of(modules):
    """All global names of modules; those of `models` win. The modules of a package are not among them."""
    ordered = sorted(modules, key=lambda module: module.__name__.split(".")[-1] == "models")
    return {
        name: value
        for module in ordered
        for name, value in vars(module).items()
        if value is not sys.modules.get(f"{module.__name__}.{name}", module)
    }


def module_names(files):
    return [importable_name(path) for path in sorted(files) if path.endswith(".py")]


def importable_name(path):
    name = module_name(path)
    if not all(part.isidentifier() for part in name.split(".")):
        raise ValueError(f"Python cannot import a file with the name {path!r}.")
    return name


def module_name(path):
    """shop/models.py is shop.models, and shop/__init__.py is shop."""
    parts = PurePosixPath(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def checked(path):
    parts = PurePosixPath(path).parts
    if not parts or parts[0] == "/" or ".." in parts:
        raise ValueError(f"The file {path!r} is outside of the project.")
    return path


def is_own_module(module):
    locations = [getattr(module, "__file__", None), *getattr(module, "__path__", [])]
    return any(is_own_file(location) for location in locations)


def is_own_file(name):
    return isinstance(name, str) and name.startswith(f"{ROOT}{os.sep}") or name == str(ROOT)


def shown_name(name):
    """A file as the person knows it."""
    return os.path.relpath(name, ROOT) if is_own_file(name) else name
