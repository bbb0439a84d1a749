from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()

user_table = Table(
    "user",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(50)),
)

address_table = Table(
    "address",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", Integer, ForeignKey("user.id")),
    Column("email_address", String(50)),
)


class User:
    pass


class Address:
    pass


mapper_registry.map_imperatively(
    User,
    user_table,
    properties={"addresses": relationship(Address, back_populates="user", order_by=address_table.c.id)},
)
mapper_registry.map_imperatively(Address, address_table, properties={"user": relationship(User)})
