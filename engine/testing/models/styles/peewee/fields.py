"""Every kind of field, with the options that the documentation shows."""

import datetime
import decimal
import uuid

from peewee import *

db = SqliteDatabase("shop.db", pragmas={"foreign_keys": 1})


class BaseModel(Model):
    class Meta:
        database = db


class Item(BaseModel):
    """A thing with a column of every kind."""

    key = UUIDField(primary_key=True, default=uuid.uuid4)
    name = CharField(max_length=120, index=True, help_text="As it is shown.")
    slug = CharField(unique=True)
    code = FixedCharField(max_length=5, default="abcde")
    body = TextField(null=True)
    pages = SmallIntegerField(default=1)
    copies = IntegerField(default=0, constraints=[SQL("DEFAULT 0"), Check("copies >= 0")])
    visits = BigIntegerField(null=True)
    price = DecimalField(max_digits=8, decimal_places=2, default=decimal.Decimal("9.50"))
    weight = FloatField(default=0.5)
    rating = DoubleField(null=True)
    is_new = BooleanField(default=True)
    published = DateField(default=datetime.date(2020, 1, 31))
    opens = TimeField(null=True)
    created_at = DateTimeField(default=datetime.datetime.now)
    changed_at = DateTimeField(constraints=[SQL("DEFAULT CURRENT_TIMESTAMP")])
    stamped = TimestampField()
    address = IPField(null=True)
    raw = BlobField(null=True)
    flags = BitField()
    bits = BigBitField(null=True)
    options = JSONField(null=True)
    title = CharField(column_name="shown title", collation="NOCASE", max_length=20)
    bare = BareField(null=True)
    total = DecimalField(max_digits=9, decimal_places=2, null=True, constraints=[
        SQL("GENERATED ALWAYS AS (price * copies) STORED"),
    ])

    @property
    def is_free(self):
        return self.price == 0


class Large(BaseModel):
    id = BigAutoField()


class Keyed(BaseModel):
    letter = CharField(max_length=1, primary_key=True)
    mood = CharField(max_length=5, choices=[("happy", "Happy"), ("sad", "Sad")], default="sad")
    stars = IntegerField(choices=[(1, "*"), (2, "**")], null=True)


class Unkeyed(BaseModel):
    note = TextField()

    class Meta:
        primary_key = False
