import { describe, expect, it } from "vitest";
import { present } from "../base/index.ts";
import { createScript, printScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import { recordsOf, relationsOf, type SchemaDocument, tableNamed } from "../schema/index.ts";
import { importTools } from "../testing/import-tools.ts";
import { recordsByName } from "../testing/records-by-name.ts";
import { blogDocument, everythingDocument } from "../testing/sample-documents.ts";
import { sqliteSql } from "./index.ts";

const importText = (text: string) =>
  sqliteSql.import({ name: null, bytes: null, text }, importTools());

const viewOf = (document: SchemaDocument, name: string) =>
  present(tableNamed(document, name), name);

describe("importing SQL for SQLite", () => {
  it("makes tables, keys and both names of a relation, and keeps the rows", async () => {
    const { value, diagnostics } = await importText(`
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

  it("reads its own script of the blog back to the same document", async () => {
    const document = blogDocument();
    const text = printScript(createScript(document, "sqlite").value).text;
    expect(recordsByName((await importText(text)).value.document)).toEqual(recordsByName(document));
  });

  it("reads its own script of everything back, except for what SQLite does not support", async () => {
    const document = everythingDocument();
    const text = printScript(createScript(document, "sqlite").value).text;
    const { value, diagnostics } = await importText(text);
    expect(diagnostics).toEqual([]);
    const isCheck = (text: string) => text.includes('"kind":"check"');
    const plain = (record: string): string =>
      record
        .replace(/"comment":"[^"]*"/, '"comment":""')
        .replace(/"enum":"[^"]*","kind":"enum"/, '"kind":"varchar","length":12')
        .replace('"kind":"uuid"', '"kind":"char","length":32')
        .replace(/(?<kept>"name":"id".*"bits":)64/, "$<kept>32");
    const expected = recordsByName(document)
      .map(plain)
      .filter(record => !record.includes('"values"'));
    const found = recordsByName(value.document);
    expect(found.filter(record => !isCheck(record)).sort()).toEqual(
      expected.filter(record => !isCheck(record)).sort(),
    );
    // The enum became a check.
    expect(found.filter(isCheck)).toHaveLength(expected.filter(isCheck).length + 1);
  });

  it("finds a many-to-many relation, and gives it a unique name", async () => {
    const { document } = (
      await importText(`
      CREATE TABLE books (id INTEGER PRIMARY KEY);
      CREATE TABLE tags (id INTEGER PRIMARY KEY);
      CREATE TABLE book_tags (
        book_id INTEGER REFERENCES books, tag_id INTEGER REFERENCES tags,
        PRIMARY KEY (book_id, tag_id));`)
    ).value;
    const names = relationsOf(document, viewOf(document, "books").table.id).map(({ name }) => name);
    expect(names).toEqual(["book_tags", "tags"]);
  });

  it("gives several keys to one table, and a self-reference, different names", async () => {
    const { document } = (
      await importText(`
      CREATE TABLE people (id INTEGER PRIMARY KEY, boss_id INTEGER REFERENCES people);
      CREATE TABLE letters (id INTEGER PRIMARY KEY, sender_id INT REFERENCES people, receiver_id INT REFERENCES people);`)
    ).value;
    const names = relationsOf(document, viewOf(document, "people").table.id).map(
      ({ name }) => name,
    );
    expect(names).toEqual(["boss", "boss_people", "letters", "receiver_letters"]);
  });

  it("does not make a primary key that is a foreign key an identity", async () => {
    const { document } = (
      await importText(`
      CREATE TABLE users (id INTEGER PRIMARY KEY);
      CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users);`)
    ).value;
    expect(viewOf(document, "profiles").columns[0]?.generated).toBeNull();
    expect(viewOf(document, "profiles").foreignKeys[0]?.reverse).toBe("profile");
  });

  it("reads defaults as values where they are, and as SQL where they are not", async () => {
    const { document } = (
      await importText(`CREATE TABLE t (
      a DEFAULT 'it''s', b DEFAULT -1.5, c BOOLEAN DEFAULT 1, d DEFAULT (datetime('now')), e DEFAULT NULL,
      f DEFAULT "quoted", g DEFAULT word, h DEFAULT CURRENT_TIMESTAMP, i DEFAULT 9223372036854775807)`)
    ).value;
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
  it("reports one broken statement with its range, and reads the others", async () => {
    const text =
      "CREATE TABLE a (id INTEGER PRIMARY KEY);\nCREATE TABL b (id);\nCREATE TABLE c (id);";
    const { value, diagnostics } = await importText(text);
    expect(recordsOf(value.document, "table").map(({ name }) => name)).toEqual(["a", "c"]);
    expect(diagnostics).toMatchObject([
      {
        code: "statement-failed",
        severity: "error",
        message: 'SQLite reports: near "TABL": syntax error',
        range: { start: text.indexOf("TABL b"), end: text.indexOf(" b (id)") },
      },
    ]);
  });

  it("groups failures with the same message", async () => {
    const text = `CREATE TABLE a (id); ${"INSERT INTO gone VALUES (1);".repeat(100)}`;
    expect((await importText(text)).diagnostics).toMatchObject([
      { message: "SQLite reports: no such table: gone (100 statements)" },
    ]);
  });

  it("leaves out and reports a key to a missing table", async () => {
    const { value, diagnostics } = await importText(
      "CREATE TABLE a (b_id INTEGER REFERENCES b (id))",
    );
    expect(recordsOf(value.document, "foreignKey")).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toContain("missing-table");
  });

  it("keeps and reports rows with dangling keys", async () => {
    const { diagnostics } = await importText(`
      CREATE TABLE a (id INTEGER PRIMARY KEY);
      CREATE TABLE b (a_id INTEGER REFERENCES a);
      INSERT INTO b VALUES (1), (2);`);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '2 rows of "b" reference a row of "a" that does not exist.',
    ]);
  });

  it("reports views, triggers and virtual tables, without their shadow tables", async () => {
    const { value, diagnostics } = await importText(`
      CREATE TABLE a (id INTEGER PRIMARY KEY, text);
      CREATE VIEW v AS SELECT * FROM a;
      CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a WHERE id < 0; END;
      CREATE VIRTUAL TABLE f USING fts3(body);`);
    expect(recordsOf(value.document, "table").map(({ name }) => name)).toEqual(["a"]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'The view "v" is left out: Stele has no views.',
      'The trigger "t" is left out: Stele has no triggers.',
      'The virtual table "f" is left out: Stele has no virtual tables.',
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
  ])("SQL for %s is recognised, and the rest is read", async (database, text) => {
    const { value, diagnostics } = await importText(text);
    expect(recordsOf(value.document, "table").map(({ name }) => name)).toEqual(["b"]);
    expect(diagnostics[0]?.message).toContain(database);
    expect(diagnostics[0]?.hint).toBe("This importer reads the SQL dialect of SQLite.");
  });

  it.each([[""], ["  \n"], ["not sql"], ["-- only a comment"], ["SELECT 1;"], [".tables"], ["'"]])(
    "%j imports nothing and reports it",
    async text => {
      const { value, diagnostics } = await importText(text);
      expect(value.database).toBeNull();
      expect(value.document.records.size).toBe(0);
      expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    },
  );
});

describe("progress of an import", () => {
  const rows = Array.from({ length: 2_000 }, (_, id) => `INSERT INTO a VALUES (${id});`).join("\n");
  const source = {
    name: null,
    bytes: null,
    text: `CREATE TABLE a (id INTEGER PRIMARY KEY);\n${rows}`,
  };

  it("is reported as increasing fractions", async () => {
    const fractions: number[] = [];
    await sqliteSql.import(source, {
      ...importTools(),
      checkpoint: async progress => void fractions.push(progress),
    });
    expect(fractions.length).toBeGreaterThan(5);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.every(fraction => fraction >= 0 && fraction < 1)).toBe(true);
  });

  it("ends with the reason of a cancellation, and closes the database", async () => {
    const opened: EmbeddedDriver[] = [];
    const { openDatabase, ...tools } = importTools();
    const importing = sqliteSql.import(source, {
      ...tools,
      openDatabase: bytes => {
        const database = openDatabase(bytes);
        opened.push(database);
        return database;
      },
      checkpoint: async progress => {
        if (progress > 0.5) throw new Error("cancelled");
      },
    });
    await expect(importing).rejects.toThrow("cancelled");
    expect(() => opened[0]?.query("SELECT 1")).toThrow();
  });
});

describe("a script of the sqlite3 program", () => {
  it("may begin and commit, or forget to", async () => {
    const text =
      "PRAGMA foreign_keys=OFF; BEGIN TRANSACTION; CREATE TABLE a (id); INSERT INTO a VALUES (1);";
    for (const script of [text, `${text} COMMIT;`]) {
      const { value, diagnostics } = await importText(script);
      expect(diagnostics).toEqual([]);
      expect(value.database?.query("SELECT * FROM a").rows).toEqual([[1]]);
      expect(value.database?.query("PRAGMA foreign_keys").rows).toEqual([[1]]);
    }
  });

  it("reads many rows", async () => {
    const rows = Array.from(
      { length: 15_000 },
      (_, id) => `INSERT INTO a VALUES (${id}, 'row ${id}');`,
    );
    const text = `CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT);\n${rows.join("\n")}`;
    const { value } = await importText(text);
    expect(value.database?.query("SELECT count(*) FROM a").rows).toEqual([[15_000]]);
  });

  it("reads a thousand tables that reference each other", async () => {
    const tables = Array.from(
      { length: 1000 },
      (_, at) =>
        `CREATE TABLE t${at} (id INTEGER PRIMARY KEY, a_id INT REFERENCES t${Math.max(0, at - 1)}, b_id INT REFERENCES t0);`,
    );
    const { value } = await importText(tables.join("\n"));
    expect(recordsOf(value.document, "foreignKey")).toHaveLength(2000);
  });
});
