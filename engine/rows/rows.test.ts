import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present, type Report } from "../base/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import {
  addColumn,
  applyDiff,
  type Diff,
  moveColumn,
  parseColumnLine,
  randomIds,
  recordsOf,
  removeColumns,
  removeForeignKeys,
  removeTables,
  renameTable,
  reverseDiff,
  type SchemaDocument,
  setUnique,
  tableNamed,
  updateColumn,
} from "../schema/index.ts";
import { blogDocument, documentOf, openBlog } from "../testing/blog.ts";
import { openDatabase } from "../testing/open-database.ts";
import { absorb } from "./absorb.ts";
import { materialize } from "./materialize.ts";

// The blog's ids are counted; these must not be theirs.
const newId = randomIds(Math.random);

const blogStore = (): EmbeddedDriver => {
  const store = openDatabase();
  absorb(blogDocument, openBlog(), store);
  return store;
};

const build = (document: SchemaDocument, store: EmbeddedDriver) => {
  const database = openDatabase();
  const { diagnostics } = materialize(document, store, database);
  const rowsOf = (table: string) => database.query(`SELECT * FROM "${table}"`).rows;
  return { database, diagnostics, rowsOf, codes: diagnostics.map(found => found.code) };
};

const table = (document: SchemaDocument, name: string) => present(tableNamed(document, name), name);
const column = (document: SchemaDocument, of: string, name: string) =>
  present(
    table(document, of).columns.find(each => each.name === name),
    name,
  ).id;
const apply = (document: SchemaDocument, edit: Report<Diff>) => applyDiff(document, edit.value);
const withColumn = (document: SchemaDocument, of: string, line: string) =>
  apply(
    document,
    addColumn(document, {
      newId,
      table: table(document, of).table.id,
      draft: present(parseColumnLine(line, document).value, line),
    }),
  );

describe("rows", () => {
  it("come back as they were", () => {
    const { rowsOf, codes } = build(blogDocument, blogStore());
    expect(codes).toEqual([]);
    expect(rowsOf("users")).toEqual([
      [1, "Maciej"],
      [2, "Ada"],
      [3, "Linus"],
    ]);
    expect(rowsOf("posts")).toHaveLength(3);
  });

  it("follow a rename of table and column", () => {
    const id = table(blogDocument, "users").table.id;
    const renamed = apply(blogDocument, renameTable(blogDocument, { table: id, name: "people" }));
    const name = column(renamed, "people", "name");
    const changes = { name: "full_name" };
    const document = apply(renamed, updateColumn(renamed, { column: name, changes }));
    const { database } = build(document, blogStore());
    expect(database.query("SELECT full_name FROM people WHERE id = 1").rows).toEqual([["Maciej"]]);
  });

  it("of a dropped table or column are there again when the drop is undone", () => {
    const store = blogStore();
    const users = removeTables(blogDocument, { tables: [table(blogDocument, "users").table.id] });
    const without = apply(blogDocument, users);
    expect(build(without, store).codes).toEqual([]);
    const again = applyDiff(without, reverseDiff(users.value));
    expect(build(again, store).rowsOf("users")).toHaveLength(3);
  });

  it("of a dropped column survive even changes that are kept meanwhile", () => {
    const store = blogStore();
    const drop = removeColumns(blogDocument, { columns: [column(blogDocument, "users", "name")] });
    const without = apply(blogDocument, drop);
    const { database } = build(without, store);
    database.query("INSERT INTO users (id) VALUES (4)");
    database.query("DELETE FROM users WHERE id = 3");
    absorb(without, database, store);
    const again = applyDiff(without, reverseDiff(drop.value));
    const nullable = apply(
      again,
      updateColumn(again, { column: column(again, "users", "name"), changes: { nullable: true } }),
    );
    expect(build(nullable, store).rowsOf("users")).toEqual([
      [1, "Maciej"],
      [2, "Ada"],
      [4, null],
    ]);
  });
});

describe("values", () => {
  it("pass unchanged: great whole numbers, fractions, texts, bytes and nothing", () => {
    const document = documentOf({
      t: ["a bigint", "b double", "c text", "d blob", "e", "f decimal"],
    });
    const source = build(document, openDatabase()).database;
    const values = [
      "9007199254740993, 1.0, '007', x'00ff', 'it''s', 0.1",
      "-9223372036854775808, 1e300, '', x'', NULL, 3000000000",
      "3000000000, -0.5, '9007199254740993', NULL, 12, -1",
    ];
    for (const row of values) source.query(`INSERT INTO t (a, b, c, d, e, f) VALUES (${row})`);
    const store = openDatabase();
    absorb(document, source, store);
    const { database } = build(document, store);
    const seen =
      "SELECT quote(a), quote(b), quote(c), quote(d), quote(e), quote(f), typeof(a) FROM t";
    expect(database.query(seen).rows).toEqual(source.query(seen).rows);
  });

  it("of a whole number read as text have no point", () => {
    const document = documentOf({ t: ["a bigint"] });
    const source = build(document, openDatabase()).database;
    source.query("INSERT INTO t (a) VALUES (3000000000)");
    const store = openDatabase();
    absorb(document, source, store);
    const changes = { type: { kind: "text" } } as const;
    const edit = updateColumn(document, { column: column(document, "t", "a"), changes });
    expect(build(apply(document, edit), store).rowsOf("t")).toEqual([[1, "3000000000"]]);
  });
});

describe("a design that does not fit the rows", () => {
  it("fills a new NOT NULL column with an empty value, and reports it", () => {
    const document = withColumn(blogDocument, "users", "age integer not null");
    const { rowsOf, codes } = build(document, blogStore());
    expect(rowsOf("users")[0]).toEqual([1, "Maciej", 0]);
    expect(codes).toEqual(["column-filled"]);
  });

  it("leaves out rows that break a new unique key, and has them back later", () => {
    const store = blogStore();
    const id = table(blogDocument, "posts").table.id;
    const columns = [column(blogDocument, "posts", "author_id")];
    const edit = setUnique(blogDocument, { newId, table: id, columns, unique: true });
    const { rowsOf, diagnostics, database } = build(apply(blogDocument, edit), store);
    expect(rowsOf("posts")).toHaveLength(2);
    expect(diagnostics[0]?.message).toContain("UNIQUE constraint failed: posts.author_id");
    absorb(apply(blogDocument, edit), database, store);
    expect(build(blogDocument, store).rowsOf("posts")).toHaveLength(3);
  });

  it("leaves out rows whose foreign key leads nowhere, and those that lead to them", () => {
    const document = documentOf({
      a: ["b_id integer -> b.id"],
      b: ["c_id integer -> c.id"],
      c: [],
    });
    const foreignKeys = recordsOf(document, "foreignKey").map(key => key.id);
    const loose = apply(document, removeForeignKeys(document, { foreignKeys }));
    const source = openDatabase();
    for (const text of [
      "CREATE TABLE a (id INTEGER PRIMARY KEY, b_id)",
      "CREATE TABLE b (id INTEGER PRIMARY KEY, c_id)",
      "CREATE TABLE c (id INTEGER PRIMARY KEY)",
      "INSERT INTO a VALUES (7, 5), (8, NULL)",
      "INSERT INTO b VALUES (5, 9), (6, 1)",
      "INSERT INTO c VALUES (1)",
    ]) {
      source.query(text);
    }
    const store = openDatabase();
    absorb(document, source, store);
    const { rowsOf, codes } = build(document, store);
    expect(rowsOf("a")).toEqual([[8, null]]);
    expect(rowsOf("b")).toEqual([[6, 1]]);
    expect(codes).toEqual(["rows-dangling", "rows-dangling"]);
    expect(build(loose, store).rowsOf("a")).toEqual([
      [7, 5],
      [8, null],
    ]);
  });

  it("with a check that SQLite refuses leaves out the check alone", () => {
    const users = table(blogDocument, "users").table.id;
    const check = { kind: "check", id: newId("check"), table: users, name: null } as const;
    const added = new Map([[check.id, { ...check, expression: "no_such_function(name)" }]]);
    const document = applyDiff(blogDocument, { added, updated: new Map(), removed: new Map() });
    const broken = build(document, blogStore());
    expect(broken.codes).toEqual(["part-refused"]);
    expect(broken.rowsOf("users")).toHaveLength(3);
    expect(broken.rowsOf("posts")).toHaveLength(3);
  });

  it("with a table that SQLite refuses shows the others and keeps its rows", () => {
    const document = apply(
      blogDocument,
      renameTable(blogDocument, { table: table(blogDocument, "posts").table.id, name: "sqlite_x" }),
    );
    const store = blogStore();
    const broken = build(document, store);
    expect(broken.codes).toEqual(["table-refused"]);
    expect(broken.rowsOf("users")).toHaveLength(3);
    expect(build(blogDocument, store).rowsOf("posts")).toHaveLength(3);
  });

  it("with a foreign key to columns that are no key does not enforce it", () => {
    const document = withColumn(blogDocument, "posts", "writer varchar(100) -> users.name");
    const { codes, database, rowsOf } = build(document, blogStore());
    expect(codes).toEqual(["foreign-key-idle"]);
    expect(rowsOf("posts")).toHaveLength(3);
    expect(() => database.query("INSERT INTO users (name) VALUES ('Grace')")).not.toThrow();
  });

  it("lets rows refer to the first row when a new relation may not be empty", () => {
    const document = withColumn(blogDocument, "posts", "editor_id integer not null -> users.id");
    const { codes, database } = build(document, blogStore());
    expect(codes).toEqual(["column-filled"]);
    expect(database.query("SELECT DISTINCT editor_id FROM posts").rows).toEqual([[1]]);
  });

  it("fills a new unique column with a different value for each row", () => {
    const document = withColumn(blogDocument, "users", "email text not null unique");
    const { codes, database } = build(document, blogStore());
    expect(codes).toEqual(["column-filled"]);
    expect(database.query("SELECT count(DISTINCT email) FROM users").rows).toEqual([[3]]);
  });
});

/** Edits at random, each with the document as it was before. */
const edits: readonly ((document: SchemaDocument, pick: number) => Report<Diff>)[] = [
  (document, pick) =>
    renameTable(document, { table: table(document, "users").table.id, name: `users${pick}` }),
  (document, pick) =>
    updateColumn(document, {
      column: column(document, "posts", "title"),
      changes: { name: `title${pick}` },
    }),
  (document, pick) =>
    moveColumn(document, { column: column(document, "posts", "title"), index: pick }),
  (document, pick) =>
    addColumn(document, {
      newId,
      table: table(document, "posts").table.id,
      draft: present(parseColumnLine(`extra${pick} text`, document).value, "draft"),
    }),
  document => removeColumns(document, { columns: [column(document, "posts", "title")] }),
  document => removeTables(document, { tables: [table(document, "posts").table.id] }),
];

it("any edit, kept, then undone, leaves every row as it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: edits.length - 1 }), fc.nat(3), (which, pick) => {
      const store = blogStore();
      const diff = present(edits[which], "edit")(blogDocument, pick).value;
      const edited = applyDiff(blogDocument, diff);
      absorb(edited, build(edited, store).database, store);
      const back = build(applyDiff(edited, reverseDiff(diff)), store);
      const before = build(blogDocument, blogStore());
      expect(back.rowsOf("users")).toEqual(before.rowsOf("users"));
      expect(back.rowsOf("posts")).toEqual(before.rowsOf("posts"));
    }),
    { numRuns: 60 },
  );
});
