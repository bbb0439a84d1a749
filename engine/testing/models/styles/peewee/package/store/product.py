from peewee import CharField

from store.base import BaseModel


class Product(BaseModel):
    name = CharField()
