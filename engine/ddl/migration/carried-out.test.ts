/** Migrations that are carried out where databases are particular: views, triggers, names, types. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import {
  applyDiff,
  countedIds,
  recordsOf,
  type SchemaDocument,
  type SchemaRecord,
  updateColumn,
} from "../../schema/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { type DocumentDraft, draftDocument } from "../../testing/draft-document.ts";
import { everyMysql } from "../../testing/every-mysql.ts";
import { withinMake } from "../../testing/mysql-catalogue.ts";
import { openDatabase } from "../../testing/open-database.ts";
import { openPostgres } from "../../testing/open-postgres.ts";
import type { ServerDriver } from "../../testing/server-driver.ts";
import { createScript, planMigration } from "../index.ts";

type Sides = readonly [SchemaDocument, SchemaDocument];

/** Both sides are drafted in the same order, so that corresponding records have the same id. */
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

const migrateThroughNames = async (
  server: ServerDriver,
  documents: readonly SchemaDocument[],
): Promise<void> => {
  const { name: dialect, identifiers } = server.dialect;
  const queryRows = async (text: string) => (await server.query(text, [])).rows;
  for (const [place, name] of NAMES.entries()) {
    const before = present(documents[place], "before");
    const after = present(documents[place + 1], "after");
    await onServer(server, [before, after]);
    await tryTexts(queryRows, quoteIdentifier(name, identifiers));
    await server.renew(createScript(after, dialect).value.map(({ text }) => text));
    await tryTexts(queryRows, quoteIdentifier(name, identifiers));
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

/** A column of which a check, a formula, an index and a condition speak, under one name after the other. */
const renamedInTexts = (names: readonly string[]): readonly SchemaDocument[] => {
  const first = draftDocument({
    tables: {
      goods: {
        columns: ["id integer pk", "a integer not null = 1", "twice integer"],
        details: { twice: { generated: { kind: "computed", text: "a * 2", stored: true } } },
        checks: [{ name: null, expression: "goods.a > 0 AND A < 100" }],
        indexes: [
          { name: "ix_some", parts: ["a"], where: "a > 5" },
          { name: "ix_more", parts: ["(a + 1)"] },
        ],
      },
    },
  });
  const documents = [first];
  for (const name of names) {
    const document = present(documents.at(-1), "document");
    const column = present(
      recordsOf(document, "column").find(one => one.default !== null),
      "column",
    );
    const { value } = updateColumn(document, { column: column.id, changes: { name } });
    documents.push(applyDiff(document, value));
  }
  return documents;
};

const NAMES = ["order", "Zed", "a b", "rank", "select", 'q"`', "a"] as const;

/** Whether the check refuses what it should, and the formula computes, under the name that the column has. */
const tryTexts = async (queryRows: (text: string) => unknown, quoted: string): Promise<void> => {
  await queryRows(`INSERT INTO goods (${quoted}) VALUES (7)`);
  await expect(async () => queryRows(`INSERT INTO goods (${quoted}) VALUES (-1)`)).rejects.toThrow(
    /check|constraint/i,
  );
  expect(await queryRows(`SELECT DISTINCT ${quoted}, twice FROM goods`)).toEqual([[7, 14]]);
};

describe("a table that SQLite rebuilds", () => {
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

  it("keeps views and triggers of other tables that mention it, and its references", () => {
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

  it("reports that its own triggers are dropped", () => {
    const [step] = planMigration(...retyped, "sqlite").value.filter(
      ({ kind }) => kind === "rebuild table",
    );
    expect(step?.reason).toContain(
      "Table users is rebuilt; triggers on it are dropped with the old one.",
    );
  });
});

describe("user SQL", () => {
  it("mentions a column under each of its names, in SQLite", async () => {
    const documents = renamedInTexts(NAMES);
    for (const [place, name] of NAMES.entries()) {
      const before = present(documents[place], "before");
      const after = present(documents[place + 1], "after");
      const migrated = onSqlite([before, after]);
      const quoted = quoteIdentifier(name, migrated.dialect.identifiers);
      await tryTexts(text => migrated.query(text).rows, quoted);
      const database = onSqlite([after, after]);
      await tryTexts(text => database.query(text).rows, quoted);
    }
  });

  it("can mention the table itself, which SQLite does not know during the rebuild", () => {
    const [before] = renamedInTexts([]);
    const document = present(before, "document");
    const changed = [...document.records].map(([id, record]) => {
      const isMeant = record.kind === "column" && record.name === "a";
      return [id, isMeant ? { ...record, default: null } : record] as const;
    });
    const database = onSqlite([document, { records: new Map(changed) }]);
    expect(() => database.query("INSERT INTO goods (a) VALUES (-1)")).toThrow("CHECK");
  });
});

describe("names that change only in case", () => {
  it("change in SQLite", () => {
    const database = onSqlite(renamedByCaseWithKeys, ["INSERT INTO users (mail) VALUES ('a')"]);
    const names = database.query("SELECT name FROM sqlite_schema WHERE type = 'table'").rows;
    expect(names).toEqual([["Users"], ["Posts"]]);
    expect(database.query("SELECT * FROM Users").columns).toEqual(["id", "Mail"]);
  });

  it("use a temporary name", () => {
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

  it("names change only in case", async () => {
    await onServer(server, renamedByCaseWithKeys, ["INSERT INTO users (mail) VALUES ('a')"]);
    expect(await rows('SELECT "Mail" FROM "Users"')).toEqual([["a"]]);
  });

  it("user SQL mentions a column under each of its names", async () => {
    await migrateThroughNames(server, renamedInTexts(NAMES));
  }, 60_000);

  it("a column gets another enum of the same name", async () => {
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

describe.each(everyMysql)("on $where", ({ open, make }) => {
  let server: ServerDriver;
  beforeAll(async () => {
    server = await open();
  }, 60_000);
  afterAll(() => server?.close());
  const rows = async (text: string) => (await server.query(text, [])).rows;

  it("names change only in case", async () => {
    await onServer(server, renamedByCaseWithKeys, ["INSERT INTO users (mail) VALUES ('a')"]);
    expect(await rows("SELECT Mail FROM Users")).toEqual([["a"]]);
    const [[, created] = []] = await rows("SHOW CREATE TABLE Posts");
    expect(created).toContain("CONSTRAINT `Posts_ibfk_1`");
    expect(created).toContain("KEY `Posts_ibfk_1`");
  });

  it("user SQL mentions a column under each of its names", async () => {
    await migrateThroughNames(
      server,
      renamedInTexts(NAMES).map(one => withinMake(one, make)),
    );
  }, 60_000);

  it("the index of a foreign key is dropped with it, also with a shared column", async () => {
    const pairs = { columns: ["k integer", "l varchar(8)"], primaryKey: ["k", "l"] };
    const key = { columns: ["x", "l"], target: "pairs", targetColumns: ["k", "l"] };
    const columns = ["id integer primary key", "l varchar(8)?"];
    await onServer(
      server,
      tables(
        { pairs, refers: { columns: [...columns, "x integer?"], foreignKeys: [key] } },
        { pairs, refers: { columns } },
      ),
    );
    const [[, created] = []] = await rows("SHOW CREATE TABLE refers");
    expect(String(created).match(/\bKEY\b/g)).toHaveLength(1);
  });
});
