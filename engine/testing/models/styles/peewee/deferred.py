"""Classes that refer to each other: the key to the later one is declared with its constraint."""

import peewee as pw

db = pw.SqliteDatabase(":memory:")


class User(pw.Model):
    username = pw.CharField()
    favourite = pw.DeferredForeignKey("Post", null=True, backref="fans")
    age = pw.IntegerField(null=True)

    class Meta:
        database = db
        constraints = [pw.SQL("FOREIGN KEY (favourite_id) REFERENCES post (id) ON DELETE SET NULL")]


class Post(pw.Model):
    user = pw.ForeignKeyField(User, backref="posts")

    class Meta:
        database = db


db.connect()
db.create_tables([User, Post])
User.create(username="first")
print(User.select().count())
