import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import { documentOf } from "../../testing/blog.ts";
import { codesOf, columnAt, columnIds, edited, freshIds, viewNamed } from "../../testing/edits.ts";
import { checkColumnDefault } from "../column-default.ts";
import { addLine, updateColumn } from "../edits/index.ts";
import type { SchemaDocument } from "../records.ts";
import { recordsOf } from "../views.ts";
import { checkColumnType, parseColumnLine, parseTableLine, printColumnLine } from "./index.ts";

const newId = freshIds();
const shop = documentOf(
  {
    users: ["name text"],
    orders: ["a integer", "b integer", "index_no integer"],
  },
  { mood: ["calm", "glad"] },
);
const orders = viewNamed(shop, "orders").table.id;

/** The design after the lines are typed below a table. */
const typed = (document: SchemaDocument, table: string, ...lines: readonly string[]) =>
  lines.reduce((current, line) => {
    const { id } = viewNamed(current, table).table;
    const { value, diagnostics } = parseTableLine(line, current, id);
    expect(diagnostics, line).toEqual([]);
    const draft = present(value, line);
    return edited(current, addLine(current, { newId, table: id, draft }));
  }, document);

const failuresOf = (line: string) =>
  parseTableLine(line, shop, orders).diagnostics.map(({ code, range, hint }) => [
    code,
    line.slice(range?.start, range?.end),
    hint ?? "",
  ]);

describe("a typed column", () => {
  it("has a type, keys and a default", () => {
    const after = typed(shop, "orders", "email varchar(120) not null unique = 'x@y'");
    expect(columnAt(after, "orders.email")).toMatchObject({
      type: { kind: "varchar", length: 120 },
      nullable: false,
      default: { kind: "value", value: "x@y" },
    });
    expect(viewNamed(after, "orders").uniqueKeys).toHaveLength(1);
  });

  it.each(["state enum(draft, live) = draft", "state enum('draft','live') default \"draft\""])(
    "makes an enum, which the next one uses again: %s",
    line => {
      const after = typed(shop, "orders", line, line.replace("state", "before"));
      const added = recordsOf(after, "enum").filter(({ name }) => name !== "mood");
      expect(added).toMatchObject([{ name: "state", values: ["draft", "live"] }]);
      const type = { kind: "enum", enum: added[0]?.id };
      const given = { kind: "value", value: "draft" };
      expect(columnAt(after, "orders.state")).toMatchObject({ type, default: given });
      expect(columnAt(after, "orders.before")).toMatchObject({ type, default: given });
    },
  );

  it("names an enum after its table where the name of the column is taken", () => {
    const after = typed(shop, "orders", "mood enum(bad)", "date enum(early)");
    expect(recordsOf(after, "enum").map(({ name }) => name)).toEqual([
      "mood",
      "orders_mood",
      "orders_date",
    ]);
  });

  it("has checks, a relation with actions, a collation and a comment", () => {
    const after = typed(
      shop,
      "orders",
      "total decimal(10,2) check (total >= 0) comment 'with tax'",
      "author_id -> users on delete cascade on update set null",
      "code text collate nocase",
    );
    const { checks, foreignKeys } = viewNamed(after, "orders");
    expect(checks).toMatchObject([{ expression: "total >= 0" }]);
    expect(columnAt(after, "orders.total")).toMatchObject({
      type: { kind: "decimal", precision: 10, scale: 2 },
      comment: "with tax",
    });
    expect(foreignKeys).toMatchObject([{ onDelete: "cascade", onUpdate: "set null" }]);
    expect(columnAt(after, "orders.code").collation).toBe("nocase");
  });

  it.each([
    ["x datetime default (datetime('now'))", { default: { text: "(datetime('now'))" } }],
    ["x datetime = current_timestamp", { default: { text: "current_timestamp" } }],
    ["x integer = -5", { default: { value: -5 } }],
    ["x blob = x'ff'", { default: { text: "x'ff'" } }],
    [
      "x integer generated always as (a * 2) stored",
      { generated: { text: "a * 2", stored: true } },
    ],
    ["x integer as (a * 2)", { generated: { text: "a * 2", stored: false } }],
    ["x -> users(id)", { reference: { name: "id" } }],
    ["x -> users.id", { reference: { name: "id" } }],
    ['x references "users" ("id")', { reference: { name: "id" } }],
    ["id integer pk identity", { generated: { kind: "identity" }, primaryKey: true }],
    ["x timestamp(3) with time zone not null", { type: { zone: true }, nullable: false }],
    ["x int(10) unsigned = 7", { type: { bits: 64 }, default: { value: 7 } }],
    ["x inet", { type: { kind: "other", name: "inet" } }],
    ['x "text of mine"', { type: { kind: "other", name: "text of mine" } }],
    ['"a, b" pk', { name: "a, b", primaryKey: true }],
    ["nickname text?", { nullable: true, type: { kind: "text" } }],
  ])("%s is read", (line, expected) => {
    const { value, diagnostics } = parseColumnLine(line, shop);
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject(expected);
  });
});

describe("what is not understood is reported with its range", () => {
  it.each([
    ["qty int checked (qty > 0)", "not-understood", "checked (qty > 0)"],
    ["qty strin", "unknown-type", "strin"],
    ["qty int text", "not-understood", "text"],
    ["title text = it's", "invalid-sql", "it's"],
    ["title text not", "not-understood", "not"],
    ["title text default", "missing-default", "default"],
    ["title text = in progress", "not-understood", "progress"],
    ["total int check (total > ", "not-closed", "(total >"],
    ["total int check (zz > 1)", "unknown-name", "(zz > 1)"],
    ["total int check total > 0", "missing-sql", "check"],
    ["state enum(a, a)", "bad-enum", "(a, a)"],
    ["state enum(a,)", "bad-enum", "(a,)"],
    ["state enum(a, b) = c", "default-type", "c"],
    ["pages integer = many", "unknown-name", "many"],
    ["pages integer = 'many'", "default-type", "'many'"],
    ["user_id -> user", "unknown-reference", "user"],
    ["user_id -> users(ids)", "unknown-reference", "ids"],
    ["user_id ->", "missing-reference", "->"],
    ["user_id on delete cascade", "missing-reference", "on"],
    ["user_id -> users on delete explode", "missing-action", "on delete"],
    ["user_id -> users on fire", "not-understood", "on"],
    ["x integer identity", "not-an-identity", "identity"],
    ["x integer pk as (a)", "computed-key", "as"],
    ["x integer as (a) = 5", "default-of-generated", "as"],
    ["unique (a, zz)", "unknown-reference", "zz"],
    ["unique (a, a)", "repeated-column", "a"],
    ["index (a zz)", "unknown-name", "a zz"],
    ["index (a) where", "invalid-sql", "where"],
    ["check (zz > 1)", "unknown-name", "(zz > 1)"],
    ["(a, b) -> users", "uneven-foreign-key", "->"],
    ["a, b", "missing-constraint", "b"],
    ["unique (a, b) nonsense", "not-understood", "nonsense"],
  ])("%s: %s at %s", (line, code, at) => {
    expect(failuresOf(line).map(([first, range]) => [first, range])).toContainEqual([code, at]);
  });

  it("with a hint", () => {
    expect(failuresOf("qty int checked (qty > 0)")[0]?.[2]).toBe('Did you mean "check"?');
    expect(failuresOf("qty strin")[0]?.[2]).toContain('Did you mean "string"?');
    expect(failuresOf("user_id -> user")[0]?.[2]).toBe('Did you mean "users"?');
    expect(failuresOf("state enum(draft, live) = drat")[0]?.[2]).toBe('Did you mean "draft"?');
  });

  it("unless it is one word that looks like a type, which is kept with a warning", () => {
    const { value, diagnostics } = parseColumnLine("place geopoint(3) not null", shop);
    expect(value?.type).toEqual({ kind: "other", name: "geopoint(3)" });
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ["warning", "unknown-type"],
    ]);
  });
});

describe("a line about the table", () => {
  it("adds keys, indexes, checks and relations of several columns", () => {
    const draft = documentOf({
      seats: ["line integer", "number integer"],
      tickets: ["line integer", "number integer", "price integer"],
    });
    const columns = columnIds(draft, "seats", "line", "number");
    const document = typed(draft, "seats", "primary key (line, number)");
    const after = typed(
      document,
      "tickets",
      "unique (line, number)",
      "index (price desc, abs(line)) where price > 0",
      "unique index by_price (price)",
      "check (price >= 0)",
      "constraint seat foreign key (line, number) references seats on delete cascade",
      "number, line pk",
    );
    const view = viewNamed(after, "tickets");
    const names = columnIds(after, "tickets", "line", "number", "price");
    const [line, number, price] = names;
    expect(view.uniqueKeys).toMatchObject([{ columns: [line, number] }]);
    expect(view.indexes).toMatchObject([
      {
        name: "tickets_price_expr_idx",
        where: "price > 0",
        parts: [{ column: price, descending: true }, { text: "abs(line)" }],
      },
      { name: "by_price", unique: true },
    ]);
    expect(view.checks).toMatchObject([{ expression: "price >= 0" }]);
    expect(view.foreignKeys).toMatchObject([
      { name: "seat", columns: [line, number], targetColumns: columns, onDelete: "cascade" },
    ]);
    expect(view.primaryKey?.columns).toEqual([number, line]);
    expect(view.columns.map(({ name }) => name)).toEqual(["line", "number", "price"]);
  });

  it.each([
    "index integer",
    "index varchar(20)",
    "unique text",
    "check boolean",
    "constraint text",
  ])("is none where a column has such a name: %s", line => {
    expect(parseTableLine(line, shop, orders)).toMatchObject({
      value: { kind: "column" },
      diagnostics: [],
    });
  });

  it.each([
    '"a, b" pk',
    "a, b pk",
    "primary key (a, b)",
    "(a, b) pk",
    "constraint k primary key (a, b)",
  ])("%s is the primary key of two columns", line => {
    const after = typed(shop, "orders", line);
    expect(viewNamed(after, "orders").primaryKey?.columns).toEqual(
      columnIds(shop, "orders", "a", "b"),
    );
  });
});

describe("the automatic id", () => {
  it("gives way to a typed key", () => {
    const document = documentOf({ students: [], enrollments: [] });
    const after = typed(document, "enrollments", "student_id -> students pk", "course integer pk");
    const view = viewNamed(after, "enrollments");
    expect(view.columns.map(({ name }) => name)).toEqual(["student_id", "course"]);
    expect(view.primaryKey?.columns).toHaveLength(2);
  });

  it("gives way to a key that has its name", () => {
    const after = typed(documentOf({ users: [] }), "users", "id uuid pk");
    expect(viewNamed(after, "users").columns).toMatchObject([{ type: { kind: "uuid" } }]);
  });

  it("stays when a relation uses it", () => {
    const document = documentOf({ users: [], orders: ["user_id -> users"] });
    const after = typed(document, "users", "code text pk");
    expect(viewNamed(after, "users").columns.map(({ name }) => name)).toEqual(["id", "code"]);
  });
});

describe("the type field", () => {
  it.each([
    ["strin", "unknown-type"],
    ["", "missing-type"],
    ["it's", "bad-type"],
    ["int check (qty > 0)", "bad-type"],
    ["decimal(10.2)", "bad-type"],
    ["geopoint", "unknown-type"],
  ])("%j: %s", (text, code) => {
    expect(codesOf(checkColumnType(text, shop))).toEqual([code]);
  });

  it.each(["varchar(9)", "Mood", "double precision", '"strin"', "tsvector", "int[]"])(
    "%s is a type",
    text => {
      expect(checkColumnType(text, shop).value).not.toBeNull();
    },
  );
});

describe("the examples of the documentation", () => {
  const page = readFileSync(new URL("../../../docs/typed-lines.md", import.meta.url), "utf8");
  const linesOf = (block: string): readonly string[] =>
    page.split(`\`\`\`${block}\n`)[1]?.split("\n```")[0]?.split("\n") ?? [];
  const columns = ["a integer", "b integer", "note text", "price decimal(10,2)"];
  const document = documentOf({
    users: [],
    places: ["x integer pk", "y integer pk"],
    posts: columns,
  });
  const posts = viewNamed(document, "posts").table.id;

  it.each(["columns", "table"])("are all read: %s", block => {
    const lines = linesOf(block);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines.filter(each => !each.startsWith("price"))) {
      const { value, diagnostics } = parseTableLine(line, document, posts);
      expect(diagnostics, line).toEqual([]);
      expect(value?.kind === "column", line).toBe(block === "columns");
      if (value) edited(document, addLine(document, { newId, table: posts, draft: value }));
    }
  });
});

describe("the default field", () => {
  const date = { kind: "date" } as const;
  const mood = columnAt(typed(shop, "orders", "m mood"), "orders.m").type;

  it.each([
    ["it's", { kind: "text" }, "invalid-sql"],
    ["draft", { kind: "integer", bits: 32 }, "unknown-name"],
    ["'soon'", date, "default-type"],
    ["clam", mood, "default-type"],
  ] as const)("%s: of %j is %s", (text, type, code) => {
    expect(checkColumnDefault(text, type, shop)).toMatchObject({
      value: null,
      diagnostics: [{ severity: "error", code, hint: expect.stringMatching(/./) }],
    });
  });

  it.each(["", "current_date", "'2026-01-01'", "null", "date('now')"])("%j is one", text => {
    expect(codesOf(checkColumnDefault(text, date, shop))).toEqual([]);
  });

  it("is checked by the edit, too", () => {
    const change = { default: { kind: "expression", text: "it's" } } as const;
    const column = columnAt(shop, "orders.a").id;
    expect(codesOf(updateColumn(shop, { column, changes: change }))).toEqual(["invalid-sql"]);
  });
});

/** Words, signs and pieces of lines, in any order. */
const anyLine = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."a b id text varchar(9) decimal(10,2) enum(a,b) not null pk primary key unique default = -> users (a,b) on delete cascade check (a>0) collate nocase identity as (a) generated always stored comment 'x' \"y\" ? , index where constraint foreign references ( ) ' \" `".split(
          " ",
        ),
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .chain(parts => fc.constantFrom("", " ").map(space => parts.join(space)));

describe("any line", () => {
  it("is read without an exception, and what is added is valid", () => {
    fc.assert(
      fc.property(anyLine, line => {
        const { value, diagnostics } = parseTableLine(line, shop, orders);
        for (const { range } of diagnostics) {
          expect(range && range.start <= range.end && range.end <= line.length).toBe(true);
        }
        if (value && diagnostics.length === 0) {
          addLine(shop, { newId, table: orders, draft: value });
        } else expect(value === null && line.trim() !== "" && diagnostics.length === 0).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it("swallows no word that it does not know", () => {
    fc.assert(
      fc.property(anyLine, line => {
        const { value, diagnostics } = parseColumnLine(line, shop);
        if (value === null || diagnostics.length > 0) return;
        const more = parseColumnLine(`${line} zzz`, shop);
        const isSame = JSON.stringify(more.value) === JSON.stringify(value);
        expect(more.diagnostics.length > 0 || !isSame).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("is read as the same column after it is printed", () => {
    fc.assert(
      fc.property(anyLine, line => {
        const { value, diagnostics } = parseColumnLine(line, shop);
        if (value === null || diagnostics.length > 0) return;
        const printed = printColumnLine(value, shop);
        expect(parseColumnLine(printed, shop), printed).toEqual({ value, diagnostics: [] });
      }),
      { numRuns: 3000 },
    );
  });
});
