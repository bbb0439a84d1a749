import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SchemaDocument } from "../schema/index.ts";
import { draftDocument } from "../testing/draft-document.ts";
import { everyMysql } from "../testing/every-mysql.ts";
import { withinMake } from "../testing/mysql-catalogue.ts";
import { openDatabase } from "../testing/open-database.ts";
import { openPostgres } from "../testing/open-postgres.ts";
import { blogDocument, everythingDocument } from "../testing/sample-documents.ts";
import type { ServerDriver } from "../testing/server-driver.ts";
import { createScript, dropScript, printScript } from "./index.ts";

const selfish = (): SchemaDocument =>
  draftDocument({
    tables: {
      nodes: {
        columns: ["id integer pk", "up_id integer"],
        foreignKeys: [
          { columns: ["up_id"], target: "nodes", targetColumns: ["id"], onDelete: "restrict" },
        ],
      },
    },
  });

const documents = [
  { name: "everything, with a cycle", document: everythingDocument() },
  { name: "the blog", document: blogDocument() },
  { name: "a table that refers to itself", document: selfish() },
];

describe("the drop script", async () => {
  const postgres = await openPostgres();
  afterAll(() => postgres.close());

  it.each(documents)("leaves SQLite without tables: $name", ({ document }) => {
    const database = openDatabase();
    for (const { text } of createScript(document, "sqlite").value) database.query(text);
    for (const { text } of dropScript(document, "sqlite")) database.query(text);
    const left = "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'";
    expect(database.query(left).rows).toEqual([]);
    expect(database.query("PRAGMA foreign_keys").rows).toEqual([[1]]);
  });

  it("drops a table of SQLite whose rows refer to each other", () => {
    const database = openDatabase();
    for (const { text } of createScript(selfish(), "sqlite").value) database.query(text);
    database.query("INSERT INTO nodes VALUES (1, NULL), (2, 1), (3, 2)");
    for (const { text } of dropScript(selfish(), "sqlite")) database.query(text);
    expect(database.query("SELECT name FROM sqlite_schema").rows).toEqual([]);
  });

  it.each(documents)("leaves PostgreSQL without tables and types: $name", async ({ document }) => {
    await postgres.renew(createScript(document, "postgres").value.map(({ text }) => text));
    const left = `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
      UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace`;
    expect((await postgres.query(left, [])).rows).not.toEqual([]);
    for (const { text } of dropScript(document, "postgres")) await postgres.query(text, []);
    expect((await postgres.query(left, [])).rows).toEqual([]);
  });

  it("drops the key that closes a cycle first", () => {
    const document = draftDocument({
      tables: {
        teams: {
          columns: ["id integer pk", "captain_id integer"],
          foreignKeys: [{ columns: ["captain_id"], target: "players", targetColumns: ["id"] }],
        },
        players: {
          columns: ["id integer pk", "team_id integer"],
          foreignKeys: [{ columns: ["team_id"], target: "teams", targetColumns: ["id"] }],
        },
      },
    });
    expect(
      printScript(dropScript(document, "postgres")).text,
    ).toBe(`ALTER TABLE IF EXISTS players DROP CONSTRAINT IF EXISTS players_team_id_fkey;

DROP TABLE IF EXISTS teams;

DROP TABLE IF EXISTS players;
`);
    expect(dropScript(document, "mysql")[0]?.text).toBe(
      "ALTER TABLE players DROP FOREIGN KEY players_ibfk_1",
    );
  });
});

describe.each(everyMysql)("the drop script on $where", ({ open, make }) => {
  let server: ServerDriver;
  beforeAll(async () => {
    server = await open();
  }, 60_000);
  afterAll(() => server?.close());

  it.each(documents)("leaves no tables: $name", async ({ document }) => {
    const supported = withinMake(document, make);
    await server.renew(createScript(supported, "mysql").value.map(({ text }) => text));
    expect((await server.query("SHOW TABLES", [])).rows).not.toEqual([]);
    for (const { text } of dropScript(supported, "mysql")) await server.run(text);
    expect((await server.query("SHOW TABLES", [])).rows).toEqual([]);
  });
});
