/** Details of CREATE statements that are easily lost. */
import { describe, expect, it } from "vitest";
import { present } from "../base/index.ts";
import { createScript, printScript } from "../ddl/index.ts";
import {
  applyDiff,
  columnNamed,
  mergeDocument,
  randomIds,
  recordsOf,
  type SchemaDocument,
  tableNamed,
} from "../schema/index.ts";
import { importTools } from "../testing/import-tools.ts";
import { openDatabase } from "../testing/open-database.ts";
import { blogDocument } from "../testing/sample-documents.ts";
import { storedRows } from "../testing/stored-rows.ts";
import { sqliteFile, sqliteSql } from "./index.ts";

const importText = (text: string) =>
  sqliteSql.import({ name: null, bytes: null, text }, importTools());

const viewOf = (document: SchemaDocument, name: string) =>
  present(tableNamed(document, name), name);

const columnsOf = (document: SchemaDocument, name: string) => viewOf(document, name).columns;

/** The database that the exported script creates. */
const exported = (document: SchemaDocument) => {
  const database = openDatabase();
  for (const { text } of createScript(document, "sqlite").value) database.query(text);
  return database;
};

describe("the key", () => {
  it("counts strictly if AUTOINCREMENT is in a constraint of the table", async () => {
    const { value } = await importText(
      'CREATE TABLE box ("no" INTEGER NOT NULL, label TEXT, CONSTRAINT pk PRIMARY KEY("no" AUTOINCREMENT))',
    );
    expect(columnsOf(value.document, "box")[0]?.generated).toEqual({
      kind: "identity",
      strict: true,
    });
    const database = exported(value.document);
    database.query("INSERT INTO box (label) VALUES ('a')");
    database.query("DELETE FROM box");
    database.query("INSERT INTO box (label) VALUES ('b')");
    expect(database.query("SELECT no FROM box").rows).toEqual([[2]]);
  });

  it.each([
    ["INTEGER PRIMARY KEY DESC", false],
    ["INTEGER PRIMARY KEY ASC", true],
    ["INT PRIMARY KEY", false],
    ["INTEGER, PRIMARY KEY (id DESC)", true],
  ])("%s is the row id: %s", async (definition, isRowId) => {
    const { value } = await importText(`CREATE TABLE score (id ${definition})`);
    const [id] = columnsOf(value.document, "score");
    expect(id?.generated?.kind === "identity").toBe(isRowId);
  });
});

describe("a collation", () => {
  const SCRIPT = `
    CREATE TABLE member (
      id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE UNIQUE NOT NULL, code TEXT COLLATE RTRIM DEFAULT 'x',
      nick TEXT, plain TEXT COLLATE BINARY, UNIQUE (nick COLLATE NOCASE));
    CREATE INDEX by_code ON member (code COLLATE BINARY, nick COLLATE NOCASE DESC);
    CREATE INDEX by_text ON member ((nick || code) COLLATE NOCASE DESC);`;

  it("of a column, a key and an index is kept in SQLite", async () => {
    const { value, diagnostics } = await importText(SCRIPT);
    expect(diagnostics.map(({ code }) => code)).toEqual(["key-as-index"]);
    const database = exported(value.document);
    database.query("INSERT INTO member (email, nick) VALUES ('Eve@x', 'eve')");
    const failing = (values: string) => () =>
      database.query(`INSERT INTO member (email, nick) VALUES (${values})`);
    expect(failing("'eve@X', 'other'")).toThrow("member.email");
    expect(failing("'zoe@x', 'EVE'")).toThrow("member.nick");
    const parts = database.query(
      "SELECT name, desc, coll FROM pragma_index_xinfo('by_code') WHERE key ORDER BY seqno",
    );
    expect(parts.rows).toEqual([
      ["code", 0, "BINARY"],
      ["nick", 1, "NOCASE"],
    ]);
    const again = await importText(printScript(createScript(value.document, "sqlite").value).text);
    expect(columnsOf(again.value.document, "member").map(({ collation }) => collation)).toEqual(
      columnsOf(value.document, "member").map(({ collation }) => collation),
    );
  });

  it.each(["postgres", "mysql"] as const)(
    "is reported where %s does not have it",
    async dialect => {
      const { value } = await importText(SCRIPT);
      const { value: statements, diagnostics } = createScript(value.document, dialect);
      const lost = diagnostics.filter(({ code }) => code === "collation-lost");
      expect(lost.length).toBeGreaterThan(3);
      expect(printScript(statements).text).not.toContain("COLLATE");
    },
  );
});

it("names fold A to Z alone, as in SQLite", async () => {
  const { value } = await importText(`
    CREATE TABLE Äcker (nr INTEGER PRIMARY KEY, a TEXT);
    CREATE TABLE äcker (nr INTEGER PRIMARY KEY, b TEXT);
    CREATE TABLE ernte (nr INTEGER PRIMARY KEY, Ä INT REFERENCES Äcker, ä INT REFERENCES äcker, C INT REFERENCES ERNTE);
    INSERT INTO Äcker VALUES (1, 'eins'); INSERT INTO äcker VALUES (2, 'zwei');
    INSERT INTO ernte VALUES (3, 1, 2, NULL);`);
  const { document } = value;
  const keys = recordsOf(document, "foreignKey");
  const target = (column: string) => {
    const id = present(columnNamed(viewOf(document, "ernte"), column), column).id;
    return keys.find(({ columns }) => columns.includes(id))?.target;
  };
  expect(target("Ä")).toBe(viewOf(document, "Äcker").table.id);
  expect(target("ä")).toBe(viewOf(document, "äcker").table.id);
  expect(target("c")).toBe(viewOf(document, "Ernte").table.id);
  const { database, diagnostics } = storedRows(value);
  expect(diagnostics).toEqual([]);
  const joined =
    'SELECT x.a, y.b FROM ernte JOIN "Äcker" x ON x.nr = "Ä" JOIN "äcker" y ON y.nr = "ä"';
  expect(database.query(joined).rows).toEqual([["eins", "zwei"]]);
});

describe("a default", () => {
  const types = ["TEXT", "VARCHAR(9)", "INTEGER", "NUMERIC", "REAL", "BOOLEAN", "BLOB", "", "DATE"];
  const values = [
    "1.0",
    "10.00",
    "1e3",
    "-.5",
    "0x1F",
    "007",
    "+3",
    "1",
    "'007'",
    "x'00ff'",
    "TRUE",
    "NULL",
    "word",
    '"two words"',
    "1.5e-3",
    "9223372036854775807",
  ];

  it.each(types)("of type %j gives the value that SQLite gives", async type => {
    const columns = values.map((value, index) => `c${index} ${type} DEFAULT ${value}`);
    const { value } = await importText(
      `CREATE TABLE t (id INTEGER PRIMARY KEY, ${columns.join(", ")})`,
    );
    const original = present(value.database, "database");
    const database = exported(value.document);
    const seen = values.map((_, index) => `quote(c${index})`).join(", ");
    for (const one of [original, database]) one.query("INSERT INTO t (id) VALUES (1)");
    const read = `SELECT ${seen} FROM t`;
    expect(database.query(read).rows).toEqual(original.query(read).rows);
  });
});

describe("virtual tables", () => {
  const CATALOGUE = `
    CREATE TABLE page (id INTEGER PRIMARY KEY, body TEXT);
    CREATE VIRTUAL TABLE page_words USING fts5(body, content='page');
    CREATE VIRTUAL TABLE area USING rtree(id, x0, x1);
    CREATE TRIGGER page_added AFTER INSERT ON page BEGIN
      INSERT INTO page_words (rowid, body) VALUES (new.id, new.body);
    END;
    INSERT INTO page VALUES (1, 'one');
    INSERT INTO page_words (page_words) VALUES ('rebuild');
    UPDATE page SET body = 'two';`;

  it("and their triggers are left out without a loss of rows", async () => {
    const { value, diagnostics } = await importText(CATALOGUE);
    expect(value.database?.query("SELECT * FROM page").rows).toEqual([[1, "two"]]);
    expect(diagnostics.map(({ message }) => message).sort()).toEqual([
      'The trigger "page_added" is left out: Stele has no triggers.',
      'The virtual table "area" is left out: Stele has no virtual tables.',
      'The virtual table "page_words" is left out: Stele has no virtual tables.',
    ]);
  });

  it.each([
    "INSERT INTO page VALUES (2)",
    "INSERT OR REPLACE INTO main.page VALUES (2)",
    'REPLACE INTO "page" VALUES (2)',
    "WITH next AS (SELECT 2 AS id) INSERT INTO page SELECT id FROM next",
    "UPDATE OR IGNORE [page] SET id = 2",
  ])("do not keep a statement from its rows: %s", async statement => {
    const { value, diagnostics } = await importText(`
      CREATE TABLE page (id INTEGER PRIMARY KEY); INSERT INTO page VALUES (1);
      CREATE TRIGGER added AFTER INSERT ON page BEGIN INSERT INTO missing VALUES (new.id); END;
      CREATE TRIGGER changed AFTER UPDATE ON page BEGIN INSERT INTO missing VALUES (new.id); END;
      ${statement};`);
    expect(value.database?.query("SELECT max(id) FROM page").rows).toEqual([[2]]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["not-kept", "not-kept"]);
  });

  it("keep their triggers' effects where these work, and their refusals", async () => {
    const { value, diagnostics } = await importText(`
      CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE log (a_id INT);
      CREATE TRIGGER noted AFTER INSERT ON a BEGIN INSERT INTO log VALUES (new.id); END;
      CREATE TRIGGER refused BEFORE INSERT ON a WHEN new.id < 0 BEGIN SELECT RAISE(ABORT, 'negative'); END;
      INSERT INTO a VALUES (1); INSERT INTO a VALUES (-1);`);
    expect(value.database?.query("SELECT * FROM log").rows).toEqual([[1]]);
    expect(diagnostics.map(({ message }) => message)).toContain("SQLite reports: negative");
  });

  it("of a file are left out with their tables", async () => {
    const source = openDatabase();
    for (const text of [
      "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)",
      "INSERT INTO note VALUES (1, 'kept')",
      "CREATE TABLE note_words_extra (id INTEGER PRIMARY KEY)",
      "CREATE TABLE note_words_data (id INTEGER PRIMARY KEY, block BLOB)",
      "CREATE TABLE note_words_idx (segid, term, pgno, PRIMARY KEY (segid, term)) WITHOUT ROWID",
      "CREATE TABLE zone_node (nodeno INTEGER PRIMARY KEY, data)",
      "PRAGMA writable_schema = ON",
      `INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES
        ('table', 'note_words', 'note_words', 0, 'CREATE VIRTUAL TABLE note_words USING fts5(body)'),
        ('table', 'zone', 'zone', 0, 'CREATE VIRTUAL TABLE "zone" USING RTREE(id, a, b)')`,
      "PRAGMA writable_schema = RESET",
    ]) {
      source.query(text);
    }
    const bytes = source.export();
    const { value, diagnostics } = await sqliteFile.import(
      { name: null, bytes, text: null },
      importTools(),
    );
    expect(recordsOf(value.document, "table").map(({ name }) => name)).toEqual([
      "note",
      "note_words_extra",
    ]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'The virtual table "note_words" is left out: Stele has no virtual tables.',
      'The virtual table "zone" is left out: Stele has no virtual tables.',
    ]);
    expect(storedRows(value).database.query("SELECT * FROM note").rows).toEqual([[1, "kept"]]);
  });
});

it("counts dangling rows of a table without row ids, each once", async () => {
  const { diagnostics } = await importText(`
    CREATE TABLE team (id INTEGER PRIMARY KEY);
    CREATE TABLE seat (team_id INT, no INT, other_id INT, PRIMARY KEY (team_id, no),
      FOREIGN KEY (team_id) REFERENCES team, FOREIGN KEY (other_id) REFERENCES team (id)) WITHOUT ROWID;
    INSERT INTO team VALUES (1);
    INSERT INTO seat VALUES (1, 1, NULL), (1, 2, 1), (2, 1, 3), (2, 2, 1), (1, 3, 9);`);
  expect(diagnostics.map(({ message }) => message)).toContain(
    '3 rows of "seat" reference a row of "team" that does not exist.',
  );
});

it.each([
  ["UNSIGNED BIG INT", { kind: "integer", bits: 64 }],
  ["BIGINT UNSIGNED", { kind: "integer", bits: 64 }],
  ["INTEGER UNSIGNED ZEROFILL", { kind: "integer", bits: 64 }],
  ["SMALLINT UNSIGNED", { kind: "integer", bits: 32 }],
  ["NATIVE CHARACTER(70)", { kind: "varchar", length: 70 }],
  ["VARYING CHARACTER(255)", { kind: "varchar", length: 255 }],
  ["LONG VARCHAR", { kind: "text" }],
  ["YEAR", { kind: "integer", bits: 16 }],
  ["FOOINT8", { kind: "integer", bits: 64 }],
  ["SHORTCHAR ( 12 )", { kind: "varchar", length: 12 }],
  ["RICHTEXT", { kind: "text" }],
  ["MINIBLOB", { kind: "blob" }],
  ["DOUBLE UNSIGNED", { kind: "float", bits: 64 }],
  ["POINT", { kind: "other", name: "POINT" }],
  ["CURRENCY", { kind: "other", name: "CURRENCY" }],
])("the type %s is %j", async (name, type) => {
  const { value } = await importText(`CREATE TABLE t (c ${name})`);
  expect(columnsOf(value.document, "t")[0]?.type).toEqual(type);
});

it("a table that references a table of the project is related to it when it is added", async () => {
  const text = `CREATE TABLE posts (slug TEXT);
    CREATE TABLE remarks (id INTEGER PRIMARY KEY,
    writer_id INTEGER NOT NULL REFERENCES Users ON DELETE CASCADE, post_id INT REFERENCES posts (id));`;
  const tools = { ...importTools(), newId: randomIds(Math.random) };
  const { value, diagnostics } = await sqliteSql.import({ name: null, bytes: null, text }, tools);
  expect(diagnostics.map(({ code }) => code)).toEqual(["missing-table", "missing-column"]);
  const { document: other, references } = value;
  const merge = mergeDocument(blogDocument(), { other, references });
  expect(merge.diagnostics.map(({ code }) => code)).toEqual(["name-taken"]);
  const merged = applyDiff(blogDocument(), merge.value);
  expect(viewOf(merged, "remarks").foreignKeys).toMatchObject([
    { forward: "writer", target: viewOf(merged, "users").table.id, onDelete: "cascade" },
    { forward: "post", target: viewOf(merged, "posts").table.id },
  ]);
});
