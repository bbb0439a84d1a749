"""Where a class of the person is, and what it states about itself."""

import re
import sys

from stele_runtime.project import is_own_file, is_own_module, shown_name


def place_of(cls):
    """The file and the line of a class; null for one of a library."""
    file = getattr(sys.modules.get(cls.__module__), "__file__", None)
    if not is_own_file(file):
        return None
    return {"file": shown_name(file), "line": vars(cls).get("__firstlineno__")}


def is_own_class(cls):
    module = sys.modules.get(cls.__module__)
    return module is not None and is_own_module(module)


def docstring_of(cls):
    """The text of a class of the person, without the indentation."""
    text = vars(cls).get("__doc__") or ""
    return "\n".join(line.strip() for line in text.strip().splitlines()) if is_own_class(cls) else ""


def subclasses(cls):
    """All subclasses, also indirect ones, each once and after a base."""
    found = [each for child in cls.__subclasses__() for each in (child, *subclasses(child))]
    return list(dict.fromkeys(found))


def snake_case(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
