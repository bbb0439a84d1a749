from tortoise import fields
from tortoise.models import Model


class Keeper(Model):
    name = fields.CharField(max_length=40)
