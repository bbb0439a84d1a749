"""What absent modules would give to models of SQLModel."""

import sys
import types
from contextlib import contextmanager

import pydantic.networks
import sqlmodel

from stele_runtime.reading import sqlalchemy_stand_ins


class Replacements(sqlalchemy_stand_ins.Replacements):
    def base(self, name):
        return type(name, (sqlmodel.SQLModel,), {})


@contextmanager
def email_validator():
    """Fields of the type `EmailStr` need this package to exist, and it is not used while models load."""
    original = pydantic.networks.version
    module = types.ModuleType("email_validator")
    pydantic.networks.version = lambda name: "2.0.0" if name == "email-validator" else original(name)
    sys.modules[module.__name__] = module
    try:
        yield
    finally:
        del sys.modules[module.__name__]
        pydantic.networks.version = original
