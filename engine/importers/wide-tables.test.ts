/** Tables of every width that SQLite allows, and names that a design cannot have. */
import { describe, expect, it } from "vitest";
import { createScript } from "../ddl/index.ts";
import { absorb } from "../rows/index.ts";
import { applyDiff, recordsOf, removeColumns, type SchemaDocument } from "../schema/index.ts";
import { importTools } from "../testing/import-tools.ts";
import { openDatabase } from "../testing/open-database.ts";
import { databaseOf, storedRows } from "../testing/stored-rows.ts";
import { sqliteFile, sqliteSql } from "./index.ts";

const importText = (text: string) =>
  sqliteSql.import({ name: null, bytes: null, text }, importTools());

const importFile = (...statements: readonly string[]) => {
  const database = openDatabase();
  for (const text of statements) database.query(text);
  return sqliteFile.import({ name: null, bytes: database.export(), text: null }, importTools());
};

const namesOf = (document: SchemaDocument, kind: "table" | "column" | "index") =>
  recordsOf(document, kind).map(({ name }) => name);

describe("a wide table", () => {
  it.each([[999], [1_000], [1_201], [1_899], [1_900], [1_901], [1_999], [2_000]])(
    "of %i columns comes back with its first and last value",
    async count => {
      const columns = Array.from({ length: count - 1 }, (_, index) => `q${index + 1} TEXT`);
      const { value, diagnostics } = await importFile(
        `CREATE TABLE survey (id INTEGER PRIMARY KEY, ${columns.join(", ")})`,
        `INSERT INTO survey (id, q1, q${count - 1}) VALUES (4, 'first', 'last'), (9, 'a', 'z')`,
      );
      expect(diagnostics).toEqual([]);
      const { database, diagnostics: problems } = storedRows(value);
      expect(problems).toEqual([]);
      const text = `SELECT id, q1, q${count - 1} FROM survey`;
      expect(database.query(text).rows).toEqual([
        [4, "first", "last"],
        [9, "a", "z"],
      ]);
    },
  );

  it("keeps the values of dropped columns in every part of the store", async () => {
    const columns = Array.from({ length: 1_990 }, (_, index) => `q${index} INTEGER`);
    const { value } = await importFile(
      `CREATE TABLE survey (id INTEGER PRIMARY KEY, ${columns.join(", ")})`,
      "INSERT INTO survey (id, q0, q1000, q1980) VALUES (1, 10, 11, 12), (2, 20, 21, 22), (3, 30, 31, 32)",
    );
    const { document } = value;
    const { store } = storedRows(value);
    const gone = new Set(["q0", "q1000", "q1980"]);
    const dropped = recordsOf(document, "column").filter(({ name }) => gone.has(name));
    const drop = removeColumns(document, { columns: dropped.map(({ id }) => id) }).value;
    const without = applyDiff(document, drop);
    const { database } = databaseOf(without, store);
    database.query("DELETE FROM survey WHERE id = 2");
    database.query("INSERT INTO survey (id) VALUES (7)");
    absorb(without, database, store);
    const again = databaseOf(document, store).database;
    expect(again.query("SELECT id, q0, q1000, q1980 FROM survey ORDER BY id").rows).toEqual([
      [1, 10, 11, 12],
      [3, 30, 31, 32],
      [7, null, null, null],
    ]);
  });

  it("may have a key and an index over most of its columns", async () => {
    const names = Array.from({ length: 1_100 }, (_, index) => `c${index}`);
    const { value } = await importFile(
      `CREATE TABLE grid (${names.join(", ")}, PRIMARY KEY (${names.join(", ")}))`,
      `CREATE INDEX grid_all ON grid (${names.join(", ")})`,
      `INSERT INTO grid VALUES (${names.map((_, index) => index).join(", ")})`,
    );
    const { store, database, diagnostics } = storedRows(value);
    expect(diagnostics).toEqual([]);
    absorb(value.document, database, store);
    const again = databaseOf(value.document, store);
    expect(again.database.query("SELECT c0, c1099 FROM grid").rows).toEqual([[0, 1099]]);
  });
});

it("more than a thousand tables come with their rows", async () => {
  const tables = Array.from(
    { length: 1_100 },
    (_, index) => `CREATE TABLE t${index} (a); INSERT INTO t${index} VALUES (${index});`,
  );
  const { value } = await importText(tables.join("\n"));
  const { database, diagnostics } = storedRows(value);
  expect(diagnostics).toEqual([]);
  expect(database.query("SELECT t0.a, t1099.a FROM t0, t1099").rows).toEqual([[0, 1099]]);
});

describe("a missing name", () => {
  it.each([
    ["empty", ""],
    ["a blank", " "],
    ["a line break", "\n"],
  ])("of a column, %s, is replaced and reported", async (_, name) => {
    const { value, diagnostics } = await importText(
      `CREATE TABLE sheet (id INTEGER PRIMARY KEY, "${name}" TEXT CHECK ("${name}" <> 'x'), column_2 INT UNIQUE);
       INSERT INTO sheet VALUES (1, 'kept', 2);
       CREATE VIEW broken AS SELECT "${name}" FROM missing;
       CREATE INDEX by_value ON sheet ("${name}" DESC);`,
    );
    expect(namesOf(value.document, "column")).toEqual(["id", "column_22", "column_2"]);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: "name-missing",
        message: 'Column 2 of "sheet" has no name; it is imported as "column_22".',
      }),
    );
    for (const dialect of ["sqlite", "postgres", "mysql"] as const) {
      expect(() => createScript(value.document, dialect)).not.toThrow();
    }
    const { database, diagnostics: problems } = storedRows(value);
    expect(problems).toEqual([]);
    expect(database.query("SELECT * FROM sheet").rows).toEqual([[1, "kept", 2]]);
    expect(() => database.query("INSERT INTO sheet VALUES (2, 'x', 3)")).toThrow("CHECK");
  });

  it("of a table or an index is replaced and reported, and foreign keys follow", async () => {
    const { value, diagnostics } = await importText(
      `CREATE TABLE "" (id INTEGER PRIMARY KEY, "" INT);
       CREATE TABLE child ("" REFERENCES "" (id));
       CREATE INDEX " " ON child ("");
       INSERT INTO "" VALUES (1, 2); INSERT INTO child VALUES (1);`,
    );
    expect(namesOf(value.document, "table")).toEqual(["table_1", "child"]);
    expect(namesOf(value.document, "index")).toEqual(["child_index"]);
    expect(recordsOf(value.document, "foreignKey")).toHaveLength(1);
    expect(diagnostics.filter(({ code }) => code === "name-missing")).toHaveLength(4);
    const { database } = storedRows(value);
    expect(database.query("SELECT * FROM table_1, child").rows).toEqual([[1, 2, 1]]);
  });

  it("is not a name with line breaks or quotes", async () => {
    const name = `a\nb"c'd\`e[f]\\`;
    const quoted = `"${name.replaceAll('"', '""')}"`;
    const { value } = await importText(
      `CREATE TABLE ${quoted} (${quoted} INT); INSERT INTO ${quoted} VALUES (5);`,
    );
    expect(namesOf(value.document, "column")).toEqual([name]);
    const { database } = storedRows(value);
    expect(database.query(`SELECT ${quoted} FROM ${quoted}`).rows).toEqual([[5]]);
  });

  it("ends where SQLite ends it: a zero character is reported", async () => {
    const { value, diagnostics } = await importText(
      'CREATE TABLE a (id INT); CREATE TABLE "b\0c" (id INT);',
    );
    expect(namesOf(value.document, "table")).toEqual(["a"]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["statement-failed"]);
  });
});
