import { describe, expect, it } from "vitest";
import type { SchemaDocument } from "../../schema/index.ts";
import { type DocumentDraft, draftDocument } from "../../testing/draft-document.ts";
import { blogDocument, everythingDocument } from "../../testing/sample-documents.ts";
import { sqlmodel } from "./index.ts";

const textOf = (document: SchemaDocument) => sqlmodel.export(document).value[0]?.text ?? "";
const codesOf = (document: SchemaDocument) =>
  sqlmodel.export(document).diagnostics.map(({ code }) => code);

/** The lines of a class with one column `value` besides its key. */
const fieldOf = (column: string, details: DocumentDraft["tables"][string] = { columns: [] }) => {
  const columns = ["id integer pk", `value ${column}`];
  const tables = { thing: { ...details, columns } };
  const text = textOf(draftDocument({ enums: { mood: ["happy", "it's sad"] }, tables }));
  const [, field = ""] = text.split("    id: int | None = Field(default=None, primary_key=True)\n");
  return field.trim().replaceAll(/\s+/g, " ");
};

describe("the models of the blog", () => {
  it("read as the documentation of SQLModel writes them", () => {
    expect(textOf(blogDocument())).toBe(`from sqlmodel import Field, Relationship, SQLModel


class User(SQLModel, table=True):
    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=100)

    posts: list["Post"] = Relationship(back_populates="author")


class Post(SQLModel, table=True):
    __tablename__ = "posts"

    id: int | None = Field(default=None, primary_key=True)
    title: str | None = Field(default=None, max_length=200)
    author_id: int | None = Field(default=None, foreign_key="users.id")

    author: User | None = Relationship(back_populates="posts")
`);
  });
});

describe("a field", () => {
  it.each([
    ["integer not null", "value: int"],
    ["date", "value: date | None = None"],
    ["timestamptz not null", "value: datetime"],
    ["datetime not null", "value: datetime = Field(sa_type=DateTime)"],
    ["decimal(8,2) not null", "value: Decimal = Field(max_digits=8, decimal_places=2)"],
    ["varchar(20) unique", "value: str | None = Field(default=None, unique=True, max_length=20)"],
    [
      "integer not null = 3",
      'value: int = Field(default=3, sa_column_kwargs={"server_default": text("3")})',
    ],
    [
      "decimal = 1.5",
      'value: Decimal | None = Field( default=Decimal("1.5"), sa_column_kwargs={"server_default": text("1.5")}, )',
    ],
  ])("of %s is %s", (column, field) => {
    expect(fieldOf(column)).toBe(field);
  });

  it("has the members of an enum, which the database stores by value", () => {
    const field = fieldOf("mood not null = 'it''s sad'");
    expect(field).toContain("value: Mood = Field( default=Mood.it_s_sad, sa_type=Enum( Mood,");
    expect(field).toContain("values_callable=enum_values");
  });

  it("has no value until the database gives one", () => {
    const field = fieldOf("datetime not null = CURRENT_TIMESTAMP");
    expect(field).toContain("value: datetime | None = Field( default=None, nullable=False,");
    expect(field).toContain('sa_column_kwargs={"server_default": func.current_timestamp()}');
  });

  it("has the index that SQLAlchemy names like ours", () => {
    const [named, other] = ["ix_thing_value", "by_value"].map(name =>
      fieldOf("integer not null", { columns: [], indexes: [{ name, parts: ["value"] }] }),
    );
    expect(named).toBe("value: int = Field(index=True)");
    expect(other).toBe("value: int");
  });
});

describe("a foreign key", () => {
  const keyOf = (onDelete: "cascade" | "set default", onUpdate: "no action" | "cascade") =>
    textOf(
      draftDocument({
        tables: {
          team: { columns: ["id integer pk"] },
          hero: {
            columns: ["id integer pk", "team_id integer"],
            foreignKeys: [
              { columns: ["team_id"], target: "team", targetColumns: ["id"], onDelete, onUpdate },
            ],
          },
        },
      }),
    );

  it("is an argument of Field where this can express it", () => {
    expect(keyOf("cascade", "no action")).toContain(
      'Field(default=None, foreign_key="team.id", ondelete="CASCADE")',
    );
    expect(keyOf("cascade", "cascade")).toContain(
      'sa_column_args=[ForeignKey("team.id", ondelete="CASCADE", onupdate="CASCADE")]',
    );
    expect(keyOf("set default", "no action")).toContain(
      'sa_column_args=[ForeignKey("team.id", ondelete="SET DEFAULT")]',
    );
  });

  it("leaves out the name of a table that SQLModel derives from the class", () => {
    expect(keyOf("cascade", "no action")).not.toContain("__tablename__");
  });
});

describe("a join table", () => {
  const songs = (primaryKey: readonly string[]) =>
    draftDocument({
      tables: {
        song: { columns: ["id integer pk"] },
        list: { columns: ["id integer pk"] },
        list_song: {
          columns: ["list_id integer not null", "song_id integer not null"],
          primaryKey: [...primaryKey],
          foreignKeys: [
            { columns: ["list_id"], target: "list", targetColumns: ["id"] },
            { columns: ["song_id"], target: "song", targetColumns: ["id"] },
          ],
        },
      },
    });

  it("is a link model above the classes that it joins", () => {
    const text = textOf(songs(["list_id", "song_id"]));
    expect(text).toContain('lists: list["List"] = Relationship(');
    expect(text.match(/link_model=ListSong/g)).toHaveLength(2);
    expect(text.indexOf("class ListSong(")).toBeLessThan(text.indexOf("class Song("));
  });

  it("without a primary key is a plain table", () => {
    const text = textOf(songs([]));
    expect(text).toContain('list_song = Table(\n    "list_song",\n    SQLModel.metadata,');
    expect(text).toContain('sa_relationship_kwargs={"secondary": list_song}');
    expect(codesOf(songs([]))).toEqual([]);
  });
});

describe("one file per table", () => {
  it("names classes of other files in quotes, and imports link models", () => {
    const { value } = sqlmodel.export(everythingDocument(), { files: true });
    const tag = value.find(({ name }) => name === "models/tag.py")?.text;
    expect(tag).toBe(`from typing import TYPE_CHECKING

from sqlmodel import Field, Relationship, SQLModel

from .book_tag import BookTag

if TYPE_CHECKING:
    from .book import Book


class Tag(SQLModel, table=True):
    __tablename__ = "tags"

    id: int | None = Field(default=None, primary_key=True)
    name: str | None = Field(default=None, unique=True, max_length=40)

    books: list["Book"] = Relationship(back_populates="tags", link_model=BookTag)
`);
  });
});

describe("the text", () => {
  it("keeps to the length of a line, and is the same for the same document", () => {
    const text = textOf(everythingDocument());
    expect(text.split("\n").filter(line => line.length > 88)).toEqual([]);
    expect(textOf(everythingDocument())).toBe(text);
  });

  it("has other names for fields that Pydantic or SQLModel reserve", () => {
    const columns = ["id integer pk", "_x text", "json text", "model_dump_all text", "date date"];
    const text = textOf(draftDocument({ tables: { things: { columns } } }));
    for (const line of ["column_x: str", "json_: str", "column_model_dump_all: str"]) {
      expect(text).toContain(`\n    ${line} | None = Field(`);
    }
    expect(text).toContain('sa_column_kwargs={"name": "_x"}');
    expect(text).toContain("date: python_date | None = None");
  });
});

describe("what SQLModel does not support", () => {
  it("is reported: a table without a primary key, a type known by name", () => {
    const document = draftDocument({ tables: { log: { columns: ["at point"] } } });
    expect(codesOf(document)).toEqual(["no-primary-key", "type-by-name"]);
    expect(textOf(document)).toContain("SQLModel.metadata");
  });
});
