import { describe, expect, it } from "vitest";
import type { SchemaDocument } from "../../schema/index.ts";
import { type DocumentDraft, draftDocument } from "../../testing/draft-document.ts";
import { blogDocument, everythingDocument } from "../../testing/sample-documents.ts";
import type { OptionValues } from "../exporter.ts";
import { django } from "./index.ts";

const textOf = (document: SchemaDocument, options?: OptionValues): string =>
  django.export(document, options).value[0]?.text ?? "";

const textOfTables = (tables: DocumentDraft["tables"]): string => textOf(draftDocument({ tables }));

const codesOf = (tables: DocumentDraft["tables"]): readonly string[] =>
  django.export(draftDocument({ tables })).diagnostics.map(({ code }) => code);

describe("the models of the blog", () => {
  it("read as the tutorials write them", () => {
    expect(textOf(blogDocument())).toBe(`from django.db import models


class User(models.Model):
    id = models.AutoField(primary_key=True)
    name = models.CharField(max_length=100)

    class Meta:
        db_table = "users"


class Post(models.Model):
    id = models.AutoField(primary_key=True)
    title = models.CharField(max_length=200, blank=True, null=True)
    author = models.ForeignKey(
        User,
        on_delete=models.DO_NOTHING,
        related_name="posts",
        blank=True,
        null=True,
        db_index=False,
    )

    class Meta:
        db_table = "posts"
`);
  });
});

describe("names", () => {
  it("that Django refuses are changed, and the column keeps its own", () => {
    const text = textOfTables({
      things: {
        columns: [
          "id integer pk",
          "class text",
          "save text",
          "ends_ text",
          "two__parts text",
          "_state text",
          "pk text",
          "models text",
        ],
      },
    });
    for (const [field, column] of [
      ["class_field", "class"],
      ["save_field", "save"],
      ["ends", "ends_"],
      ["two_parts", "two__parts"],
      ["field_state", "_state"],
      ["pk_field", "pk"],
      ["models_field", "models"],
    ]) {
      expect(text).toContain(`    ${field} = models.TextField(`);
      expect(text).toContain(`db_column="${column}"`);
    }
  });

  it("of classes differ in more than their case", () => {
    const text = textOfTables({
      ab: { columns: ["id integer pk"] },
      a_b: { columns: ["id integer pk"] },
    });
    expect(text).toContain("class Ab(models.Model)");
    expect(text).toContain("class AB_field(models.Model)");
  });

  it("of indexes have 30 characters, start with a letter, and are unique", () => {
    const long = "index_of_everything_that_is_here_";
    const tables = {
      t: {
        columns: ["id integer pk", "a text", "b text"],
        indexes: [
          { name: `${long}1`, parts: ["a"] },
          { name: `${long}2`, parts: ["b"] },
          { name: "_x", parts: ["a", "b"] },
        ],
      },
    };
    const text = textOfTables(tables);
    for (const name of [
      "index_of_everything_that_is_he",
      "index_of_everything_that_is_h",
      "ix_x",
    ]) {
      expect(text).toContain(`name="${name}"`);
    }
    expect(codesOf(tables)).toEqual(["index-renamed", "index-renamed", "index-renamed"]);
  });
});

describe("conditions", () => {
  const conditionOf = (sql: string): string => {
    const text = textOfTables({
      t: {
        columns: ["id integer pk", "n integer", "price decimal(6,2)", "word varchar(9)"],
        checks: [{ name: "ck", expression: sql }],
      },
    });
    const [, condition = ""] = /CheckConstraint\(([\s\S]*?),?\s+name="ck"/.exec(text) ?? [];
    return condition.replaceAll(/\s+/g, " ").replaceAll("( ", "(").trim();
  };

  it.each([
    ["n > 5", "models.Q(n__gt=5)"],
    ["price >= -1 AND n <= 3", "models.Q(price__gte=-1, n__lte=3)"],
    ["word = 'it''s'", `models.Q(word="it's")`],
    ["n BETWEEN 1 AND 3", "models.Q(n__range=(1, 3))"],
    ["word IS NOT NULL", "models.Q(word__isnull=False)"],
    ['"n" IS NULL', "models.Q(n__isnull=True)"],
  ])("such as %s are lookups", (sql, expected) => {
    expect(conditionOf(sql)).toBe(`condition=${expected}`);
  });

  it.each([
    "n > 1 OR n < 0",
    "n <> 1",
    "length(word) % 2 = 0",
    "n > word",
    "n = 'x'",
    "n > 1 AND n > 2",
  ])("such as %s are SQL", sql => {
    expect(conditionOf(sql)).toContain(`RawSQL("${sql.replaceAll("%", "%%")}", [], `);
  });
});

describe("what Django does not support", () => {
  it("a table without a primary key has an additional column, with a diagnostic", () => {
    const tables = { log: { columns: ["id text", "at datetime"] } };
    expect(textOfTables(tables)).toContain(
      "    # Django requires a primary key, which the table does not have.\n    id2 = models.BigAutoField(primary_key=True)",
    );
    expect(codesOf(tables)).toEqual(["no-primary-key"]);
  });

  it("other actions than those of the database are named above the field", () => {
    const tables = {
      a: { columns: ["id integer pk"] },
      b: {
        columns: ["id integer pk", "a_id integer not null", "other_id integer"],
        foreignKeys: [
          {
            columns: ["a_id"],
            target: "a",
            targetColumns: ["id"],
            onDelete: "set null",
            onUpdate: "cascade",
          },
          { columns: ["other_id"], target: "a", targetColumns: ["id"], onDelete: "restrict" },
        ],
      },
    } as const;
    expect(textOfTables(tables)).toContain(`    # Django does not declare ON UPDATE CASCADE.
    # Django has no SET NULL for a column that is not nullable.
    a = models.ForeignKey(`);
    expect(codesOf(tables)).toEqual(["action-lost", "action-lost", "restrict-deferred"]);
  });

  it("a foreign key of several columns is an object, and a constraint in SQL", () => {
    const { diagnostics } = django.export(everythingDocument());
    expect(diagnostics.map(({ code }) => code)).toContain("foreign-object");
    expect(textOf(everythingDocument())).toContain("    loan = models.ForeignObject(");
  });
});

describe("the options", () => {
  it("set the folder of the app", () => {
    const names = (app: string) =>
      django.export(blogDocument(), { app }).value.map(({ name }) => name);
    expect(names("shop")).toEqual(["shop/models.py"]);
    expect(names("my shop")).toEqual(["my_shop/models.py"]);
    expect(names(" ")).toEqual(["app/models.py"]);
  });

  it("leave the tables to others", () => {
    expect(textOf(blogDocument())).not.toContain("managed");
    expect(textOf(blogDocument(), { managed: false })).toContain(
      `        db_table = "users"\n        managed = False\n`,
    );
  });
});

it("enums are choices with a check, and defaults are members", () => {
  const text = textOf(everythingDocument());
  expect(text).toContain('class Status(models.TextChoices):\n    DRAFT = "draft"\n');
  expect(text).toContain("choices=Status, db_default=Status.DRAFT");
  expect(text).toContain("condition=models.Q(state__in=Status.values)");
});

it("many-to-many relations of a table to itself name their fields", () => {
  const text = textOfTables({
    people: { columns: ["id integer pk"] },
    friendships: {
      columns: ["person_id integer", "friend_id integer"],
      primaryKey: ["person_id", "friend_id"],
      foreignKeys: [
        { columns: ["person_id"], target: "people", targetColumns: ["id"] },
        { columns: ["friend_id"], target: "people", targetColumns: ["id"] },
      ],
    },
  });
  expect(text).toContain('through_fields=("person", "friend"),\n        symmetrical=False,');
});
