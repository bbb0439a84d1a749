/** Migrations that are carried out where databases are particular: views, triggers, names, types. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import { countedIds, type SchemaDocument, type SchemaRecord } from "../../schema/index.ts";
import { type DocumentDraft, draftDocument } from "../../testing/draft-document.ts";
import { everyMysql } from "../../testing/every-mysql.ts";
import { openDatabase } from "../../testing/open-database.ts";
import { openPostgres } from "../../testing/open-postgres.ts";
import type { ServerDriver } from "../../testing/server-driver.ts";
import { createScript, planMigration } from "../index.ts";

type Sides = readonly [SchemaDocument, SchemaDocument];

/** Both sides are drafted alike, so that what stands at the same place has the same id. */
const drafted = (before: DocumentDraft, after: DocumentDraft): Sides => [
  draftDocument(before),
  draftDocument(after),
];

const tables = (before: DocumentDraft["tables"], after: DocumentDraft["tables"]): Sides =>
  drafted({ tables: before }, { tables: after });

const onSqlite = ([before, after]: Sides, meanwhile: readonly string[] = []): EmbeddedDriver => {
  const database = openDatabase();
  for (const { text } of createScript(before, "sqlite").value) database.query(text);
  for (const text of meanwhile) database.query(text);
  for (const { statements } of planMigration(before, after, "sqlite").value) {
    for (const { text } of statements) database.query(text);
  }
  return database;
};

const onServer = async (
  server: ServerDriver,
  [before, after]: Sides,
  meanwhile: readonly string[] = [],
): Promise<void> => {
  const { name } = server.dialect;
  await server.renew(createScript(before, name).value.map(({ text }) => text));
  for (const text of meanwhile) await server.query(text, []);
  for (const { statements } of planMigration(before, after, name).value) {
    for (const { text } of statements) await server.query(text, []);
  }
};

const renamedByCase = tables(
  { users: { columns: ["id integer pk", "mail text"] } },
  { Users: { columns: ["id integer pk", "Mail text"] } },
);

const renamedByCaseWithKeys = tables(
  {
    users: { columns: ["id integer pk", "mail varchar(9) unique"] },
    posts: {
      columns: ["id integer pk", "user_id integer"],
      foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
    },
  },
  {
    Users: { columns: ["id integer pk", "Mail varchar(9) unique"] },
    Posts: {
      columns: ["id integer pk", "user_id integer"],
      foreignKeys: [{ columns: ["user_id"], target: "Users", targetColumns: ["id"] }],
    },
  },
);

describe("a table that SQLite builds anew", () => {
  const retyped = tables(
    {
      users: {
        columns: ["id integer pk", "age text", "chief_id integer"],
        foreignKeys: [{ columns: ["chief_id"], target: "users", targetColumns: ["id"] }],
      },
      posts: {
        columns: ["id integer pk", "user_id integer"],
        foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
      },
    },
    {
      users: {
        columns: ["id integer pk", "age integer", "chief_id integer"],
        foreignKeys: [{ columns: ["chief_id"], target: "users", targetColumns: ["id"] }],
      },
      posts: {
        columns: ["id integer pk", "user_id integer not null"],
        foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
      },
    },
  );

  it("keeps views and triggers of other tables that speak of it, and its references", () => {
    const database = onSqlite(retyped, [
      "INSERT INTO users (id, age, chief_id) VALUES (1, '7', 1)",
      "CREATE TABLE log (user_id INTEGER)",
      "CREATE VIEW adults AS SELECT u.id FROM users u JOIN posts p ON p.user_id = u.id",
      "CREATE TRIGGER logged AFTER INSERT ON log BEGIN UPDATE users SET age = age + 1; END",
    ]);
    database.query("INSERT INTO posts (user_id) VALUES (1)");
    database.query("INSERT INTO log VALUES (1)");
    expect(database.query("SELECT id FROM adults").rows).toEqual([[1]]);
    expect(database.query("SELECT age FROM users").rows).toEqual([[8]]);
    expect(() => database.query("INSERT INTO users (chief_id) VALUES (9)")).toThrow("FOREIGN KEY");
    expect(database.query("PRAGMA legacy_alter_table").rows).toEqual([[0]]);
  });

  it("says that its own triggers go", () => {
    const [step] = planMigration(...retyped, "sqlite").value.filter(
      ({ kind }) => kind === "rebuild table",
    );
    expect(step?.reason).toContain(
      "Table users is built anew; triggers on it go with the old one.",
    );
  });
});

describe("names that change in capitals alone", () => {
  it("change in SQLite", () => {
    const database = onSqlite(renamedByCaseWithKeys, ["INSERT INTO users (mail) VALUES ('a')"]);
    const names = database.query("SELECT name FROM sqlite_schema WHERE type = 'table'").rows;
    expect(names).toEqual([["Users"], ["Posts"]]);
    expect(database.query("SELECT * FROM Users").columns).toEqual(["id", "Mail"]);
  });

  it("go by way of a free name", () => {
    const texts = (dialect: "sqlite" | "postgres") =>
      planMigration(...renamedByCase, dialect)
        .value.filter(({ kind }) => kind === "rename table")
        .flatMap(({ statements }) => statements.map(({ text }) => text));
    expect(texts("sqlite")).toEqual([
      "ALTER TABLE users RENAME TO users_moving",
      "ALTER TABLE users_moving RENAME TO Users",
    ]);
    expect(texts("postgres")).toEqual(['ALTER TABLE users RENAME TO "Users"']);
  });
});

describe("on PostgreSQL", () => {
  let server: ServerDriver;
  beforeAll(async () => {
    server = await openPostgres();
  }, 60_000);
  afterAll(() => server?.close());
  const rows = async (text: string) => (await server.query(text, [])).rows;

  it("names change in capitals alone", async () => {
    await onServer(server, renamedByCaseWithKeys, ["INSERT INTO users (mail) VALUES ('a')"]);
    expect(await rows('SELECT "Mail" FROM "Users"')).toEqual([["a"]]);
  });

  it("a column takes an enum in the place of another of its name", async () => {
    const before = draftDocument({
      enums: { mood: ["good", "bad"] },
      tables: { days: { columns: ["id integer pk", "feel mood = 'good'"] } },
    });
    const other = { kind: "enum", id: countedIds()("enum"), name: "mood" } as const;
    const id = `${other.id}:other` as typeof other.id;
    const moved = [...before.records.values()].map((record): SchemaRecord => {
      if (record.kind === "enum") return { ...other, id, values: ["good", "so so"] };
      const isFeeling = record.kind === "column" && record.type.kind === "enum";
      return isFeeling ? { ...record, type: { kind: "enum", enum: id } } : record;
    });
    const after = { records: new Map(moved.map(record => [record.id as string, record])) };
    await onServer(server, [before, after], ["INSERT INTO days (feel) VALUES ('good')"]);
    expect(await rows("SELECT feel, enum_range(feel)::text FROM days")).toEqual([
      ["good", '{good,"so so"}'],
    ]);
    expect(await rows("SELECT typname FROM pg_type WHERE typtype = 'e'")).toEqual([["mood"]]);
    const [step] = planMigration(before, after, "postgres").value.filter(
      ({ kind }) => kind === "change column type",
    );
    expect(step?.reason).toBe("Column days.feel is now mood; it was another mood.");
    expect(step?.dataLoss).toBeDefined();
  });
});

describe.each(everyMysql)("on $where", ({ open }) => {
  let server: ServerDriver;
  beforeAll(async () => {
    server = await open();
  }, 60_000);
  afterAll(() => server?.close());
  const rows = async (text: string) => (await server.query(text, [])).rows;

  it("names change in capitals alone", async () => {
    await onServer(server, renamedByCaseWithKeys, ["INSERT INTO users (mail) VALUES ('a')"]);
    expect(await rows("SELECT Mail FROM Users")).toEqual([["a"]]);
    const [[, created] = []] = await rows("SHOW CREATE TABLE Posts");
    expect(created).toContain("CONSTRAINT `Posts_ibfk_1`");
    expect(created).toContain("KEY `Posts_ibfk_1`");
  });
});
