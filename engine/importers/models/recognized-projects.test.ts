/** Whole projects, from their given paths to the tables that the real library describes. */
import { describe, expect, it } from "vitest";
import { openPython, pythonAvailable, pythonStartTimeout } from "../../testing/python/index.ts";
import { recognizeModels } from "./index.ts";
import type { ModelsLibrary } from "./model-signs.ts";

type Files = Readonly<Record<string, string>>;

/** Each project has the tables of kites and pilots, in files that import each other in another way. */
const projects: Readonly<Record<ModelsLibrary, Files>> = {
  sqlalchemy: {
    "kites-main/manage.py": "raise SystemExit",
    "kites-main/app/__init__.py":
      "from flask import Flask\nfrom flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\nfrom app import models",
    "kites-main/app/models.py": `import sqlalchemy as sa
import sqlalchemy.orm as so
from app import db
class Pilot(db.Model):
    __tablename__ = "pilots"
    id: so.Mapped[int] = so.mapped_column(primary_key=True)
class Kite(db.Model):
    __tablename__ = "kites"
    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    pilot_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey(Pilot.id))`,
    "kites-main/migrations/versions/1a2b.py": "raise SystemExit",
  },
  sqlmodel: {
    "repo/backend/app/core/db.py": "from app.models.pilot import Pilot",
    "repo/backend/app/models/pilot.py": `from sqlmodel import Field, SQLModel
class Pilot(SQLModel, table=True):
    __tablename__ = "pilots"
    id: int | None = Field(default=None, primary_key=True)`,
    "repo/backend/app/models/kite.py": `from sqlmodel import Field, SQLModel
from app.models.pilot import Pilot
class Kite(SQLModel, table=True):
    __tablename__ = "kites"
    id: int | None = Field(default=None, primary_key=True)
    pilot_id: int = Field(foreign_key="pilots.id")`,
    "repo/backend/tests/test_kites.py": "raise SystemExit",
  },
  django: {
    "site/manage.py": "raise SystemExit",
    "site/config/__init__.py": "",
    "site/config/settings.py": 'INSTALLED_APPS = ["pilots", "kites"]',
    "site/pilots/__init__.py": "",
    "site/pilots/models.py": `from django.db import models
class Pilot(models.Model):
    name = models.TextField()
    class Meta:
        db_table = "pilots"`,
    "site/kites/__init__.py": "",
    "site/kites/models.py": `from django.db import models
from pilots.models import Pilot
class Kite(models.Model):
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE)
    class Meta:
        db_table = "kites"`,
    "site/kites/migrations/0001_initial.py": "raise SystemExit",
  },
  tortoise: {
    "src/kites/__init__.py": "",
    "src/kites/models/__init__.py": "from .pilot import Pilot\nfrom .kite import Kite",
    "src/kites/models/base.py": `from tortoise import fields
from tortoise.models import Model
class Base(Model):
    id = fields.IntField(primary_key=True)
    class Meta:
        abstract = True`,
    "src/kites/models/pilot.py": `from .base import Base
class Pilot(Base):
    class Meta:
        table = "pilots"`,
    "src/kites/models/kite.py": `from tortoise import fields
from .base import Base
class Kite(Base):
    pilot = fields.ForeignKeyField("models.Pilot")
    class Meta:
        table = "kites"`,
  },
  peewee: {
    "base.py": `from peewee import Model, SqliteDatabase
class BaseModel(Model):
    class Meta:
        database = SqliteDatabase("kites.db")`,
    "models (1).py": `from peewee import ForeignKeyField
from base import BaseModel
class Pilot(BaseModel):
    class Meta:
        table_name = "pilots"
class Kite(BaseModel):
    pilot = ForeignKeyField(Pilot)
    class Meta:
        table_name = "kites"`,
    "my-script.py": "raise SystemExit",
  },
};

const libraries = Object.keys(projects) as ModelsLibrary[];

describe.each(libraries)("a project with models of %s", library => {
  it.skipIf(!pythonAvailable(library))(
    "is recognized, and its tables are read",
    async () => {
      const models = recognizeModels(new Map(Object.entries(projects[library])));
      expect(models?.library).toBe(library);
      const python = await openPython(library);
      const { tables, problems } = await python.read(models?.files ?? {}, models?.paths);
      expect(tables.map(({ name }) => name).toSorted()).toEqual(["kites", "pilots"]);
      const kites = tables.find(({ name }) => name === "kites");
      expect(kites?.foreignKeys.map(({ target }) => target)).toEqual(["pilots"]);
      expect(problems.filter(({ severity }) => severity !== "info")).toEqual([]);
    },
    pythonStartTimeout,
  );
});
