import os

from peewee import Model, PostgresqlDatabase
from playhouse.db_url import connect

db = connect(os.environ.get("DATABASE_URL", "sqlite:///store.db"))
replica = PostgresqlDatabase("store", user="reader", host="example.org")


class BaseModel(Model):
    class Meta:
        database = db
