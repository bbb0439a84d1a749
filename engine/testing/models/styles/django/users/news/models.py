from accounts.models import Member
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models


class Story(models.Model):
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stories")
    editor = models.ForeignKey(get_user_model(), on_delete=models.PROTECT, related_name="edited_stories")
    proofread_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="read_stories")
