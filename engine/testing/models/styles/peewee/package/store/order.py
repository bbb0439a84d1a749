from peewee import ForeignKeyField

from .base import BaseModel
from .product import Product


class Order(BaseModel):
    product = ForeignKeyField(Product, backref="orders")
