from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=70)
    favourite = models.ForeignKey("shop.Product", null=True, on_delete=models.SET_NULL, related_name="fans")
