"""What absent modules would give to models of Peewee, and databases that nothing reaches."""

import inspect
import sqlite3
from contextlib import ExitStack, contextmanager
from unittest import mock

import peewee

from stele_runtime.reading.absent_bases import entries_for
from stele_runtime.reading.stand_ins import StandIn

REAL_FIELDS = {
    name: cls
    for name, cls in vars(peewee).items()
    if inspect.isclass(cls) and issubclass(cls, peewee.Field) and cls is not peewee.Field
}
NAMED_TYPES = {
    "ArrayField": "array",
    "HStoreField": "hstore",
    "TSVectorField": "tsvector",
    "IntervalField": "interval",
    "DateTimeTZField": "TIMESTAMPTZ",
    "BinaryJSONField": "JSONB",
}


def replace(_module, name):
    if not name.endswith("Field"):
        return None
    if name in NAMED_TYPES:
        return lenient(name, peewee.Field, field_type=NAMED_TYPES[name])
    nearest = max((known for known in REAL_FIELDS if name.endswith(known)), key=len, default="TextField")
    return lenient(name, REAL_FIELDS[nearest])


def lenient(name, base, **attributes):
    """A field with the nearest class of Peewee, which leaves out the options that this one does not have."""
    known = {each for cls in base.__mro__ for each in inspect.signature(cls.__init__).parameters}

    def init(self, *arguments, **options):
        is_relation = issubclass(base, peewee.ForeignKeyField | peewee.ManyToManyField)
        given = {option: value for option, value in options.items() if option in known}
        base.__init__(self, *(arguments if is_relation else ()), **given)

    return type(name, (base,), {"__init__": init, **attributes})


@contextmanager
def applied():
    """Within the block, models load with absent bases, and a database is one in memory."""
    patches = (
        mock.patch.object(StandIn, "__mro_entries__", entries_for(peewee.ModelBase, peewee.Model, peewee.Field)),
        mock.patch.object(peewee.DeferredForeignKey, "set_model", in_order(peewee.DeferredForeignKey.set_model)),
        mock.patch.object(peewee.SqliteDatabase, "_connect", lambda _database: sqlite3.connect(":memory:")),
    )
    with ExitStack() as stack:
        for patch in patches:
            stack.enter_context(patch)
        yield


def in_order(original):
    """A field to a class that is defined later keeps its place among the columns."""

    def set_model(self, rel_model):
        original(self, rel_model)
        self.model._meta.fields[self.name]._order = self._order

    return set_model
