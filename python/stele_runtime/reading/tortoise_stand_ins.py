"""What absent modules would give to models of Tortoise, and sessions that nothing opens."""

import inspect
from contextlib import ExitStack, contextmanager
from unittest import mock

import tortoise
from tortoise import fields
from tortoise.fields.base import Field
from tortoise.models import Model, ModelMeta

from stele_runtime.reading.absent_bases import entries_for
from stele_runtime.reading.stand_ins import StandIn

REAL_FIELDS = {name: each for name, each in vars(fields).items() if name.endswith("Field") and name != "Field"}


def replace(_module, name):
    if not name.endswith("Field"):
        return None
    nearest = max((known for known in REAL_FIELDS if name.endswith(known)), key=len, default="TextField")
    return lenient(REAL_FIELDS[nearest])


def lenient(make):
    """Makes the nearest field of Tortoise, without the options that this one does not have."""
    known = set(inspect.signature(Field.__init__).parameters) | set(inspect.signature(make).parameters)

    def field(*arguments, **options):
        given = {name: value for name, value in options.items() if name in known}
        is_relation = not inspect.isclass(make)
        if make is fields.CharField:
            given.setdefault("max_length", 255)
        return make(*(arguments if is_relation else ()), **given)

    return field


@contextmanager
def applied():
    """Within the block, models load with absent bases, and a file opens no session."""
    patches = [
        mock.patch.object(StandIn, "__mro_entries__", entries_for(ModelMeta, Model, Field)),
        mock.patch.object(fields, "CharEnumField", with_enum(fields.CharEnumField, fields.CharField, max_length=255)),
        mock.patch.object(fields, "IntEnumField", with_enum(fields.IntEnumField, fields.SmallIntField)),
        mock.patch.object(tortoise, "run_async", leave),
        *(
            mock.patch.object(tortoise.Tortoise, name, leave)
            for name in ("init", "init_models", "generate_schemas", "close_connections")
        ),
    ]
    with ExitStack() as stack:
        for patch in patches:
            stack.enter_context(patch)
        yield


def with_enum(original, plain, **details):
    """A field of an enum that is absent is a plain one, which is noted later."""

    def make(enum_type, *arguments, **options):
        if not isinstance(enum_type, StandIn):
            return original(enum_type, *arguments, **options)
        field = plain(**{**details, **options})
        field.absent_enum = enum_type
        return field

    return make


def leave(*arguments, **_options):
    """Closes a coroutine that it is given, which would be awaited."""
    for each in arguments:
        if inspect.iscoroutine(each):
            each.close()
    return StandIn("session")
