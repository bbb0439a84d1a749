"""Imports files statement by statement: one that fails is noted, and its names become stand-ins."""

import __future__

import ast
import importlib
import importlib.machinery
import sys
from contextlib import contextmanager
from pathlib import Path

from stele_runtime import limits, project
from stele_runtime.diagnosis import message_of, position
from stele_runtime.project import is_own_file, shown_name
from stele_runtime.reading.stand_ins import AbsentModules, StandIn


class Reading:
    """The imports of one request. `replace(module, name)` is for names of absent modules; it may return None."""

    def __init__(self, description, replace=lambda _module, _name: None):
        self.description = description
        self.absent = AbsentModules(replace)

    @contextmanager
    def imports(self):
        """Within the block, the files of the person load as far as they can."""
        finder = OwnFiles(self)
        sys.meta_path.insert(0, finder)
        sys.meta_path.append(self.absent)
        try:
            yield
        finally:
            sys.meta_path.remove(finder)
            sys.meta_path.remove(self.absent)
            self.absent.forget()

    def load(self, paths, name_of=project.module_name):
        """The modules with these paths, except those that cannot be imported at all."""
        modules = [self.load_one(path, name_of(path)) for path in paths]
        self.note_absent()
        return [module for module in modules if module]

    def load_one(self, path, name):
        try:
            return project.import_module(name)
        except Exception as error:
            self.note(error, f"The file {path} is left out", {"file": path, "line": None})
            return None

    def note_absent(self):
        names = sorted({name.split(".")[0] or "." for name in self.absent.found})
        if names:
            self.description.add_problem(
                f"Modules that are not available here were replaced while reading: {', '.join(names)}.",
                severity="info",
            )

    def note(self, error, what, place, severity="warning"):
        """Notes an exception. Running out of time or memory is for the caller."""
        if limits.was_passed() or isinstance(error, MemoryError):
            raise error
        file, line = position(error)
        inner = {"file": file, "line": line} if file else place
        self.description.add_problem(
            f"{what}: {type(error).__name__}: {message_of(error)}", severity=severity, place=inner
        )


class OwnFiles:
    """Finds the files of the person, and loads them tolerantly."""

    def __init__(self, reading):
        self.reading = reading

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec and spec.origin and is_own_file(spec.origin) and spec.origin.endswith(".py"):
            spec.loader = TolerantLoader(self.reading, name, spec.origin)
            return spec
        return None


class TolerantLoader(importlib.machinery.SourceFileLoader):
    def __init__(self, reading, name, path):
        super().__init__(name, path)
        self.reading = reading

    def exec_module(self, module):
        text = Path(self.path).read_text()
        flags = 0
        for statement in self.statements(text):
            if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
                flags |= flags_of(statement)
            self.run(statement, module, flags)

    def statements(self, text):
        """The statements of the file; around a syntax error, those that can be parsed."""
        try:
            return ast.parse(text, self.path).body
        except SyntaxError as error:
            self.reading.note(error, "A part of the file is left out", self.place(error.lineno))
        return [each for block in blocks(text) for each in self.parsed(*block)]

    def parsed(self, first_line, text):
        try:
            body = ast.parse(text, self.path).body
        except SyntaxError:
            return []
        for statement in body:
            ast.increment_lineno(statement, first_line)
        return body

    def run(self, statement, module, flags):
        try:
            code = compile(
                ast.Module([statement], []), self.path, "exec", flags=flags, dont_inherit=True
            )
            exec(code, vars(module))
        except (Exception, SystemExit) as error:
            self.note(error, statement)
            for name in bound_names(statement):
                vars(module).setdefault(name, self.replacement(statement, name))

    def note(self, error, statement):
        """A module that is relative to a file of its own is merely absent."""
        if isinstance(error, ImportError) and is_relative(statement):
            self.reading.absent.module(statement.module or ".")
            return
        # An import, and a statement without names, such as a call, define no model.
        is_import = isinstance(statement, ast.Import | ast.ImportFrom)
        severity = "warning" if bound_names(statement) and not is_import else "info"
        what = f"{described(statement)} is left out"
        self.reading.note(error, what, self.place(statement.lineno), severity)

    def replacement(self, statement, name):
        """The rest of the file may use the names of a statement that failed."""
        if not isinstance(statement, ast.ImportFrom):
            return StandIn(name)
        original = next(each.name for each in statement.names if name in (each.asname, each.name))
        return getattr(self.reading.absent.module(statement.module or "."), original)

    def place(self, line):
        return {"file": shown_name(self.path), "line": line}


def is_relative(statement):
    return isinstance(statement, ast.ImportFrom) and statement.level > 0


def flags_of(statement):
    features = [getattr(__future__, each.name, None) for each in statement.names]
    return sum(feature.compiler_flag for feature in features if feature)


def bound_names(statement):
    """The names that a statement gives values to, as far as its own text shows."""
    match statement:
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            return [statement.name]
        case ast.Import() | ast.ImportFrom():
            return [each.asname or each.name.split(".")[0] for each in statement.names if each.name != "*"]
        case ast.Assign(targets=targets):
            return [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def described(statement):
    match statement:
        case ast.ClassDef(name=name):
            return f'The class "{name}"'
        case ast.Import() | ast.ImportFrom():
            return "An import"
    names = bound_names(statement)
    return f'"{names[0]}"' if names else "A statement"


def blocks(text):
    """Parts of a file that each begin with an unindented line, with the number of lines before them."""
    found = []
    for number, line in enumerate(text.splitlines(keepends=True)):
        if found and (line[:1] in " \t\r\n#)]}" or found[-1][1].splitlines()[-1].startswith("@")):
            found[-1] = (found[-1][0], found[-1][1] + line)
        else:
            found.append((number, line))
    return found
