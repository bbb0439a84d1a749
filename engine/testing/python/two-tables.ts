/** Writers and their letters as models of each library, and what the tests do with them. */
import type { PythonLibrary } from "./index.ts";

export type TwoTables = {
  readonly models: string;
  /** A script that stores two letters, and ends with what each side of the relation has. */
  readonly bothWays: string;
  /** A script that stores a letter of a writer that does not exist. */
  readonly orphan: string;
  /** A line of the models, and one in its place that Python cannot run. */
  readonly mistake: readonly [line: string, wrong: string];
};

const sqlalchemy: TwoTables = {
  models: `
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Writer(Base):
    __tablename__ = "writer"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    letters: Mapped[list["Letter"]] = relationship(back_populates="writer", order_by="Letter.id")


class Letter(Base):
    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str | None] = mapped_column(String(200))
    writer_id: Mapped[int] = mapped_column(ForeignKey("writer.id"))
    writer: Mapped["Writer"] = relationship(back_populates="letters")
`,
  bothWays: `
from sqlalchemy.orm import Session

with Session(engine) as session:
    rahel = Writer(name="Rahel")
    session.add_all([Letter(subject="Tea", writer=rahel), Letter(subject="Rain", writer=rahel)])
    session.commit()
    session.expunge_all()
    found = [
        [letter.subject for letter in session.get(Writer, 1).letters],
        session.get(Letter, 2).writer.name,
    ]
found
`,
  orphan: `
from sqlalchemy.orm import Session

with Session(engine) as session:
    session.add(Letter(subject="Lost", writer_id=9))
    session.commit()
`,
  mistake: ["mapped_column(String(80))", "mapped_column(Strin(80))"],
};

const sqlmodel: TwoTables = {
  models: `
from sqlmodel import Field, Relationship, SQLModel


class Writer(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80)
    letters: list["Letter"] = Relationship(back_populates="writer")


class Letter(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    subject: str | None = Field(default=None, max_length=200)
    writer_id: int = Field(foreign_key="writer.id")
    writer: Writer = Relationship(back_populates="letters")
`,
  bothWays: sqlalchemy.bothWays.replace("sqlalchemy.orm", "sqlmodel"),
  orphan: sqlalchemy.orphan.replace("sqlalchemy.orm", "sqlmodel"),
  mistake: ["name: str = Field(max_length=80)", "name: str = Feld(max_length=80)"],
};

const django: TwoTables = {
  models: `
from django.db import models


class Writer(models.Model):
    name = models.CharField(max_length=80)

    class Meta:
        db_table = "writer"


class Letter(models.Model):
    subject = models.CharField(max_length=200, null=True)
    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="letters")

    class Meta:
        db_table = "letter"
        ordering = ["id"]
`,
  bothWays: `
rahel = Writer.objects.create(name="Rahel")
Letter.objects.create(subject="Tea", writer=rahel)
Letter.objects.create(subject="Rain", writer=rahel)
[
    [letter.subject for letter in Writer.objects.get(pk=1).letters.all()],
    Letter.objects.get(pk=2).writer.name,
]
`,
  orphan: `
from django.db import transaction

with transaction.atomic():
    Letter.objects.create(subject="Lost", writer_id=9)
`,
  mistake: ["models.CharField(max_length=80)", "models.CharFeld(max_length=80)"],
};

const tortoise: TwoTables = {
  models: `
from tortoise import fields
from tortoise.models import Model


class Writer(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=80)
    letters: fields.ReverseRelation["Letter"]

    class Meta:
        table = "writer"


class Letter(Model):
    id = fields.IntField(primary_key=True)
    subject = fields.CharField(max_length=200, null=True)
    writer: fields.ForeignKeyRelation[Writer] = fields.ForeignKeyField(
        "models.Writer", related_name="letters"
    )

    class Meta:
        table = "letter"
`,
  bothWays: `
rahel = await Writer.create(name="Rahel")
await Letter.create(subject="Tea", writer=rahel)
await Letter.create(subject="Rain", writer=rahel)
writer = await Writer.get(id=1)
letter = await Letter.get(id=2)
[[letter.subject async for letter in writer.letters.order_by("id")], (await letter.writer).name]
`,
  orphan: `
await Letter.create(subject="Lost", writer_id=9)
`,
  mistake: ["name = fields.CharField(max_length=80)", "name = fields.CharFeld(max_length=80)"],
};

const peewee: TwoTables = {
  models: `
from peewee import CharField, ForeignKeyField, Model


class BaseModel(Model):
    pass


class Writer(BaseModel):
    name = CharField(max_length=80)

    class Meta:
        table_name = "writer"


class Letter(BaseModel):
    subject = CharField(max_length=200, null=True)
    writer = ForeignKeyField(Writer, backref="letters")

    class Meta:
        table_name = "letter"
`,
  bothWays: `
rahel = Writer.create(name="Rahel")
Letter.create(subject="Tea", writer=rahel)
Letter.create(subject="Rain", writer=rahel)
[
    [letter.subject for letter in Writer.get_by_id(1).letters.order_by(Letter.id)],
    Letter.get_by_id(2).writer.name,
]
`,
  orphan: `
with database.atomic():
    Letter.create(subject="Lost", writer=9)
`,
  mistake: ["CharField(max_length=80)", "CharFeld(max_length=80)"],
};

export const twoTables: Readonly<Record<PythonLibrary, TwoTables>> = {
  sqlalchemy,
  sqlmodel,
  django,
  tortoise,
  peewee,
};
