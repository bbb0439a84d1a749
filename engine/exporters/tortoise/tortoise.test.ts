import { describe, expect, it } from "vitest";
import type { SchemaDocument } from "../../schema/index.ts";
import { type DocumentDraft, draftDocument } from "../../testing/draft-document.ts";
import { blogDocument, everythingDocument } from "../../testing/sample-documents.ts";
import { tortoise } from "./index.ts";

const textOf = (document: SchemaDocument): string => tortoise.export(document).value[0]?.text ?? "";

const textOfTables = (tables: DocumentDraft["tables"]): string => textOf(draftDocument({ tables }));

const codesOf = (tables: DocumentDraft["tables"]): readonly string[] =>
  tortoise.export(draftDocument({ tables })).diagnostics.map(({ code }) => code);

describe("the models of the blog", () => {
  it("read as the tutorials write them", () => {
    expect(textOf(blogDocument())).toBe(`from tortoise import fields
from tortoise.models import Model


class User(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100)
    posts: fields.ReverseRelation["Post"]

    class Meta:
        table = "users"


class Post(Model):
    id = fields.IntField(primary_key=True)
    title = fields.CharField(max_length=200, null=True)
    author: fields.ForeignKeyNullableRelation["User"] = fields.ForeignKeyField(
        "models.User",
        related_name="posts",
        on_delete=fields.NO_ACTION,
        null=True,
    )

    class Meta:
        table = "posts"
`);
  });
});

describe("relations", () => {
  it("of a join table are one field, without a model", () => {
    const text = textOf(everythingDocument());
    expect(text).not.toContain("class BookTag");
    expect(text).toContain('    tags: fields.ManyToManyRelation["Tag"] = fields.ManyToManyField(');
    expect(text).toContain('        through="book_tags",\n        forward_key="tag_id",\n');
    expect(text).toContain('    books: fields.ManyToManyRelation["Book"]\n');
  });

  it("to one row have an annotation for one object on the other side", () => {
    const text = textOf(everythingDocument());
    expect(text).toContain('    profile: fields.BackwardOneToOneRelation["Profile"]\n');
    expect(text).toContain('    author: fields.OneToOneRelation["Author"] = fields.OneToOneField(');
  });

  it("to a unique column name its field", () => {
    const text = textOfTables({
      countries: { columns: ["id integer pk", "code char(2) not null unique"] },
      towns: {
        columns: ["id integer pk", "country text"],
        foreignKeys: [{ columns: ["country"], target: "countries", targetColumns: ["code"] }],
      },
    });
    expect(text).toContain('        to_field="code",\n');
    expect(text).toContain('        source_field="country",\n');
  });
});

it("models whose keys lead to keys are read in their order", () => {
  const text = textOfTables({
    badges: {
      columns: ["id integer pk", "member_id integer"],
      foreignKeys: [{ columns: ["member_id"], target: "members", targetColumns: ["person_id"] }],
    },
    members: {
      columns: ["person_id integer"],
      primaryKey: ["person_id"],
      foreignKeys: [{ columns: ["person_id"], target: "people", targetColumns: ["id"] }],
    },
    people: { columns: ["id integer pk"] },
  });
  expect(text).toContain('        to_field="person_id",\n');
  expect(text).toContain("__models__ = [Person, Member, Badge]\n");
});

describe("what Tortoise does not support", () => {
  it("a key of several columns is replaced by a column", () => {
    const tables = {
      seats: { columns: ["row integer", "id integer"], primaryKey: ["row", "id"] },
    };
    const text = textOfTables(tables);
    expect(text).toContain("    id2 = fields.IntField(primary_key=True)\n");
    expect(text).toContain('        unique_together = (("row", "id"),)\n');
    expect(codesOf(tables)).toContain("surrogate-key");
  });

  it("the key that closes a cycle is a plain column", () => {
    const tables = {
      teams: {
        columns: ["id integer pk", "captain_id integer"],
        foreignKeys: [{ columns: ["captain_id"], target: "players", targetColumns: ["id"] }],
      },
      players: {
        columns: ["id integer pk", "team_id integer"],
        foreignKeys: [{ columns: ["team_id"], target: "teams", targetColumns: ["id"] }],
      },
    };
    expect(textOfTables(tables)).toContain("    team_id = fields.IntField(null=True)\n");
    expect(codesOf(tables)).toEqual(["foreign-key-lost"]);
  });

  it("checks are comments, with a diagnostic", () => {
    const tables = {
      t: {
        columns: ["id integer pk"],
        checks: [{ name: "ck", expression: "id >\n 0" }],
      },
    };
    expect(textOfTables(tables)).toContain("    # Tortoise has no checks: id > 0\n");
    expect(codesOf(tables)).toEqual(["check-lost"]);
  });

  it("a text that is a key has a length; one that is unique has none", () => {
    const tables = { t: { columns: ["name text", "alias text unique"], primaryKey: ["name"] } };
    const text = textOfTables(tables);
    expect(text).toContain("    name = fields.CharField(max_length=255, primary_key=True)\n");
    expect(text).toContain("    alias = fields.TextField(null=True)\n");
    expect(text).toContain('        unique_together = (("alias",),)\n');
    expect(codesOf(tables)).toEqual(["length-added"]);
  });

  it("what a join table has besides its keys is reported", () => {
    const tables = {
      a: { columns: ["id integer pk"] },
      b: { columns: ["id integer pk"] },
      a_b: {
        columns: ["a_id integer", "b_id integer"],
        primaryKey: ["a_id", "b_id"],
        indexes: [{ name: "ix", parts: ["b_id"] }],
        foreignKeys: [
          { columns: ["a_id"], target: "a", targetColumns: ["id"], onDelete: "cascade" },
          { columns: ["b_id"], target: "b", targetColumns: ["id"] },
        ],
      },
    } as const;
    expect(codesOf(tables)).toEqual(["join-table-part-lost", "action-lost"]);
  });
});

describe("indexes", () => {
  const textWith = (indexes: NonNullable<DocumentDraft["tables"][string]["indexes"]>): string =>
    textOfTables({ t: { columns: ["id integer pk", "a integer", '"B c" integer'], indexes } });

  it("of fields name them", () => {
    expect(textWith([{ name: "ix", parts: ["a"] }])).toContain(
      'indexes = (Index(fields=("a",), name="ix"),)',
    );
  });

  it.each([
    [{ name: "ix", parts: ["a desc"] }, 'SqlIndex("a DESC", name="ix")'],
    [{ name: "ix", parts: ["B c"] }, `SqlIndex('"B c"', name="ix")`],
    [{ name: "ix", parts: ["(a + 1)"] }, 'SqlIndex("(a + 1)", name="ix")'],
    [{ name: "ix", parts: ["a"], where: "a > 1" }, 'SqlIndex("a", name="ix", where="a > 1")'],
    [
      { name: "ix", parts: ["a", "(abs(a))"], unique: true },
      'SqlIndex("a", "abs(a)", name="ix", unique=True)',
    ],
  ])("with more than fields are SQL", (index, expected) => {
    expect(textWith([index])).toContain(expected);
  });
});

it("texts that Tortoise would escape are SQL defaults", () => {
  const text = textOfTables({
    t: { columns: ["id integer pk", "a text = 'x'", "b text = 'it''s'"] },
  });
  expect(text).toContain('a = fields.TextField(null=True, db_default="x")');
  expect(text).toContain(`db_default=fields.SqlDefault("'it''s'")`);
});

it("attributes of Model are renamed, and the column keeps its name", () => {
  const text = textOfTables({ t: { columns: ["id integer pk", "filter text", "fields text"] } });
  expect(text).toContain('filter_ = fields.TextField(null=True, source_field="filter")');
  expect(text).toContain('fields_ = fields.TextField(null=True, source_field="fields")');
});

it("a column whose rows Tortoise cannot read is reported", () => {
  const document = draftDocument({ tables: { t: { columns: ["id integer pk", "cls text"] } } });
  expect(tortoise.export(document).diagnostics).toMatchObject([
    { code: "unreadable-column", severity: "warning" },
  ]);
});
