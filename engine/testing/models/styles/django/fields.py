"""Every kind of field, with the options that the documentation shows."""

import datetime
import decimal
import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def upload_folder(instance, filename):
    return f"covers/{filename}"


def settings_of_new_item():
    return {"theme": "light"}


class Item(models.Model):
    """A thing with a column of every kind.

    It has two paragraphs.
    """

    code = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120, db_index=True, help_text=_("As it is shown."))
    slug = models.SlugField(unique=True)
    subtitle = models.CharField(max_length=80, blank=True, default="")
    body = models.TextField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(9000)])
    copies = models.PositiveIntegerField(default=0)
    visits = models.PositiveBigIntegerField(default=0)
    shelf = models.SmallIntegerField(null=True)
    level = models.IntegerField(default=-3)
    barcode = models.BigIntegerField(unique=True, null=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, default=decimal.Decimal("9.50"))
    weight = models.FloatField(default=0.5)
    is_new = models.BooleanField(default=True)
    is_lent = models.BooleanField(null=True)
    published = models.DateField(default=datetime.date(2020, 1, 31))
    opens = models.TimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)
    duration = models.DurationField(default=datetime.timedelta(days=1))
    options = models.JSONField(default=settings_of_new_item)
    labels = models.JSONField(default=list, blank=True)
    cover = models.FileField(upload_to=upload_folder, null=True)
    scan = models.FilePathField(path="/scans", null=True)
    mail = models.EmailField(null=True)
    link = models.URLField(blank=True)
    address = models.GenericIPAddressField(null=True)
    raw = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["-created_at", "name"]
        get_latest_by = "created_at"
        permissions = [("lend_item", "May lend items")]
        indexes = [models.Index(fields=["name", "-published"])]

    def __str__(self):
        return self.name


class Small(models.Model):
    id = models.SmallAutoField(primary_key=True)


class Large(models.Model):
    number = models.BigAutoField(primary_key=True)
    title = models.CharField(max_length=10, unique=True)


class Keyed(models.Model):
    letter = models.CharField(max_length=1, primary_key=True)
