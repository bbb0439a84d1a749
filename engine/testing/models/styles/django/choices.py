"""Choices in every form: classes, lists, groups, numbers."""

from django.db import models


class Season(models.TextChoices):
    SPRING = "spring"
    SUMMER = "summer", "In summer"


class Plant(models.Model):
    class Growth(models.TextChoices):
        SLOW = "slow", "Slowly"
        FAST = "fast", "Fast"
        __empty__ = "Unknown"

    class Height(models.IntegerChoices):
        LOW = 1
        HIGH = 2

    LIGHT = [("sun", "Full sun"), ("shade", "Shade")]
    SOILS = (
        ("Light", (("sand", "Sand"), ("silt", "Silt"))),
        ("Heavy", (("clay", "Clay"),)),
    )

    season = models.CharField(max_length=6, choices=Season, default=Season.SPRING)
    blooms = models.CharField(max_length=6, choices=Season.choices, null=True)
    growth = models.CharField(max_length=4, choices=Growth.choices, blank=True, null=True)
    height = models.IntegerField(choices=Height, default=Height.LOW)
    light = models.CharField(max_length=5, choices=LIGHT, default="sun", db_index=True)
    soil = models.CharField(max_length=4, choices=SOILS)
    use = models.CharField(max_length=4, choices={"food": "Food", "show": "Show"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(season__in=Season.values), name="season_is_known")
        ]


class Weed(models.Model):
    class Growth(models.TextChoices):
        FAST = "fast"
        FASTER = "faster"

    growth = models.CharField(max_length=6, choices=Growth, db_default=Growth.FAST)
