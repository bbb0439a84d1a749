"""Options in Meta: indexes, constraints, names, inheritance of fields and options."""

import datetime

from peewee import *
from playhouse.signals import Model as SignalModel

db = SqliteDatabase(":memory:")


def make_table_name(model_class):
    return f"{model_class.__name__.lower()}_tbl"


class TimestampMixin(Model):
    created = DateTimeField(default=datetime.datetime.now, index=True)
    updated = DateTimeField(null=True)


class BaseModel(Model):
    class Meta:
        database = db
        table_function = make_table_name
        only_save_dirty = True


class Room(BaseModel, TimestampMixin):
    hotel = CharField()
    number = IntegerField()
    floor = IntegerField()
    name = CharField(null=True)
    closed = BooleanField(default=False)

    class Meta:
        indexes = (
            (("hotel", "number"), True),
            (("hotel", "floor"), False),
        )
        constraints = [
            Check("number > 0"),
            Check("floor < 90", name="floor_below_90"),
            SQL("UNIQUE (floor, name)"),
        ]


Room.add_index(Room.floor.desc(), Room.name, name="by_floor")
Room.add_index(Room.index(Room.name, unique=True, where=(Room.closed == False), name="open_names"))
Room.add_index(SQL("CREATE UNIQUE INDEX floor_numbers ON room_tbl (floor, number DESC) WHERE floor > 2"))
Room.add_index(fn.LOWER(Room.name), name="lower_name")
Room.add_index(Room.hotel, where=SQL("number > 3"), name="upper_rooms")


class LegacyNameOfThing(Model):
    amount = IntegerField(index=True)

    class Meta:
        database = db


class SnakeCaseThing(Model):
    amount = IntegerField(index=True)

    class Meta:
        database = db
        legacy_table_names = False


class Named(SignalModel):
    amount = IntegerField()

    class Meta:
        database = db
        table_name = "other name"


class Child(SnakeCaseThing):
    extra = TextField()
