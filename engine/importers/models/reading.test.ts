/** Models that are incomplete or faulty: what can be read arrives, the rest is listed. */
import { describe, expect, it } from "vitest";
import { countedIds, recordsOf, type SchemaDocument, tableViews } from "../../schema/index.ts";
import { type Models, openPython, pythonAvailable } from "../../testing/python/index.ts";
import { documentOfModels } from "./document.ts";

const read = async (library: "sqlalchemy" | "sqlmodel", models: Models) => {
  const python = await openPython(library);
  const { value, diagnostics } = documentOfModels(await python.read(models), countedIds());
  return { document: value.document, references: value.references, diagnostics };
};

const tablesOf = (document: SchemaDocument): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    tableViews(document).map(({ table, columns }) => [table.name, columns.map(({ name }) => name)]),
  );

const HEAD = `
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
`;

describe.skipIf(!pythonAvailable("sqlalchemy"))("models of SQLAlchemy", () => {
  it("arrive but for the class that fails, which is listed with its line", async () => {
    const { document, diagnostics } = await read(
      "sqlalchemy",
      `${HEAD}
class Good(Base):
    __tablename__ = "good"
    id = Column(Integer, primary_key=True)


class Bad(Base):
    __tablename__ = "bad"
    id = Column(Integer, primary_key=True)
    size = Column(Strin(3))


class Last(Base):
    __tablename__ = "last"
    id = Column(Integer, primary_key=True)
`,
    );
    expect(tablesOf(document)).toEqual({ good: ["id"], last: ["id"] });
    expect(diagnostics).toEqual([
      {
        code: "models",
        severity: "warning",
        message: `The class "Bad" is left out: NameError: name 'Strin' is not defined`,
        place: { file: "models.py", line: 15 },
      },
    ]);
  });

  it("arrive around a syntax error", async () => {
    const { document, diagnostics } = await read(
      "sqlalchemy",
      `${HEAD}
class One(Base):
    __tablename__ = "one"
    id = Column(Integer, primary_key=True)

class Two(Base:
    __tablename__ = "two"
    id = Column(Integer, primary_key=True)

@decorated_by_nothing
class Three(Base):
    __tablename__ = "three"
    id = Column(Integer, primary_key=True)

class Four(Base):
    __tablename__ = "four"
    id = Column(Integer, primary_key=True)
`,
    );
    expect(tablesOf(document)).toEqual({ one: ["id"], four: ["id"] });
    expect(diagnostics.map(({ place }) => place?.line)).toEqual([11, 15]);
  });

  it("may lack the files and packages that they import", async () => {
    const { document, diagnostics } = await read("sqlalchemy", {
      "models.py": `
import redis
from flask_login import UserMixin, login_required
from geoalchemy2 import Geometry
from sqlalchemy import Column, Integer, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .database import Base
from .settings import PREFIX as prefix

cache = redis.Redis(host=prefix.HOST, port=6379)


@cache.remember(60)
def slow():
    return 1


class User(UserMixin, Base):
    id: Mapped[int] = mapped_column(primary_key=True)
    home = Column(Geometry("POINT"))
    city_id = Column(Integer, ForeignKey("cities.id"))
    city = relationship("City", back_populates="users")
`,
    });
    expect(tablesOf(document)).toEqual({ user: ["id", "home", "city_id"] });
    const texts = diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
    expect(texts).toEqual([
      'warning: The foreign key of "user" (city_id) is left out: the table "cities" does not exist.',
      "info: Modules that are not available here were replaced while reading: database, flask_login, geoalchemy2, redis, settings.",
      expect.stringMatching(
        /^warning: The relationship "User\.city" is left out: .*failed to locate a name/s,
      ),
    ]);
  });

  it("may come from Flask-SQLAlchemy", async () => {
    const { document, diagnostics } = await read("sqlalchemy", {
      "app/__init__.py": `
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)

from app import models
`,
      "app/models.py": `
from app import db

tags = db.Table("tags", db.Column("post_id", db.ForeignKey("blog_post.id"), primary_key=True),
    db.Column("tag_id", db.ForeignKey("tag.id"), primary_key=True))


class BlogPost(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False)
    tags = db.relationship("Tag", secondary=tags, backref="posts")


class Tag(db.Model):
    id = db.Column(db.Integer, primary_key=True)
`,
    });
    expect(tablesOf(document)).toEqual({
      tags: ["post_id", "tag_id"],
      blog_post: ["id", "title"],
      tag: ["id"],
    });
    expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  it("may import the database object or the base class from files that are absent", async () => {
    const { document, diagnostics } = await read("sqlalchemy", {
      "cities.py": `
from app.extensions import db

class City(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    users = db.relationship("User", backref="city", lazy="dynamic")
`,
      "users.py": `
from .database import db

class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    city_id = db.Column(db.ForeignKey("city.id"))
`,
    });
    expect(tablesOf(document)).toEqual({ city: ["id"], user: ["id", "city_id"] });
    expect(recordsOf(document, "foreignKey")).toMatchObject([
      { forward: "city", reverse: "users" },
    ]);
    expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  it("may open a database and run queries while they load", async () => {
    const { document, diagnostics } = await read(
      "sqlalchemy",
      `${HEAD}
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

class Note(Base):
    __tablename__ = "notes"
    id = Column(Integer, primary_key=True)

engine = create_engine("postgresql+psycopg2://example/notes", pool_size=3)
Session = sessionmaker(bind=engine)
Base.metadata.create_all(engine)
print("ready")
`,
    );
    expect(tablesOf(document)).toEqual({ notes: ["id"] });
    expect(diagnostics).toEqual([]);
  });

  it("that are faulty do not affect those that are read next", async () => {
    await read(
      "sqlalchemy",
      `${HEAD}\nclass A(Base):\n    __tablename__ = "a"\n    b = relationship("B")\n`,
    );
    const { document, diagnostics } = await read(
      "sqlalchemy",
      `${HEAD}\nclass A(Base):\n    __tablename__ = "a"\n    id = Column(Integer, primary_key=True)\n`,
    );
    expect(tablesOf(document)).toEqual({ a: ["id"] });
    expect(diagnostics).toEqual([]);
  });

  it("without a table are reported", async () => {
    const { document, diagnostics } = await read("sqlalchemy", "x = 1\n");
    expect(document.records.size).toBe(0);
    expect(diagnostics).toMatchObject([{ code: "no-tables", severity: "error" }]);
  });
});

describe.skipIf(!pythonAvailable("sqlmodel"))("models of SQLModel", () => {
  it("arrive with the fields of absent packages", async () => {
    const { document, diagnostics } = await read("sqlmodel", {
      "app/models.py": `
import uuid
from typing import Optional

from pydantic import EmailStr
from pydantic_settings import BaseSettings
from sqlmodel import Field, Relationship, SQLModel

from app.core.base import TimestampMixin


class UserBase(SQLModel):
    email: EmailStr = Field(unique=True, index=True, max_length=255, description="Unique.")
    is_active: bool = True


class User(TimestampMixin, UserBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    items: list["Item"] = Relationship(back_populates="owner", cascade_delete=True)


class Item(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    owner_id: uuid.UUID = Field(foreign_key="user.id", nullable=False, ondelete="CASCADE")
    owner: User | None = Relationship(back_populates="items")


class Broken(SQLModel, table=True):
    name: str
`,
    });
    expect(recordsOf(document, "column")[0]).toMatchObject({ name: "email", comment: "Unique." });
    expect(tablesOf(document)).toMatchObject({
      user: ["email", "is_active", "id"],
      item: ["id", "owner_id"],
    });
    expect(diagnostics.filter(({ severity }) => severity !== "info")).toMatchObject([
      { message: expect.stringContaining('The class "Broken" is left out') },
    ]);
  });
});
