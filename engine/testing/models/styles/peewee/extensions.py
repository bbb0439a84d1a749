"""Fields of playhouse."""

import enum

from peewee import CharField, IntegerField, Model, SqliteDatabase
from playhouse.fields import CompressedField, EnumField, IntEnumField, PickleField
from playhouse.hybrid import hybrid_property
from playhouse.sqlite_ext import AutoIncrementField, JSONField

db = SqliteDatabase(":memory:")


class Mood(enum.Enum):
    HAPPY = "happy"
    SAD = "sad"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Diary(Model):
    id = AutoIncrementField()
    mood = EnumField(Mood, default=Mood.HAPPY, max_length=5)
    level = IntEnumField(Level, default=Level.LOW)
    packed = CompressedField(null=True)
    thing = PickleField(null=True)
    data = JSONField(default={})
    start = IntegerField(null=True)

    @hybrid_property
    def end(self):
        return self.start + 1

    class Meta:
        database = db
