from tortoise import fields, models


class Animal(models.Model):
    name = fields.CharField(max_length=40)
    keeper = fields.ForeignKeyField("models.Keeper", related_name="animals")
