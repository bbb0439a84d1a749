from django.db import models

from shop.models.product import Product


class Order(models.Model):
    customer = models.ForeignKey("clients.Customer", on_delete=models.CASCADE, related_name="orders")
    products = models.ManyToManyField(Product, related_name="orders")
    placed = models.DateTimeField(null=True)
