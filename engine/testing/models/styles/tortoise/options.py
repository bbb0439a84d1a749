"""Inheritance, mixins, and options in Meta."""

from tortoise import fields
from tortoise.indexes import Index, PartialIndex
from tortoise.manager import Manager
from tortoise.models import Model


class TimestampMixin:
    created_at = fields.DatetimeField(null=True, auto_now_add=True)
    modified_at = fields.DatetimeField(null=True, auto_now=True)


class NameMixin:
    name = fields.CharField(40, unique=True)


class MyAbstractBaseModel(Model):
    id = fields.BigIntField(primary_key=True)

    class Meta:
        abstract = True
        ordering = ["id"]


class OpenManager(Manager):
    def get_queryset(self):
        return super().get_queryset().filter(closed=False)


class Hotel(TimestampMixin, MyAbstractBaseModel):
    # Overriding the id definition from the base.
    id = fields.UUIDField(primary_key=True)
    first_name = fields.CharField(20, null=True)

    class Meta:
        table = "hotel"


class Room(NameMixin, MyAbstractBaseModel):
    hotel = fields.ForeignKeyField("models.Hotel", related_name="rooms")
    number = fields.IntField()
    floor = fields.IntField()
    closed = fields.BooleanField(default=False)

    all_objects = Manager()

    class Meta:
        manager = OpenManager()
        unique_together = (("hotel", "number"), ("floor", "number"))
        indexes = [
            ("hotel", "floor"),
            Index(fields=["floor", "closed"], name="by_floor"),
            PartialIndex(fields=["number"], name="open_rooms", condition={"floor": 1}),
        ]
