/** Random designs, rows and edits: what migrations make is what a fresh script makes, and rows stay. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import type { EmbeddedDriver, SqlRow } from "../../drivers/index.ts";
import { countedIds, emptyDocument, type NewId, type SchemaDocument } from "../../schema/index.ts";
import { type DialectName, dialectOf, quoteIdentifier } from "../../sql/index.ts";
import { everyMysql } from "../../testing/every-mysql.ts";
import { mysqlCatalogue, withinMake } from "../../testing/mysql-catalogue.ts";
import { openDatabase } from "../../testing/open-database.ts";
import { openPostgres } from "../../testing/open-postgres.ts";
import { postgresCatalogue } from "../../testing/postgres-catalogue.ts";
import { editDocument, type RandomEdit, randomEdits } from "../../testing/random-edits.ts";
import { openWorld, randomWorld, worldScript } from "../../testing/random-rows.ts";
import { everythingDocument } from "../../testing/sample-documents.ts";
import type { ServerDriver } from "../../testing/server-driver.ts";
import { sqliteCatalogue } from "../../testing/sqlite-catalogue.ts";
import { createScript, type MigrationStep, planMigration, printMigration } from "../index.ts";
import { pairDocuments } from "./pairing.ts";

const RUNS = Number(process.env.MIGRATION_RUNS ?? 0);

/** Ids that no document of a test has. */
const freshIds = (): NewId => {
  const counted = countedIds();
  return kind => `${counted(kind)}:new` as ReturnType<NewId> as never;
};

/** One migration after the other: each starts from the names that the previous one has left. */
const stages = (document: SchemaDocument, rounds: readonly (readonly RandomEdit[])[]) => {
  const newId = freshIds();
  const documents = [document];
  for (const edits of rounds) {
    documents.push(editDocument(present(documents.at(-1), "start"), edits, newId));
  }
  return documents;
};

const rounds = fc.array(randomEdits(5), { minLength: 1, maxLength: 3 });

type SharedRows = {
  readonly older: SchemaDocument;
  readonly newer: SchemaDocument;
  readonly side: "before" | "after";
  readonly dialect: DialectName;
};

/** For every table that stays: the values of its columns that stay as they are, before or after. */
const sharedRows = ({ older, newer, side, dialect }: SharedRows): readonly string[] => {
  const quoted = (name: string) => quoteIdentifier(name, dialectOf(dialect).identifiers);
  return pairDocuments(older, newer).tables.map(pair => {
    const same = pair.columns.filter(
      ({ middle, after }) =>
        JSON.stringify([middle.type, middle.generated]) ===
        JSON.stringify([after.type, after.generated]),
    );
    const list = same.map(column => quoted(column[side].name)).join(", ");
    return `SELECT ${list || "1"} FROM ${quoted(pair[side].table.name)}`;
  });
};

const sorted = (rows: readonly SqlRow[]): readonly string[] =>
  rows.map(row => JSON.stringify(row)).toSorted();

const isReported = (steps: readonly MigrationStep[]): boolean =>
  steps.some(({ dataLoss, needs }) => (dataLoss ?? needs) !== undefined);

/** Only rows may make a step fail: a statement that a database cannot parse is a bug. */
const ABOUT_ROWS =
  /constraint failed|contains null values|create unique index|violates|invalid input|[Oo]ut of range|too long|datatype mismatch|overflow|Duplicate entry|foreign key constraint fails|[Tt]runcated|Incorrect \w+ value|NULL value|Data too long|CONSTRAINT `\w+` failed/;

const statementsOf = (steps: readonly MigrationStep[]): readonly string[] =>
  steps.flatMap(({ statements }) => statements.map(({ text }) => text));

const rowsOf = (database: EmbeddedDriver, statements: readonly string[]) =>
  statements.map(text => sorted(database.query(text).rows));

const sqliteWith = (statements: readonly string[]): EmbeddedDriver | null => {
  const database = openDatabase();
  try {
    for (const text of statements) database.query(text);
    return database;
  } catch {
    database.close();
    return null;
  }
};

/** What a fresh database has; null where SQLite refuses the design. */
const freshSqlite = (document: SchemaDocument) => {
  const database = sqliteWith(createScript(document, "sqlite").value.map(({ text }) => text));
  const catalogue = database && sqliteCatalogue(database);
  database?.close();
  return catalogue;
};

/** Runs a plan; what the database refused, if it did. */
const runOn = (database: EmbeddedDriver, steps: readonly MigrationStep[]): string | null => {
  try {
    for (const text of statementsOf(steps)) database.query(text);
    return null;
  } catch (thrown) {
    if (steps.some(({ kind }) => kind === "begin")) database.query("ROLLBACK");
    database.query("PRAGMA foreign_keys = ON");
    return String(thrown);
  }
};

/** Carries out one migration; whether it could be. */
const migrateSqlite = (
  database: EmbeddedDriver,
  before: SchemaDocument,
  after: SchemaDocument,
): boolean => {
  const expected = freshSqlite(after);
  if (expected === null) return false;
  const catalogue = sqliteCatalogue(database);
  const shared = (side: "before" | "after") =>
    rowsOf(database, sharedRows({ older: before, newer: after, side, dialect: "sqlite" }));
  const rows = shared("before");
  const steps = planMigration(before, after, "sqlite").value;
  const shown = printMigration(steps);
  const refusal = runOn(database, steps);
  if (refusal !== null) {
    expect(refusal, shown).toMatch(ABOUT_ROWS);
    expect(isReported(steps), `${refusal}\n${shown}`).toBe(true);
    expect(sqliteCatalogue(database)).toEqual(catalogue);
    return false;
  }
  const dangling = database.query("PRAGMA foreign_key_check").rows;
  if (!isReported(steps)) expect(dangling, shown).toEqual([]);
  expect(sqliteCatalogue(database), shown).toEqual(expected);
  expect(shared("after"), shown).toEqual(rows);
  return dangling.length === 0;
};

/** Every stage in turn, as long as they can be carried out; how many were. */
const migrateThrough = (database: EmbeddedDriver, documents: readonly SchemaDocument[]): number => {
  let count = 0;
  while (count < documents.length - 1) {
    const [before, after] = [documents[count], documents[count + 1]];
    if (!before || !after || !migrateSqlite(database, before, after)) break;
    count += 1;
  }
  database.close();
  return count;
};

describe("a migration of SQLite", () => {
  it("creates the same tables as a fresh script, and keeps the rows", { timeout: 120_000 }, () => {
    let carriedOut = 0;
    fc.assert(
      fc.property(randomWorld, rounds, (world, edits) => {
        carriedOut += migrateThrough(openWorld(world), stages(world.document, edits));
      }),
      { numRuns: RUNS || 250 },
    );
    expect(carriedOut).toBeGreaterThan((RUNS || 250) / 2);
  });

  it("changes a document with everything", { timeout: 120_000 }, () => {
    const everything = everythingDocument();
    fc.assert(
      fc.property(rounds, edits => {
        const statements = createScript(everything, "sqlite").value.map(({ text }) => text);
        migrateThrough(present(sqliteWith(statements), "database"), stages(everything, edits));
      }),
      { numRuns: RUNS || 60 },
    );
  });

  it("migrates from an empty document and to an empty one", () => {
    const documents = [emptyDocument, everythingDocument(), emptyDocument];
    expect(migrateThrough(openDatabase(), documents)).toBe(2);
  });
});

const sharedOn = async (database: ServerDriver, statements: readonly string[]) => {
  const results: unknown[] = [];
  for (const text of statements) results.push(sorted((await database.query(text, [])).rows));
  return results;
};

const runOnServer = async (database: ServerDriver, steps: readonly MigrationStep[]) => {
  try {
    for (const text of statementsOf(steps)) await database.query(text, []);
    return null;
  } catch (thrown) {
    await database.query("ROLLBACK", []);
    return String(thrown);
  }
};

/** One database that is migrated, and one that is created from scratch for comparison. */
type Servers = {
  readonly fresh: ServerDriver;
  readonly migrated: ServerDriver;
  readonly catalogue: (database: ServerDriver) => Promise<Readonly<Record<string, unknown>>>;
  /** The design as this database can have it. */
  readonly within: (document: SchemaDocument) => SchemaDocument;
};

const createStatements = (
  document: SchemaDocument,
  { migrated: { dialect } }: Servers,
): readonly string[] => createScript(document, dialect.name).value.map(({ text }) => text);

/** MariaDB accepts a long text in a key, which MySQL rejects. */
const hasLongKey = (document: SchemaDocument, { migrated: { dialect } }: Servers): boolean =>
  createScript(document, dialect.name).diagnostics.some(({ code }) => code === "long-key");

/** The catalogue of a fresh database; null where the server rejects the design. */
const freshOn = async (servers: Servers, document: SchemaDocument) => {
  if (hasLongKey(document, servers)) return null;
  try {
    await servers.fresh.renew(createStatements(document, servers));
    return await servers.catalogue(servers.fresh);
  } catch {
    return null;
  }
};

const migrateOn = async (
  servers: Servers,
  before: SchemaDocument,
  after: SchemaDocument,
): Promise<boolean> => {
  const expected = await freshOn(servers, after);
  if (expected === null) return false;
  const { migrated, catalogue } = servers;
  const { name: dialect } = migrated.dialect;
  const shared = (side: "before" | "after") =>
    sharedOn(migrated, sharedRows({ older: before, newer: after, side, dialect }));
  const rows = await shared("before");
  const steps = planMigration(before, after, dialect).value;
  const shown = printMigration(steps);
  const refusal = await runOnServer(migrated, steps);
  if (refusal !== null) {
    expect(refusal, shown).toMatch(ABOUT_ROWS);
    expect(isReported(steps), `${refusal}\n${shown}`).toBe(true);
    // MySQL commits implicitly at every DDL statement.
    if (dialect === "postgres") expect(await shared("before")).toEqual(rows);
    return false;
  }
  expect(await catalogue(migrated), shown).toEqual(expected);
  expect(await shared("after"), shown).toEqual(rows);
  return true;
};

const migrateThroughOn = async (servers: Servers, documents: readonly SchemaDocument[]) => {
  const supported = documents.map(servers.within);
  let count = 0;
  while (count < supported.length - 1) {
    const [before, after] = [supported[count], supported[count + 1]];
    if (!before || !after || !(await migrateOn(servers, before, after))) break;
    count += 1;
  }
  return count;
};

const places = [
  {
    where: "PostgreSQL",
    open: openPostgres,
    catalogue: postgresCatalogue,
    within: (document: SchemaDocument) => document,
  },
  ...everyMysql.map(mysql => ({
    ...mysql,
    catalogue: (database: ServerDriver) => mysqlCatalogue(database, mysql.make),
    within: (document: SchemaDocument) => withinMake(document, mysql.make),
  })),
];

describe.each(places)("a migration of $where", ({ open, catalogue, within }) => {
  let servers: Servers;
  beforeAll(async () => {
    servers = { fresh: await open(), migrated: await open(), catalogue, within };
  }, 60_000);
  afterAll(async () => {
    await Promise.all([servers?.fresh.close(), servers?.migrated.close()]);
  }, 60_000);

  it("creates the same tables as a fresh script, and keeps the rows", {
    timeout: 240_000,
  }, async () => {
    let carriedOut = 0;
    await fc.assert(
      fc.asyncProperty(randomWorld, rounds, async (world, edits) => {
        const { migrated } = servers;
        await migrated.renew([]);
        await migrated.withoutForeignKeys(worldScript(world, migrated.dialect.name));
        carriedOut += await migrateThroughOn(servers, stages(world.document, edits));
      }),
      { numRuns: RUNS || 40 },
    );
    expect(carriedOut).toBeGreaterThan((RUNS || 40) / 2);
  });

  it("changes a document with everything", { timeout: 240_000 }, async () => {
    const everything = everythingDocument();
    await fc.assert(
      fc.asyncProperty(rounds, async edits => {
        await servers.migrated.renew(createStatements(within(everything), servers));
        await migrateThroughOn(servers, stages(everything, edits));
      }),
      { numRuns: RUNS || 15 },
    );
  });

  it("migrates from an empty document and to an empty one", async () => {
    await servers.migrated.renew([]);
    const documents = [emptyDocument, everythingDocument(), emptyDocument];
    expect(await migrateThroughOn(servers, documents)).toBe(2);
  });
});
