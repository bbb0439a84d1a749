/** Random designs, rows and edits: what a migration makes is what a fresh script makes, and rows stay. */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import { countedIds, type NewId, type SchemaDocument } from "../../schema/index.ts";
import { openDatabase } from "../../testing/open-database.ts";
import { openPostgres, type PostgresDriver } from "../../testing/open-postgres.ts";
import { postgresCatalogue } from "../../testing/postgres-catalogue.ts";
import { editDocument, randomEdits } from "../../testing/random-edits.ts";
import { openWorld, randomWorld, tellWorld } from "../../testing/random-rows.ts";
import { sqliteCatalogue } from "../../testing/sqlite-catalogue.ts";
import { createScript, type MigrationStep, planMigration, printMigration } from "../index.ts";
import { pairDocuments } from "./pairing.ts";

/** Ids that no document of a test has. */
const freshIds = (): NewId => {
  const counted = countedIds();
  return kind => `${counted(kind)}:new` as ReturnType<NewId> as never;
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** For every table that stays: the values of its columns that stay as they are, before or after. */
const sharedRows = (
  [older, newer]: readonly [SchemaDocument, SchemaDocument],
  side: "before" | "after",
): readonly string[] =>
  pairDocuments(older, newer).tables.map(pair => {
    const same = pair.columns.filter(
      ({ middle, after }) =>
        JSON.stringify([middle.type, middle.generated]) ===
        JSON.stringify([after.type, after.generated]),
    );
    const list = same.map(column => quoted(column[side].name)).join(", ");
    return `SELECT ${list || "1"} FROM ${quoted(pair[side].table.name)}`;
  });

const rowsOf = (database: EmbeddedDriver, statements: readonly string[]) =>
  statements.map(text =>
    database
      .query(text)
      .rows.map(row => JSON.stringify(row))
      .toSorted(),
  );

const fresh = (document: SchemaDocument): EmbeddedDriver | null => {
  const database = openDatabase();
  try {
    for (const { text } of createScript(document, "sqlite").value) database.query(text);
    return database;
  } catch {
    return null;
  }
};

/** Runs a plan; what the database refused, if it did. */
const runOn = (database: EmbeddedDriver, steps: readonly MigrationStep[]): string | null => {
  try {
    for (const { text } of steps.flatMap(({ statements }) => statements)) database.query(text);
    return null;
  } catch (thrown) {
    const inside = steps.some(({ kind }) => kind === "begin");
    if (inside) database.query("ROLLBACK");
    return String(thrown);
  }
};

const RUNS = Number(process.env.MIGRATION_RUNS ?? 0);

describe("a migration of SQLite", () => {
  it("makes what a fresh script makes, and keeps the rows", () => {
    let carriedOut = 0;
    fc.assert(
      fc.property(randomWorld, randomEdits(6), (world, edits) => {
        const after = editDocument(world.document, edits, freshIds());
        const wanted = fresh(after);
        fc.pre(wanted !== null);
        const database = openWorld(world);
        const both = [world.document, after] as const;
        const catalogue = sqliteCatalogue(database);
        const rows = rowsOf(database, sharedRows(both, "before"));
        const steps = planMigration(world.document, after, "sqlite").value;
        const refusal = runOn(database, steps);
        if (refusal !== null) {
          const told = steps.some(({ dataLoss, needs }) => (dataLoss ?? needs) !== undefined);
          expect(told, `${refusal}\n${printMigration(steps)}`).toBe(true);
          expect(sqliteCatalogue(database)).toEqual(catalogue);
          return;
        }
        carriedOut += 1;
        const dangling = database.query("PRAGMA foreign_key_check").rows;
        if (steps.every(({ dataLoss }) => dataLoss === undefined)) expect(dangling).toEqual([]);
        expect(sqliteCatalogue(database), printMigration(steps)).toEqual(sqliteCatalogue(wanted));
        expect(rowsOf(database, sharedRows(both, "after")), printMigration(steps)).toEqual(rows);
      }),
      { numRuns: RUNS || 300 },
    );
    expect(carriedOut).toBeGreaterThan(150);
  });
});

const sharedInPostgres = async (database: PostgresDriver, statements: readonly string[]) => {
  const found: unknown[] = [];
  for (const text of statements) {
    const { rows } = await database.query(text, []);
    found.push(rows.map(row => JSON.stringify(row)).toSorted());
  }
  return found;
};

/** Runs a plan on PostgreSQL; what it refused, if it did. */
const runOnPostgres = async (database: PostgresDriver, steps: readonly MigrationStep[]) => {
  try {
    for (const { text } of steps.flatMap(({ statements }) => statements)) {
      await database.query(text, []);
    }
    return null;
  } catch (thrown) {
    await database.query("ROLLBACK", []);
    return String(thrown);
  }
};

const freshCatalogue = async (database: PostgresDriver, document: SchemaDocument) => {
  try {
    await database.renew(createScript(document, "postgres").value.map(({ text }) => text));
    return await postgresCatalogue(database);
  } catch {
    return null;
  }
};

describe("a migration of PostgreSQL", async () => {
  const database = await openPostgres();
  afterAll(() => database.close());

  it("makes what a fresh script makes, and keeps the rows", { timeout: 120_000 }, async () => {
    let carriedOut = 0;
    await fc.assert(
      fc.asyncProperty(randomWorld, randomEdits(6), async (world, edits) => {
        const after = editDocument(world.document, edits, freshIds());
        const wanted = await freshCatalogue(database, after);
        fc.pre(wanted !== null);
        await database.renew(tellWorld(world, "postgres"));
        await database.run("SET session_replication_role = origin");
        const both = [world.document, after] as const;
        const rows = await sharedInPostgres(database, sharedRows(both, "before"));
        const steps = planMigration(world.document, after, "postgres").value;
        const refusal = await runOnPostgres(database, steps);
        if (refusal !== null) {
          const told = steps.some(({ dataLoss, needs }) => (dataLoss ?? needs) !== undefined);
          expect(told, `${refusal}\n${printMigration(steps)}`).toBe(true);
          expect(await sharedInPostgres(database, sharedRows(both, "before"))).toEqual(rows);
          return;
        }
        carriedOut += 1;
        const shown = printMigration(steps);
        expect(await postgresCatalogue(database), shown).toEqual(wanted);
        expect(await sharedInPostgres(database, sharedRows(both, "after")), shown).toEqual(rows);
      }),
      { numRuns: RUNS || 60 },
    );
    expect(carriedOut).toBeGreaterThan(30);
  });
});
