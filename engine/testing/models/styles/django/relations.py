"""Relations of every kind: by class, by name, to itself, with and without names of the other side."""

from django.db import models


def nobody():
    return None


class Country(models.Model):
    code = models.CharField(max_length=2, unique=True)
    capital = models.OneToOneField(
        "Town", on_delete=models.SET_NULL, null=True, blank=True, related_name="capital_of"
    )


class Town(models.Model):
    country = models.ForeignKey(
        Country, to_field="code", db_column="country", on_delete=models.PROTECT, related_name="towns"
    )
    twin = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="+")


class Traveller(models.Model):
    home = models.ForeignKey("Town", on_delete=models.RESTRICT, related_name="residents")
    birthplace = models.ForeignKey("app.Town", on_delete=models.DO_NOTHING, null=True, related_name="natives")
    guide = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="guided", related_query_name="guided_one"
    )
    insurer = models.ForeignKey(
        Country, on_delete=models.SET_DEFAULT, default=1, related_name="insured", db_index=False
    )
    agent = models.ForeignKey(
        "self", on_delete=models.SET(nobody), null=True, related_name="clients", limit_choices_to={"guide": None}
    )
    friends = models.ManyToManyField("self")
    follows = models.ManyToManyField("self", symmetrical=False, related_name="followers")
    visited = models.ManyToManyField(Town, related_name="visitors", db_table="visited_towns")
    trips = models.ManyToManyField("Town", through="Trip", related_name="guests")
    wishes = models.ManyToManyField(
        Town, through="Wish", through_fields=("traveller", "town"), related_name="wished_by"
    )


class Passport(models.Model):
    traveller = models.OneToOneField(
        Traveller, on_delete=models.CASCADE, primary_key=True, related_name="passport"
    )
    number = models.CharField(max_length=20, unique=True)


class Stamp(models.Model):
    passport = models.ForeignKey(Passport, on_delete=models.CASCADE, related_name="stamps")


class Trip(models.Model):
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="journeys")
    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="journeys")
    started = models.DateField()

    class Meta:
        unique_together = [("traveller", "town", "started")]
        order_with_respect_to = "traveller"


class Wish(models.Model):
    traveller = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="+")
    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    suggested_by = models.ForeignKey(Traveller, on_delete=models.CASCADE, related_name="suggestions")

    class Meta:
        default_related_name = "all_wishes"
