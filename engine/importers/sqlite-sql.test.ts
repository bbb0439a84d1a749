import { describe, expect, it } from "vitest";
import { present } from "../base/index.ts";
import { createScript, printScript } from "../ddl/index.ts";
import {
  countedIds,
  recordsOf,
  relationsOf,
  type SchemaDocument,
  tableNamed,
} from "../schema/index.ts";
import { openDatabase } from "../testing/open-database.ts";
import { recordsByName } from "../testing/records-by-name.ts";
import { blogDocument, everythingDocument } from "../testing/sample-documents.ts";
import { sqliteSql } from "./index.ts";

const importText = (text: string) => sqliteSql.import(text, { openDatabase, newId: countedIds() });

const viewOf = (document: SchemaDocument, name: string) =>
  present(tableNamed(document, name), name);

describe("importing SQL for SQLite", () => {
  it("makes tables, keys and both names of a relation, and keeps the rows", () => {
    const { value, diagnostics } = importText(`
      CREATE TABLE users (id INTEGER PRIMARY KEY, name varchar(100) NOT NULL);
      CREATE TABLE posts (id INTEGER PRIMARY KEY, title varchar(200), author_id INTEGER REFERENCES users);
      INSERT INTO posts VALUES (1, 'Before its author', 7);
      INSERT INTO users VALUES (7, 'Maciej');`);
    expect(diagnostics).toEqual([]);
    const posts = viewOf(value.document, "posts");
    const users = viewOf(value.document, "users");
    expect(posts.foreignKeys).toMatchObject([
      { forward: "author", reverse: "posts", target: users.table.id },
    ]);
    expect(posts.foreignKeys[0]?.targetColumns).toEqual(users.primaryKey?.columns);
    expect(users.columns).toMatchObject([
      { name: "id", nullable: false, generated: { kind: "identity", strict: false } },
      { name: "name", nullable: false, type: { kind: "varchar", length: 100 } },
    ]);
    expect(value.database?.query("SELECT name FROM users").rows).toEqual([["Maciej"]]);
  });

  it("reads its own script of the blog back to the same document", () => {
    const document = blogDocument();
    const text = printScript(createScript(document, "sqlite").value).text;
    expect(recordsByName(importText(text).value.document)).toEqual(recordsByName(document));
  });

  it("reads its own script of everything back, but for what SQLite has no word for", () => {
    const document = everythingDocument();
    const text = printScript(createScript(document, "sqlite").value).text;
    const { value, diagnostics } = importText(text);
    expect(diagnostics).toEqual([]);
    const isCheck = (text: string) => text.includes('"kind":"check"');
    const plain = (record: string): string =>
      record
        .replace(/"comment":"[^"]*"/, '"comment":""')
        .replace(/"enum":"[^"]*","kind":"enum"/, '"kind":"varchar","length":12')
        .replace('"kind":"uuid"', '"kind":"char","length":32')
        .replace(/(?<kept>"name":"id".*"bits":)64/, "$<kept>32");
    const wanted = recordsByName(document)
      .map(plain)
      .filter(record => !record.includes('"values"'));
    const found = recordsByName(value.document);
    expect(found.filter(record => !isCheck(record)).sort()).toEqual(
      wanted.filter(record => !isCheck(record)).sort(),
    );
    // The enum became a check.
    expect(found.filter(isCheck)).toHaveLength(wanted.filter(isCheck).length + 1);
  });

  it("finds a many-to-many relation, and gives it a name of its own", () => {
    const { document } = importText(`
      CREATE TABLE books (id INTEGER PRIMARY KEY);
      CREATE TABLE tags (id INTEGER PRIMARY KEY);
      CREATE TABLE book_tags (
        book_id INTEGER REFERENCES books, tag_id INTEGER REFERENCES tags,
        PRIMARY KEY (book_id, tag_id));`).value;
    const names = relationsOf(document, viewOf(document, "books").table.id).map(({ name }) => name);
    expect(names).toEqual(["book_tags", "tags"]);
  });

  it("gives several keys to one table, and a self-reference, different names", () => {
    const { document } = importText(`
      CREATE TABLE people (id INTEGER PRIMARY KEY, boss_id INTEGER REFERENCES people);
      CREATE TABLE letters (id INTEGER PRIMARY KEY, sender_id INT REFERENCES people, receiver_id INT REFERENCES people);`).value;
    const names = relationsOf(document, viewOf(document, "people").table.id).map(
      ({ name }) => name,
    );
    expect(names).toEqual(["boss", "boss_people", "letters", "receiver_letters"]);
  });

  it("takes a key that refers elsewhere for no identity", () => {
    const { document } = importText(`
      CREATE TABLE users (id INTEGER PRIMARY KEY);
      CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users);`).value;
    expect(viewOf(document, "profiles").columns[0]?.generated).toBeNull();
    expect(viewOf(document, "profiles").foreignKeys[0]?.reverse).toBe("profile");
  });

  it("reads defaults as values where they are, and as SQL where they are not", () => {
    const { document } = importText(`CREATE TABLE t (
      a DEFAULT 'it''s', b DEFAULT -1.5, c BOOLEAN DEFAULT 1, d DEFAULT (datetime('now')), e DEFAULT NULL,
      f DEFAULT "quoted", g DEFAULT word, h DEFAULT CURRENT_TIMESTAMP, i DEFAULT 9223372036854775807)`).value;
    expect(viewOf(document, "t").columns.map(column => column.default)).toEqual([
      { kind: "value", value: "it's" },
      { kind: "value", value: -1.5 },
      { kind: "value", value: true },
      { kind: "expression", text: "datetime('now')" },
      null,
      { kind: "value", value: "quoted" },
      { kind: "value", value: "word" },
      { kind: "expression", text: "CURRENT_TIMESTAMP" },
      { kind: "expression", text: "9223372036854775807" },
    ]);
  });
});

describe("what cannot be read", () => {
  it("one broken statement is listed at its place, and the others arrive", () => {
    const text =
      "CREATE TABLE a (id INTEGER PRIMARY KEY);\nCREATE TABL b (id);\nCREATE TABLE c (id);";
    const { value, diagnostics } = importText(text);
    expect(recordsOf(value.document, "table").map(({ name }) => name)).toEqual(["a", "c"]);
    expect(diagnostics).toMatchObject([
      {
        code: "statement-failed",
        severity: "error",
        message: 'SQLite says: near "TABL": syntax error',
        range: { start: text.indexOf("TABL b"), end: text.indexOf(" b (id)") },
      },
    ]);
  });

  it("many failures of one kind are told once", () => {
    const text = `CREATE TABLE a (id); ${"INSERT INTO gone VALUES (1);".repeat(100)}`;
    expect(importText(text).diagnostics).toMatchObject([
      { message: "SQLite says: no such table: gone (100 statements)" },
    ]);
  });

  it("a key to a missing table is left out, and said", () => {
    const { value, diagnostics } = importText("CREATE TABLE a (b_id INTEGER REFERENCES b (id))");
    expect(recordsOf(value.document, "foreignKey")).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toContain("missing-table");
  });

  it("rows that point nowhere are kept, and said", () => {
    const { diagnostics } = importText(`
      CREATE TABLE a (id INTEGER PRIMARY KEY);
      CREATE TABLE b (a_id INTEGER REFERENCES a);
      INSERT INTO b VALUES (1), (2);`);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '2 rows of "b" point to a row of "a" that is not there.',
    ]);
  });

  it("views, triggers and virtual tables are told, their shadows not seen", () => {
    const { value, diagnostics } = importText(`
      CREATE TABLE a (id INTEGER PRIMARY KEY, text);
      CREATE VIEW v AS SELECT * FROM a;
      CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a WHERE id < 0; END;
      CREATE VIRTUAL TABLE f USING fts3(body);`);
    expect(recordsOf(value.document, "table").map(({ name }) => name)).toEqual(["a"]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'The view "v" is left out, as Stele keeps none.',
      'The trigger "t" is left out, as Stele keeps none.',
      'The virtual table "f" is left out, as Stele keeps none.',
    ]);
  });

  it.each([
    [
      "PostgreSQL",
      "SET statement_timeout = 0;\nCREATE TABLE public.a (id serial);\nCREATE TABLE b (id int);",
    ],
    [
      "MySQL",
      "CREATE TABLE `a` (`id` int AUTO_INCREMENT, KEY `k` (`id`)) ENGINE=InnoDB;\nCREATE TABLE b (id int);",
    ],
  ])("SQL for %s is recognised, and what can be read is read", (database, text) => {
    const { value, diagnostics } = importText(text);
    expect(recordsOf(value.document, "table").map(({ name }) => name)).toEqual(["b"]);
    expect(diagnostics[0]?.message).toContain(database);
    expect(diagnostics[0]?.hint).toBe("Stele reads SQLite's SQL for now.");
  });

  it.each([[""], ["  \n"], ["not sql"], ["-- only a comment"], ["SELECT 1;"], [".tables"], ["'"]])(
    "%j imports nothing and says so",
    text => {
      const { value, diagnostics } = importText(text);
      expect(value.database).toBeNull();
      expect(value.document.records.size).toBe(0);
      expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    },
  );
});

describe("a script of the sqlite3 program", () => {
  it("may begin and commit, or forget to", () => {
    const text =
      "PRAGMA foreign_keys=OFF; BEGIN TRANSACTION; CREATE TABLE a (id); INSERT INTO a VALUES (1);";
    for (const script of [text, `${text} COMMIT;`]) {
      const { value, diagnostics } = importText(script);
      expect(diagnostics).toEqual([]);
      expect(value.database?.query("SELECT * FROM a").rows).toEqual([[1]]);
      expect(value.database?.query("PRAGMA foreign_keys").rows).toEqual([[1]]);
    }
  });

  it("is quick with many rows", () => {
    const rows = Array.from(
      { length: 15_000 },
      (_, id) => `INSERT INTO a VALUES (${id}, 'row ${id}');`,
    );
    const text = `CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT);\n${rows.join("\n")}`;
    const start = performance.now();
    importText(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it("is quick with a thousand tables that refer to each other", () => {
    const tables = Array.from(
      { length: 1000 },
      (_, at) =>
        `CREATE TABLE t${at} (id INTEGER PRIMARY KEY, a_id INT REFERENCES t${Math.max(0, at - 1)}, b_id INT REFERENCES t0);`,
    );
    const start = performance.now();
    const { value } = importText(tables.join("\n"));
    expect(recordsOf(value.document, "foreignKey")).toHaveLength(2000);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
