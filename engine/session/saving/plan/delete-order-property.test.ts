/** Deletions among random references: a save deletes rows exactly if some order of statements can. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScript } from "../../../ddl/index.ts";
import type { EmbeddedDriver } from "../../../drivers/index.ts";
import { type DocumentDraft, draftDocument } from "../../../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../../../testing/open-database.ts";
import { openDatabase } from "../../database.ts";

const TABLES = ["node_a", "node_b", "node_c"];
const ENTITIES = ["NodeA", "NodeB", "NodeC"];

const action = fc.constantFrom("no action", "no action", "cascade", "restrict", "set null");
const reference = fc
  .record({
    from: fc.nat(TABLES.length - 1),
    to: fc.nat(TABLES.length - 1),
    isNullable: fc.boolean(),
    onDelete: action,
  })
  .filter(({ isNullable, onDelete }) => isNullable || onDelete !== "set null");

const plan = fc.record({
  references: fc.array(reference, { minLength: 1, maxLength: 5 }),
  /** The table of each row. */
  rows: fc.array(fc.nat(TABLES.length - 1), { minLength: 1, maxLength: 5 }),
  targets: fc.array(fc.option(fc.nat(), { freq: 4 }), { minLength: 25, maxLength: 25 }),
  deleted: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }),
  order: fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

const tableAt = (index: number): string => TABLES[index] ?? "";

const draftOf = ({ references }: Plan): DocumentDraft => {
  const tableDraft = (_: string, table: number) => {
    const own = references.flatMap((each, number) =>
      each.from === table ? [{ ...each, number }] : [],
    );
    return {
      columns: [
        "id integer primary key",
        ...own.map(
          ({ number, isNullable }) => `r${number} integer${isNullable ? "?" : " not null"}`,
        ),
      ],
      foreignKeys: own.map(({ number, to, onDelete }) => ({
        columns: [`r${number}`],
        target: tableAt(to),
        targetColumns: ["id"],
        onDelete: onDelete as "cascade",
      })),
    };
  };
  return {
    tables: Object.fromEntries(TABLES.map((name, index) => [name, tableDraft(name, index)])),
  };
};

type Row = {
  readonly table: number;
  readonly id: number;
  readonly values: Readonly<Record<string, number | null>>;
};

/** Required references without a possible target reference a row that exists only with foreign keys off. */
const rowsOf = ({ rows, references, targets }: Plan): readonly Row[] => {
  let place = 0;
  return rows.map((table, index) => {
    const values: Record<string, number | null> = {};
    references.forEach(({ from, to, isNullable }, number) => {
      if (from !== table) return;
      const choices = rows.flatMap((other, id) => (other === to ? [id + 1] : []));
      const target = targets[place % targets.length] ?? null;
      place += 1;
      const chosen = target === null && !isNullable ? 0 : target;
      values[`r${number}`] = chosen === null ? null : (choices[chosen % choices.length] ?? null);
    });
    return { table, id: index + 1, values };
  });
};

const insertInto = (driver: EmbeddedDriver, { table, id, values }: Row): void => {
  const names = ["id", ...Object.keys(values)];
  const holes = names.map(() => "?").join(", ");
  driver.query(`INSERT INTO ${tableAt(table)} (${names.join(", ")}) VALUES (${holes})`, [
    id,
    ...Object.values(values),
  ]);
};

/** Null if a required reference has no target. */
const openGraph = (each: Plan) => {
  const document = draftDocument(draftOf(each));
  const driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  const rows = rowsOf(each);
  const isMissing = ({ values }: Row): boolean =>
    Object.entries(values).some(([name, value]) => {
      return value === null && !each.references[Number(name.slice(1))]?.isNullable;
    });
  if (rows.some(isMissing)) return null;
  driver.query("PRAGMA foreign_keys = OFF");
  for (const row of rows) insertInto(driver, row);
  driver.query("PRAGMA foreign_keys = ON");
  const { db } = openDatabase<Record<string, never>>({ document, driver });
  return { driver, rows, db: db as unknown as Database };
};

type Entity = { id: number } & Record<string, unknown>;
type Database = {
  delete(entity: Entity): void;
  save(): Promise<void>;
} & Readonly<Record<string, { all(): Promise<readonly Entity[]> }>>;

const stateOf = (driver: EmbeddedDriver): string =>
  TABLES.map(name => driver.query(`SELECT id FROM ${name} ORDER BY id`).rows.join()).join(";");

/** Tries every order of deletions. */
const canDelete = (driver: EmbeddedDriver, rows: readonly Row[], known: Set<string>): boolean => {
  const state = stateOf(driver);
  if (known.has(state)) return false;
  known.add(state);
  const there = rows.filter(
    ({ table, id }) =>
      driver.query(`SELECT 1 FROM ${tableAt(table)} WHERE id = ?`, [id]).rows.length > 0,
  );
  return (
    there.length === 0 ||
    there.some(row =>
      attempt(driver, () => {
        driver.query(`DELETE FROM ${tableAt(row.table)} WHERE id = ?`, [row.id]);
        return canDelete(driver, rows, known);
      }),
    )
  );
};

/** Runs the body and takes back what it did. */
const attempt = (driver: EmbeddedDriver, body: () => boolean): boolean => {
  driver.query("SAVEPOINT attempt");
  try {
    return body();
  } catch {
    return false;
  } finally {
    driver.query("ROLLBACK TO attempt");
    driver.query("RELEASE attempt");
  }
};

/** Tries every order of deletions after every choice of references that are set to null. */
const isPossible = (driver: EmbeddedDriver, rows: readonly Row[], each: Plan): boolean => {
  const nullable = rows.flatMap(row =>
    Object.entries(row.values).flatMap(([name, value]) =>
      value !== null && each.references[Number(name.slice(1))]?.isNullable ? [{ row, name }] : [],
    ),
  );
  const choices = Array.from({ length: 2 ** nullable.length }, (_, bits) =>
    nullable.filter((__, index) => (bits >> index) % 2 === 1),
  );
  return choices.some(choice =>
    attempt(driver, () => {
      for (const { row, name } of choice) {
        driver.query(`UPDATE ${tableAt(row.table)} SET ${name} = NULL WHERE id = ?`, [row.id]);
      }
      return canDelete(driver, rows, new Set());
    }),
  );
};

const deleteBySave = async (
  { db, driver }: { readonly db: Database; readonly driver: EmbeddedDriver },
  rows: readonly Row[],
): Promise<string> => {
  const entities = await Promise.all(ENTITIES.map(name => db[name]?.all() ?? []));
  for (const { table, id } of rows) {
    const entity = entities[table]?.find(each => each.id === id);
    if (entity) db.delete(entity);
  }
  const before = stateOf(driver);
  try {
    await db.save();
  } catch (thrown) {
    expect(stateOf(driver)).toBe(before);
    return String(Reflect.get(thrown as object, "code"));
  }
  return "deleted";
};

describe("deletions", () => {
  it("succeed if any order of statements does, and are rejected otherwise", async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(plan, async each => {
        const graph = openGraph(each);
        if (!graph) return;
        const { driver } = graph;
        const rows = graph.rows
          .filter((_, index) => (each.deleted[index] ?? 0) < 8)
          .toSorted((a, b) => (each.order[a.id - 1] ?? 0) - (each.order[b.id - 1] ?? 0));
        const expected = isPossible(driver, rows, each) ? "deleted" : "foreign-key-violation";
        expect(await deleteBySave(graph, rows)).toBe(expected);
        if (expected !== "deleted") refused += 1;
        const left = rows.filter(
          ({ table, id }) =>
            driver.query(`SELECT 1 FROM ${tableAt(table)} WHERE id = ?`, [id]).rows.length > 0,
        );
        if (expected === "deleted") expect(left).toEqual([]);
        driver.close();
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(10);
  });
});
