"""Constraints and indexes in Meta: conditions, expressions, orders."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.db.models.functions import Coalesce, Length, Lower, Upper


class Room(models.Model):
    hotel = models.CharField(max_length=40)
    number = models.IntegerField()
    floor = models.IntegerField(default=0)
    name = models.CharField(max_length=40, null=True)
    price = models.DecimalField(max_digits=6, decimal_places=2)
    discount = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    state = models.CharField(max_length=10)
    closed = models.BooleanField(default=False)
    opened = models.DateField(null=True)

    class Meta:
        unique_together = ("hotel", "number")
        constraints = [
            CheckConstraint(condition=Q(price__gte=0), name="price_is_positive"),
            CheckConstraint(condition=Q(discount__lt=F("price")) | Q(price=0), name="discount_is_less"),
            CheckConstraint(condition=Q(floor__range=(-3, 80)), name="floor_in_range"),
            CheckConstraint(condition=~Q(name=""), name="name_not_empty"),
            CheckConstraint(condition=Q(state__startswith="o") & Q(closed=False), name="state_is_open"),
            CheckConstraint(condition=Q(hotel__in=["Ritz", "Palace's"]), name="hotel_is_known"),
            CheckConstraint(condition=Q(name__isnull=True) | Q(name__length__gt=2), name="name_is_long"),
            UniqueConstraint(fields=["floor", "name"], name="unique_name_on_floor"),
            UniqueConstraint(fields=["hotel"], condition=Q(closed=True), name="one_closed_per_hotel"),
            UniqueConstraint(Lower("name"), F("floor").desc(), name="unique_lower_name"),
        ]
        indexes = [
            Index(fields=["hotel", "-price"], name="hotel_by_price"),
            Index(fields=["state"], condition=Q(closed=False, floor__gt=1), name="open_rooms"),
            Index(Upper("hotel"), name="upper_hotel"),
            Index(F("price").desc(), "number", name="price_desc"),
            Index(Coalesce("name", "state"), Lower("state").desc(), name="shown_name"),
            Index(F("price") - F("discount"), name="reduced_price"),
            Index(fields=["opened", "floor"]),
        ]


models.CharField.register_lookup(Length)
