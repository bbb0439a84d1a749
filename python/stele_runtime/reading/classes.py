"""Where a class of the person is, and what it states about itself."""

import ast
import re
import sys
from pathlib import Path

from stele_runtime.project import is_own_file, is_own_module, shown_name
from stele_runtime.reading.tolerant import bound_names


def place_of(cls):
    """The file and the line of a class; null for one of a library."""
    file = getattr(sys.modules.get(cls.__module__), "__file__", None)
    if not is_own_file(file):
        return None
    return {"file": shown_name(file), "line": vars(cls).get("__firstlineno__")}


def places_of(modules, kind):
    """The file and the line of values of a kind, by the value, if a module of the person assigns them to a name."""
    found = {}
    for module in modules:
        lines = assigned_lines(module.__file__)
        for name, value in vars(module).items():
            if isinstance(value, kind) and name in lines:
                found.setdefault(value, {"file": shown_name(module.__file__), "line": lines[name]})
    return found


def assigned_lines(file):
    """The line of each name that a file assigns; none if the file cannot be parsed."""
    try:
        statements = ast.parse(Path(file).read_text()).body
    except SyntaxError:
        return {}
    assigned = [each for each in statements if isinstance(each, ast.Assign | ast.AnnAssign)]
    return {name: each.lineno for each in assigned for name in bound_names(each)}


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
