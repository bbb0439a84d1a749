"""Abstract bases, mixins, classes that share columns by multi-table inheritance, and proxies."""

from django.db import models


class Timestamps(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ["-created_at"]


class NamedMixin(models.Model):
    name = models.CharField(max_length=60)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["name"], name="%(app_label)s_%(class)s_name")]
        indexes = [models.Index(fields=["-name"])]

    def shout(self):
        return self.name.upper()


class PlainMixin:
    """No model: it has methods alone."""

    def whisper(self):
        return str(self).lower()


class Owned(models.Model):
    owner = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="owned_%(class)ss")

    class Meta:
        abstract = True


class ActiveManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(retired=False)


class Person(PlainMixin, NamedMixin, Timestamps):
    retired = models.BooleanField(default=False)

    objects = models.Manager()
    active = ActiveManager()

    class Meta(NamedMixin.Meta, Timestamps.Meta):
        db_table = "people"


class RetiredPerson(Person):
    class Meta:
        proxy = True
        ordering = ["name"]


class Boat(Owned, NamedMixin):
    length = models.DecimalField(max_digits=4, decimal_places=1)


class House(Owned, Timestamps):
    rooms = models.IntegerField()


class Place(models.Model):
    name = models.CharField(max_length=50)
    city = models.CharField(max_length=80)


class Restaurant(Place):
    serves_pizza = models.BooleanField(default=False)


class Pizzeria(Restaurant):
    ovens = models.SmallIntegerField()


class Museum(Place):
    place = models.OneToOneField(Place, on_delete=models.CASCADE, parent_link=True, related_name="museum_here")
    entrance_fee = models.IntegerField(null=True)


class Visit(models.Model):
    restaurant = models.ForeignKey(Restaurant, on_delete=models.CASCADE, related_name="visits")
    guest = models.ForeignKey(RetiredPerson, on_delete=models.CASCADE, related_name="visits")
