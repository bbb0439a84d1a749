from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models


class MemberManager(BaseUserManager):
    def create_user(self, email, password=None):
        return self.create(email=self.normalize_email(email))


class Member(AbstractUser):
    username = None
    email = models.EmailField("mail", unique=True)
    sponsor = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="sponsored")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = MemberManager()
