"""Generic relations, and users of Django."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models

User = get_user_model()


class Note(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="notes")
    object_id = models.PositiveBigIntegerField()
    content_object = GenericForeignKey("content_type", "object_id")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes")
    reader = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="read_notes")

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"])]


class Recipe(models.Model):
    title = models.CharField(max_length=100)
    notes = GenericRelation(Note, related_query_name="recipe")
