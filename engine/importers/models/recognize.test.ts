import { describe, expect, it } from "vitest";
import { importedLibrary, looksLikePython, recognizeModels } from "./index.ts";

const recognize = (files: Readonly<Record<string, string>>) =>
  recognizeModels(new Map(Object.entries(files)));

/** Two ways to write models in each library. */
const models: Readonly<Record<string, readonly string[]>> = {
  sqlalchemy: [
    `from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class Kite(Base):
    __tablename__ = "kites"
    id: Mapped[int] = mapped_column(primary_key=True)`,
    `import sqlalchemy as sa
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class Kite(Base):
    __tablename__ = 'kites'
    id = sa.Column(sa.Integer, primary_key=True)`,
    `from sqlalchemy import Column, Integer, MetaData, Table
kites = Table("kites", MetaData(), Column("id", Integer, primary_key=True))`,
    `from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class Kite(db.Model):
    id = db.Column(db.Integer, primary_key=True)`,
  ],
  sqlmodel: [
    `from sqlmodel import Field, SQLModel
class Kite(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)`,
    `from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel
class Kite(
    SQLModel,
    table = True,
):
    id: int = Field(primary_key=True)
    note: str = Field(sa_column=Column(Text))`,
  ],
  django: [
    `from django.db import models
class Kite(models.Model):
    name = models.CharField(max_length=40)`,
    `from django.contrib.auth.models import AbstractUser
class Pilot(AbstractUser):
    pass`,
    `from django.db.models import CharField, Model
class Kite(Model):
    name = CharField(max_length=40)`,
  ],
  tortoise: [
    `from tortoise import fields
from tortoise.models import Model
class Kite(Model):
    id = fields.IntField(primary_key=True)`,
    `from tortoise import fields, models
class Kite(models.Model):
    pilot: fields.ForeignKeyRelation["Pilot"] = fields.ForeignKeyField("models.Pilot")`,
  ],
  peewee: [
    `from peewee import *
class Kite(Model):
    name = CharField()`,
    `import peewee as pw
class Kite(pw.Model):
    name = pw.CharField()`,
  ],
};

const examples = Object.entries(models).flatMap(([library, texts]) =>
  texts.map((text, index) => ({ library, text, name: `${library} ${index + 1}` })),
);

describe("models in one file", () => {
  it.each(examples)("are those of $name", ({ library, text }) => {
    const found = recognize({ "models.py": text });
    expect(found).toMatchObject({ library, paths: ["models.py"], diagnostics: [] });
    expect(found?.files).toEqual({ "models.py": text });
    expect(found?.confidence).toBeGreaterThan(0.5);
  });

  it.each(examples)("have Windows line ends: $name", ({ library, text }) => {
    const windows = text.replaceAll("\n", "\r\n");
    expect(recognize({ "models.py": windows })?.library).toBe(library);
  });

  it.each([
    ["sqlalchemy", "class Kite(Base):\n    __tablename__ = 'kites'\n    id = Column(Integer)"],
    ["sqlalchemy", "class Kite(db.Model):\n    id = db.Column(db.Integer)"],
    ["sqlmodel", "class Kite(SQLModel, table=True):\n    id: int"],
    ["django", "class Kite(models.Model):\n    name = models.CharField(max_length=4)"],
    ["tortoise", "class Kite(Model):\n    id = fields.IntField(primary_key=True)"],
    ["peewee", "class Kite(Base):\n    name = peewee.CharField()"],
  ])("of %s are less certain without their imports", (library, text) => {
    const found = recognize({ "models.py": text });
    expect(found?.library).toBe(library);
    expect(found?.confidence).toBeLessThan(0.9);
  });
});

describe("text without models", () => {
  it.each([
    [
      "an API",
      `from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import Session
class Item(BaseModel):
    name: str
@app.get("/")
def read(session: Session): return session.query(Item)`,
    ],
    [
      "a script for data",
      `import pandas as pd
df = pd.read_csv("kites.csv")
class Model:
    name = "a model"`,
    ],
    ["a comment", "# from django.db import models\n# class Kite(models.Model): pass\nprint(1)"],
    [
      "a docstring",
      `"""
from peewee import *
class Kite(Model):
    name = CharField()
"""
print('class Kite(models.Model): name = models.CharField()')`,
    ],
    ["a form", "from django import forms\nclass F(forms.ModelForm):\n    a = forms.CharField()"],
    [
      "a serializer",
      `from rest_framework import serializers
from django.db import transaction
class KiteSerializer(serializers.ModelSerializer):
    name = serializers.CharField()`,
    ],
    [
      "a migration",
      `from alembic import op
import sqlalchemy as sa
def upgrade():
    op.create_table("kites", sa.Column("id", sa.Integer()))`,
    ],
    ["SQL", "CREATE TABLE kites (id INTEGER PRIMARY KEY);"],
    ["Prisma", "model Kite {\n  id Int @id\n}"],
    ["DBML", "Table kites {\n  id integer [primary key]\n}"],
    ["Mermaid", "classDiagram\n  class Kite {\n    +int id\n  }"],
    ["an open string", `x = """ from peewee import *`],
    ["nothing", ""],
  ])("is %s", (_, text) => {
    expect(recognize({ "file.py": text })).toBeNull();
  });

  it("can import a library", () => {
    const texts = (text: string) => new Map([["file.py", text]]);
    expect(importedLibrary(texts("from sqlalchemy.orm import Session"))).toBe("SQLAlchemy");
    expect(importedLibrary(texts("import pandas"))).toBeNull();
  });
});

describe("Python text", () => {
  it.each([
    "from a.b import c",
    "def fly(kite):\n    pass",
    "async def fly(kite): ...",
    "class Kite:\n    pass",
    "class Kite(Base):\n    pass",
  ])("is recognized: %s", text => {
    expect(looksLikePython(text)).toBe(true);
  });

  it.each([
    "CREATE TABLE a (id INT);",
    "class Kite {\n}",
    'import { a } from "b";',
    "model Kite {\n  id Int\n}",
    "# def fly(kite):",
    "Dear Ada,",
  ])("is not: %s", text => {
    expect(looksLikePython(text)).toBe(false);
  });
});

const DJANGO =
  "from django.db import models\nclass Kite(models.Model):\n    n = models.TextField()";
const [SQLALCHEMY = ""] = models.sqlalchemy ?? [];

describe("the files of a project", () => {
  it("are loaded if they define models, and the others are available", () => {
    const found = recognize({
      "shop/__init__.py": "",
      "shop/models.py": SQLALCHEMY,
      "shop/settings.py": "DEBUG = True",
      "shop/routes.py": "from sqlalchemy.orm import Session\nfrom .models import Kite",
    });
    expect(found?.paths).toEqual(["shop/models.py"]);
    expect(Object.keys(found?.files ?? {}).toSorted()).toEqual([
      "shop/__init__.py",
      "shop/models.py",
      "shop/routes.py",
      "shop/settings.py",
    ]);
  });

  it("define models if they inherit from models of other files", () => {
    const found = recognize({
      "app/base.py": "from sqlalchemy.orm import declarative_base\nBase = declarative_base()",
      "app/mixins.py":
        "from sqlalchemy.orm import Mapped, mapped_column\nclass Id:\n    id: Mapped[int]",
      "app/kite.py":
        "from app.base import Base\nfrom app.mixins import Id\nclass Kite(Id, Base): pass",
      "app/stunt.py": "from app import kite\nclass Stunt(kite.Kite): pass",
      "app/schemas.py": "from pydantic import Base\nclass KiteOut(Base): pass",
      "app/other.py": "class Other: pass",
    });
    expect(found?.paths).toEqual(["app/mixins.py", "app/kite.py", "app/stunt.py"]);
  });

  it("can have their base in a file without the library", () => {
    const found = recognize({
      "app/extensions.py": "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()",
      "app/database.py":
        "from .extensions import db\nColumn = db.Column\nclass KeyModel(db.Model): pass",
      "app/kite/models.py": "from app.database import KeyModel\nclass Kite(KeyModel): pass",
      "app/kite/forms.py": "from flask_wtf import FlaskForm\nclass KiteForm(FlaskForm): pass",
    });
    expect(found).toMatchObject({
      library: "sqlalchemy",
      paths: ["app/database.py", "app/kite/models.py"],
    });
  });

  it("of Peewee can use its extension for Flask", () => {
    const found = recognize({
      "db.py": "from flask_peewee.db import Database\ndb = Database(app)",
      "models.py":
        "from peewee import *\nfrom db import db\nclass Kite(db.Model):\n    n = CharField()",
    });
    expect(found).toMatchObject({ library: "peewee", paths: ["models.py"] });
  });

  it.each([
    "tests/models.py",
    "shop/tests.py",
    "shop/test_models.py",
    "conftest.py",
    "setup.py",
    "manage.py",
    "shop/migrations/first.py",
    "alembic/versions/first.py",
    ".venv/lib/python3/site-packages/shop/models.py",
    "venv/shop/models.py",
    "shop/__pycache__/models.py",
  ])("do not include %s, unless there are no others", path => {
    const other = recognize({ "shop/models.py": DJANGO, [path]: DJANGO });
    expect(other?.paths).toEqual(["shop/models.py"]);
    expect([...(other?.givenPaths.values() ?? [])]).toEqual(["shop/models.py"]);
    const alone = recognize({ [path]: DJANGO });
    expect([...(alone?.givenPaths.values() ?? [])]).toEqual([path]);
    expect(alone?.paths).toHaveLength(1);
  });

  it("are of the library with the most files, and the others are reported", () => {
    const found = recognize({
      "a/models.py": DJANGO,
      "b/kites.py": SQLALCHEMY,
      "b/pilots.py": SQLALCHEMY,
    });
    expect(found).toMatchObject({
      library: "sqlalchemy",
      paths: ["b/kites.py", "b/pilots.py"],
      diagnostics: [
        {
          code: "other-library",
          message: "The Django models are not read, because most models are of SQLAlchemy.",
          place: { file: "a/models.py", line: null },
        },
      ],
    });
  });
});
