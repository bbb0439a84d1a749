import { describe, expect, it } from "vitest";
import type { SchemaDocument } from "../../schema/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { blogDocument, everythingDocument } from "../../testing/sample-documents.ts";
import { sqlalchemy } from "./index.ts";

const textOf = (document: SchemaDocument) => sqlalchemy.export(document).value[0]?.text ?? "";
const codesOf = (document: SchemaDocument) =>
  sqlalchemy.export(document).diagnostics.map(({ code }) => code);

describe("the models of the blog", () => {
  it("read as the tutorials write them", () => {
    expect(textOf(blogDocument())).toBe(`from sqlalchemy import ForeignKey, Identity, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))

    posts: Mapped[list["Post"]] = relationship(back_populates="author")


class Post(Base):
    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    title: Mapped[str | None] = mapped_column(String(200))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    author: Mapped["User | None"] = relationship(back_populates="posts")
`);
  });
});

describe("the classic style", () => {
  const classic = (document: SchemaDocument) =>
    sqlalchemy.export(document, { style: "classic" }).value[0]?.text ?? "";

  it("has columns with their types, and relationships by the name of their class", () => {
    expect(
      classic(blogDocument()),
    ).toBe(`from sqlalchemy import Column, ForeignKey, Identity, Integer, String
from sqlalchemy.orm import declarative_base, relationship


Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, Identity(), primary_key=True)
    name = Column(String(100), nullable=False)

    posts = relationship("Post", back_populates="author")


class Post(Base):
    __tablename__ = "posts"

    id = Column(Integer, Identity(), primary_key=True)
    title = Column(String(200))
    author_id = Column(Integer, ForeignKey("users.id"))

    author = relationship("User", back_populates="posts")
`);
  });

  it("has one row on the other side of a one-to-one relation", () => {
    const text = classic(everythingDocument()).replaceAll(/\s+/g, " ");
    expect(text).toContain('profile = relationship( "Profile", back_populates="author",');
    expect(text).toContain("uselist=False");
  });
});

describe("one file per table", () => {
  const filesOf = (document: SchemaDocument) =>
    new Map(
      sqlalchemy.export(document, { files: true }).value.map(({ name, text }) => [name, text]),
    );

  it("is a package that imports all of them, so that they find each other by name", () => {
    const files = filesOf(blogDocument());
    expect([...files.keys()]).toEqual([
      "models/base.py",
      "models/user.py",
      "models/post.py",
      "models/__init__.py",
    ]);
    expect(files.get("models/__init__.py")).toBe(`from .base import Base
from .post import Post
from .user import User

__all__ = ["Base", "Post", "User"]
`);
    expect(files.get("models/post.py")).toContain(`
from .base import Base

if TYPE_CHECKING:
    from .user import User


class Post(Base):`);
  });

  it("has the helpers and plain tables that a class needs in other files", () => {
    const book = filesOf(everythingDocument()).get("models/book.py");
    expect(book).toContain(`
from .base import Base
from .book_tags import book_tags
from .enums import Status, enum_values
`);
    expect(book).not.toContain("class Status");
  });

  it("has no file with the name of something in another file", () => {
    const tables = { base: { columns: ["a integer"] }, Types: { columns: ["id integer pk"] } };
    const files = filesOf(draftDocument({ enums: { Enums: ["x"] }, tables }));
    expect([...files.keys()]).toEqual([
      "models/enums.py",
      "models/base_.py",
      "models/base.py",
      "models/type.py",
      "models/__init__.py",
    ]);
    expect(files.get("models/base.py")).toContain("from .base_ import Base");
  });
});

describe("the text", () => {
  const text = textOf(everythingDocument());

  it("keeps to the length of a line", () => {
    expect(text.split("\n").filter(line => line.length > 88)).toEqual([]);
  });

  it("imports what it uses and nothing else", () => {
    const [imports = "", ...body] = text.split("\n\n\n");
    const names = [...imports.matchAll(/[\w.]+/g)]
      .map(([word]) => word)
      .filter(word => !/^(from|import|sqlalchemy.*|datetime|decimal|typing|uuid)$/.test(word));
    for (const name of names) expect(body.join("\n")).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it("is the same for the same document", () => {
    expect(textOf(everythingDocument())).toBe(text);
  });

  it("is written for many tables with relations", () => {
    const tables = Object.fromEntries(
      Array.from({ length: 150 }, (_, at) => [
        `t${at}`,
        {
          columns: ["id integer pk", "a_id integer", "b_id integer"],
          foreignKeys: [
            { columns: ["a_id"], target: `t${Math.max(0, at - 1)}`, targetColumns: ["id"] },
            { columns: ["b_id"], target: "t0", targetColumns: ["id"] },
          ],
        },
      ]),
    );
    const document = draftDocument({ tables });
    expect(textOf(document).match(/^class /gm)?.length).toBe(151);
  });
});

describe("what SQLAlchemy does not support", () => {
  it("a table without primary key is a plain table, with a diagnostic", () => {
    const document = draftDocument({
      tables: {
        users: { columns: ["id integer pk"] },
        log: {
          columns: ["text text not null", "user_id integer"],
          foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
        },
      },
    });
    expect(codesOf(document)).toContain("no-primary-key");
    expect(textOf(document)).toContain('log = Table(\n    "log",\n    Base.metadata,');
    expect(textOf(document)).not.toContain("relationship");
  });

  it("a foreign key of another type than its target has its own type", () => {
    const columns = ["id integer pk", "herd_id integer"];
    const document = draftDocument({
      tables: {
        herd: { columns: ["id bigint pk"] },
        cow: {
          columns,
          foreignKeys: [{ columns: ["herd_id"], target: "herd", targetColumns: ["id"] }],
        },
      },
    });
    expect(textOf(document)).toContain('mapped_column(Integer, ForeignKey("herd.id"))');
  });

  it("a table of two foreign keys without a primary key joins the other two", () => {
    const keys = ["a", "b"].map(name => ({ columns: [name], target: name, targetColumns: ["id"] }));
    const document = draftDocument({
      tables: {
        a: { columns: ["id integer pk"] },
        b: { columns: ["id integer pk"] },
        a_b: { columns: ["a integer not null", "b integer not null"], foreignKeys: keys },
      },
    });
    expect(codesOf(document)).toEqual([]);
    expect(textOf(document)).toContain('relationship(secondary=a_b, back_populates="a_as")');
  });

  it("an unknown type is exported by its name", () => {
    const document = draftDocument({ tables: { t: { columns: ["id integer pk", "at point"] } } });
    expect(codesOf(document)).toEqual(["type-by-name"]);
    expect(textOf(document)).toContain('at: Mapped[Any | None] = mapped_column(RawType("point"))');
  });

  it("a class whose name is taken gets another", () => {
    const document = draftDocument({ tables: { bases: { columns: ["id integer pk"] } } });
    expect(codesOf(document)).toEqual(["class-renamed"]);
    expect(textOf(document)).toContain("class Base_(Base):");
  });
});

describe("names", () => {
  it("that are words of Python or of SQLAlchemy get a safe attribute and keep their column", () => {
    const text = textOf(
      draftDocument({
        tables: {
          t: {
            columns: [
              "id integer pk",
              "class text",
              "metadata text",
              '"unit price" text',
              "int integer",
              '"2fa" text',
            ],
          },
        },
      }),
    );
    for (const line of [
      'class_: Mapped[str | None] = mapped_column("class", Text)',
      'metadata_: Mapped[str | None] = mapped_column("metadata", Text)',
      'unit_price: Mapped[str | None] = mapped_column("unit price", Text)',
      'int_: Mapped[int | None] = mapped_column("int")',
      '_2fa: Mapped[str | None] = mapped_column("2fa", Text)',
    ]) {
      expect(text).toContain(line);
    }
  });

  it("that something imported has are kept, and what is imported gets another", () => {
    const text = textOf(
      draftDocument({
        tables: {
          strings: {
            columns: ["id integer pk", "date date", "text varchar(5) = '' ", "n integer = 1"],
          },
        },
      }),
    );
    expect(text).toContain("from datetime import date as python_date");
    expect(text).toContain("date: Mapped[python_date | None]");
    expect(text).toContain("String as SqlString");
    expect(text).toContain('server_default=sql_text("1")');
  });
});
