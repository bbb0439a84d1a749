/** Models of each library with SQL that only PostgreSQL or MySQL accepts. */
import type { PythonLibrary } from "../python/index.ts";

export const foreignModels: Readonly<Record<PythonLibrary, string>> = {
  sqlalchemy: `import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, ExcludeConstraint, JSONB, UUID
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class Account(Base):
    __tablename__ = "accounts"
    id = sa.Column(UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()"))
    name = sa.Column(sa.String(40, collation="de_DE"), nullable=False)
    data = sa.Column(JSONB, server_default=sa.text("'{}'::jsonb"))
    tags = sa.Column(ARRAY(sa.Text), server_default=sa.text("ARRAY[]::text[]"))
    kind = sa.Column(sa.Text, server_default=sa.text("'a::b'::character varying(20)"))
    made = sa.Column(sa.DateTime(timezone=True), server_default=sa.text("timezone('utc', now())"))
    seen = sa.Column(sa.DateTime, server_default=sa.text("CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)"))
    until = sa.Column(sa.DateTime, server_default=sa.text("now() + interval '1 day'"))
    words = sa.Column(sa.Text, sa.Computed("to_tsvector('english', name)", persisted=True))
    length = sa.Column(sa.Integer, sa.Computed("char_length(name)"))
    __table_args__ = (
        sa.CheckConstraint("name ~ '^[a-z]+$'", name="lower_name"),
        sa.CheckConstraint("char_length(name) > 2"),
        sa.CheckConstraint("kind <> 'x'::text", name="kind_is_known"),
        ExcludeConstraint(("name", "="), name="no_twins"),
        sa.Index("by_data", data, postgresql_using="gin"),
        sa.Index("by_trigram", sa.text("name gin_trgm_ops"), postgresql_using="gin"),
        sa.Index("by_words", sa.func.to_tsvector("english", name)),
        sa.Index("by_first", data["first"].astext),
        sa.Index("of_b", "name", postgresql_where=sa.text("kind = 'b'::text"), unique=True),
        sa.Index("by_list", sa.cast(name, sa.types.UserDefinedType())),
    )

class Last(Base):
    __tablename__ = "last"
    id = sa.Column(sa.Integer, primary_key=True)
`,
  sqlmodel: `from datetime import datetime
from sqlalchemy import Column, Index, text
from sqlalchemy.dialects.mysql import BIT
from sqlmodel import Field, SQLModel

class Visit(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(sa_column_kwargs={"server_default": text("UUID()")})
    made: datetime = Field(sa_column_kwargs={"server_default": text("now(6)")})
    is_open: bool = Field(sa_column=Column(BIT(1), server_default=text("b'1'")))
    __table_args__ = (
        Index("by_token", text("(CAST(JSON_VALUE(token, '$.a') AS CHAR(9)))")),
        Index("by_made", "made", mysql_using="hash"),
    )
`,
  django: `from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length, Upper

class Account(models.Model):
    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    name = models.CharField(max_length=40, db_collation="de-x-icu")
    made = models.DateTimeField(db_default=Func(function="now"))
    size = models.IntegerField()
    words = models.GeneratedField(
        expression=Func(Value("english"), F("name"), function="to_tsvector"), output_field=models.TextField(), db_persist=True)
    length = models.GeneratedField(expression=Length("name"), output_field=models.IntegerField(), db_persist=True)

    class Meta:
        indexes = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="by_trigram"),
            GinIndex(fields=["words"], name="by_words"),
            models.Index(Upper("name"), name="by_upper"),
            models.Index(fields=["size"], name="of_some", condition=Q(name__regex="^a")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(name__iregex="^[a-z]+$"), name="plain_name"),
            models.CheckConstraint(condition=Q(size__gt=0), name="has_size"),
            models.UniqueConstraint(Func("name", function="unaccent"), name="one_name"),
        ]
`,
  tortoise: `from tortoise import fields
from tortoise.contrib.postgres.indexes import GinIndex
from tortoise.fields.db_defaults import SqlDefault
from tortoise.indexes import Index, PartialIndex
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model

class Account(Model):
    id = fields.UUIDField(primary_key=True, db_default=SqlDefault("gen_random_uuid()"))
    name = fields.CharField(max_length=40)
    data = fields.JSONField(db_default=SqlDefault("'{}'::jsonb"))
    made = fields.DatetimeField(db_default=SqlDefault("(now() at time zone 'utc')"))

    class Meta:
        indexes = [GinIndex(fields=["data"], name="by_data"), Index(fields=["name"], name="by_name")]
        constraints = [
            CheckConstraint(check="name ILIKE 'a%'", name="begins"),
            CheckConstraint(check="character_length(name) > 2", name="long"),
            UniqueConstraint(fields=("name",), condition="name ~ 'a'", name="one_a"),
        ]
`,
  peewee: `from peewee import SQL, CharField, Check, DateTimeField, Model, TextField, UUIDField, fn

class Account(Model):
    id = UUIDField(primary_key=True, constraints=[SQL("DEFAULT uuid_generate_v4()")])
    name = CharField(collation="de_DE", constraints=[Check("name ~* 'a'")])
    kind = TextField(constraints=[SQL("DEFAULT 'a'::text")])
    made = DateTimeField(constraints=[SQL("DEFAULT now()")])

    class Meta:
        constraints = [Check("length(name) > 2"), SQL("EXCLUDE USING gist (name WITH =)")]

Account.add_index(fn.UNACCENT(Account.name), name="by_plain")
Account.add_index(fn.LOWER(Account.name), name="by_lower")
Account.add_index(SQL("CREATE INDEX by_words ON account USING gin (name)"))
`,
};
