"""Every kind of field, with the options that the documentation shows."""

import datetime
import decimal
import uuid
from enum import Enum, IntEnum

from tortoise import fields
from tortoise.fields import Now, SqlDefault
from tortoise.models import Model
from tortoise.validators import MinLengthValidator


class Mood(str, Enum):
    HAPPY = "happy"
    SAD = "sad"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Item(Model):
    """
    A thing with a column of every kind.

    A second paragraph.
    """

    key = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=120, db_index=True, description="As it is shown.")
    slug = fields.CharField(80, unique=True, validators=[MinLengthValidator(2)])
    #: The text in full.
    body = fields.TextField(null=True)
    pages = fields.SmallIntField(default=1)
    copies = fields.IntField(default=0)
    visits = fields.BigIntField(null=True)
    price = fields.DecimalField(max_digits=8, decimal_places=2, default=decimal.Decimal("9.50"))
    weight = fields.FloatField(default=0.5)
    is_new = fields.BooleanField(default=True)
    published = fields.DateField(default=datetime.date(2020, 1, 31))
    opens = fields.TimeField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)
    changed_at = fields.DatetimeField(auto_now=True)
    seen_at = fields.DatetimeField(db_default=Now())
    duration = fields.TimeDeltaField(null=True)
    token = fields.UUIDField(default=uuid.uuid4)
    options = fields.JSONField(default=dict)
    data = fields.BinaryField(null=True)
    mood = fields.CharEnumField(Mood, default=Mood.HAPPY)
    other_mood = fields.CharEnumField(Mood, db_default=Mood.SAD, description="Of the others.")
    level = fields.IntEnumField(Level, default=Level.LOW)
    rank = fields.IntField(db_default=3)
    score = fields.IntField(db_default=SqlDefault("(1 + 1)"))
    title = fields.CharField(max_length=20, source_field="shown title", null=True)

    class Meta:
        ordering = ["name"]

    class PydanticMeta:
        exclude = ("data",)


class Large(Model):
    number = fields.BigIntField(primary_key=True)
    note = fields.TextField()


class Keyed(Model):
    letter = fields.CharField(max_length=1, pk=True)


class Plain(Model):
    """Its key is added."""

    value = fields.IntField(index=True)

    class Meta:
        table = "plain values"
        table_description = "Values without more."
