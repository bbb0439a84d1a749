"""Objects in place of packages that are not installed, for the files of the person alone.

A library that probes for an optional package must not find a stand-in, or it would change its
behaviour.
"""

import importlib.machinery
import sys
import types

from stele_runtime.project import is_own_file


class StandIn:
    """Takes part in whatever models do with a value while they are defined."""

    def __init__(self, name):
        self._stand_in_name = name

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return StandIn(f"{self._stand_in_name}.{name}")

    def __call__(self, *arguments, **options):
        """As a decorator, it leaves the function or the class as it is."""
        is_decorator = len(arguments) == 1 and not options
        if is_decorator and isinstance(arguments[0], (type, types.FunctionType)):
            return arguments[0]
        return StandIn(self._stand_in_name)

    def __mro_entries__(self, _bases):
        return (EmptyBase,)

    def __repr__(self):
        return f"<{self._stand_in_name}, which is not installed>"

    def _itself(self, *_arguments):
        return self

    __getitem__ = __or__ = __ror__ = __and__ = __rand__ = __add__ = __radd__ = __sub__ = __mul__ = _itself
    __truediv__ = __mod__ = __rmod__ = __neg__ = __invert__ = __enter__ = __aiter__ = _itself

    def __setitem__(self, _key, _value):
        return None

    def __contains__(self, _value):
        return False

    def __iter__(self):
        return iter(())

    def __exit__(self, *_error):
        return None

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_error):
        return None

    def __await__(self):
        return iter(())


class EmptyBase:
    """In place of a base class: any attribute, any keyword."""

    def __init_subclass__(cls, **_options):
        super().__init_subclass__()


class StandInModule(StandIn, types.ModuleType):
    """Any name of an absent module. `replace(module, name)` may know a better value than a stand-in.

    It is a stand-in too, because `from package import name` imports a module for a name that an
    installed package does not have.
    """

    __path__ = ()
    __all__ = ()

    def __init__(self, name, replace):
        types.ModuleType.__init__(self, name)
        self._stand_in_name = name
        self._replace = replace

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        found = self._replace(self.__name__, name)
        value = StandIn(f"{self.__name__}.{name}") if found is None else found
        setattr(self, name, value)
        return value


class AbsentModules:
    """The last finder of imports: what no other one finds is absent. `found` holds the names."""

    def __init__(self, replace):
        self.replace = replace
        self.found = {}

    def find_spec(self, name, _path=None, _target=None):
        if not is_imported_by_person():
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return self.module(spec.name)

    def exec_module(self, _module):
        return None

    def module(self, name):
        """The stand-in with this name, always the same one."""
        if name not in self.found:
            self.found[name] = StandInModule(name, self.replace)
        return self.found[name]

    def forget(self):
        for name, module in self.found.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
            parent, _, child = name.rpartition(".")
            if vars(sys.modules.get(parent, module)).get(child) is module:
                delattr(sys.modules[parent], child)


def is_imported_by_person():
    """Whether the import statement, or the call of `import_module`, is in a file of the person."""
    frame = sys._getframe(1)
    while frame and is_import_machinery(frame.f_code.co_filename):
        frame = frame.f_back
    return frame is not None and is_own_file(frame.f_code.co_filename)


def is_import_machinery(file):
    return file == __file__ or file.startswith("<frozen importlib") or file.endswith("/importlib/__init__.py")
