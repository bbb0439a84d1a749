/**
 * Compares the scripts in the guide with the migrations of its examples, and runs them where a database is available.
 * With UPDATE_GUIDE=1 it rewrites the scripts in the guide; read them before you commit.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyMysql } from "../../testing/every-mysql.ts";
import {
  type MigrationExample,
  migrationExamples,
  rewriteMigrationGuide,
  sidesOf,
} from "../../testing/migration-guide.ts";
import { openDatabase } from "../../testing/open-database.ts";
import { openPostgres } from "../../testing/open-postgres.ts";
import type { ServerDriver } from "../../testing/server-driver.ts";
import { createScript, migrationScript } from "../index.ts";

const scriptOf = ({ name, dialect }: MigrationExample): string =>
  migrationScript(...sidesOf(name), dialect).value;

const createdBy = ({ name, dialect }: MigrationExample): readonly string[] =>
  createScript(sidesOf(name)[0], dialect).value.map(({ text }) => text);

describe("the guide to migrations", async () => {
  const postgres = await openPostgres();
  afterAll(() => postgres.close());

  it("has examples", () => {
    expect(migrationExamples.length).toBeGreaterThan(14);
  });

  if (process.env.UPDATE_GUIDE)
    it("is rewritten", () => rewriteMigrationGuide(migrationExamples.map(scriptOf)));

  it.each(migrationExamples)("shows the script: $name, $dialect", async example => {
    expect(scriptOf(example)).toBe(example.sql);
    if (example.dialect === "sqlite") {
      const database = openDatabase();
      for (const text of createdBy(example)) database.query(text);
      for (const text of example.sql.split(/;\n/)) {
        if (text.trim() !== "") database.query(text);
      }
      database.close();
    }
    if (example.dialect === "postgres") {
      await postgres.renew(createdBy(example));
      await postgres.run(example.sql);
    }
  });
});

describe.each(everyMysql)("the guide to migrations, on $where", ({ open }) => {
  let server: ServerDriver;
  beforeAll(async () => {
    server = await open();
  }, 60_000);
  afterAll(() => server?.close());

  it.each(migrationExamples.filter(({ dialect }) => dialect === "mysql"))(
    "can be carried out: $name",
    async example => {
      await server.renew(createdBy(example));
      await server.run(example.sql);
    },
  );
});
