/** Copies the rows of a design's database back into the row store. */
import { type EmbeddedDriver, withAttached } from "../drivers/index.ts";
import { foldedName, type SchemaDocument, type TableView, tableViews } from "../schema/index.ts";
import {
  makeRoom,
  quoted,
  REFUSED,
  type StoredPart,
  storedColumns,
  storedTable,
} from "./store-tables.ts";

/** The name of the attached database. */
const SOURCE = "design";
/** Columns in a temporary table, with room for those of a key. */
const COLUMNS_AT_ONCE = 400;

type OrphanedValues = {
  /** The part of the store with the columns. */
  readonly part: string;
  readonly columns: readonly string[];
};

/** Columns of the store that the design has dropped; undo may restore them. */
const orphanedValues = (store: EmbeddedDriver, view: TableView): readonly OrphanedValues[] => {
  const own = new Set<string>(view.columns.map(column => column.id));
  return storedTable(store, "main", view.table.id).parts.flatMap(({ name: part, columns }) => {
    const orphans = columns.filter(name => !own.has(name)).map(quoted);
    const count = Math.ceil(orphans.length / COLUMNS_AT_ONCE);
    return Array.from({ length: count }, (_, index) => ({
      part,
      columns: orphans.slice(index * COLUMNS_AT_ONCE, (index + 1) * COLUMNS_AT_ONCE),
    }));
  });
};

/** Runs `body`, then restores the values of dropped columns in the rows whose key is unchanged. */
const keepingOrphans = (store: EmbeddedDriver, view: TableView, body: () => void): void => {
  const { from, columns } = storedTable(store, "main", view.table.id);
  const key = (view.primaryKey?.columns ?? []).map(id => columns.get(id) ?? "NULL");
  const kept = key.length === 0 ? [] : orphanedValues(store, view);
  const table = (index: number) => `temp.orphaned_values_${index}`;
  for (const [index, { part, columns: orphans }] of kept.entries()) {
    const keys = key.map((column, at) => `${column} AS key_${at}`);
    const values = orphans.map((name, at) => `o.${name} AS value_${at}`);
    store.query(
      `CREATE TABLE ${table(index)} AS SELECT ${[...keys, ...values].join(", ")}
       FROM ${from} JOIN ${part} AS o ON o.rowid = p1.rowid WHERE p1.${REFUSED} = 0`,
    );
  }
  body();
  for (const [index, { part, columns: orphans }] of kept.entries()) {
    // A comparison of two lists has no limit of depth, unlike a chain of AND.
    const same = `(${key.join(", ")}) = (${key.map((_, at) => `old.key_${at}`).join(", ")})`;
    const values = orphans.map((name, at) => `${name} = kept.value_${at}`).join(", ");
    store.query(
      `UPDATE ${part} AS target SET ${values} FROM (
         SELECT p1.rowid AS place, old.* FROM ${from} JOIN ${table(index)} AS old ON ${same}
         WHERE p1.${REFUSED} = 0
       ) AS kept WHERE target.rowid = kept.place`,
    );
    store.query(`DROP TABLE ${table(index)}`);
  }
};

/** Replaces the accepted rows of one table by those of the attached database. */
const replaceRows = (store: EmbeddedDriver, view: TableView): void => {
  const { parts } = storedTable(store, "main", view.table.id);
  const [first, ...others] = parts;
  if (!first) return;
  for (const { name } of others) {
    store.query(
      `DELETE FROM ${name} WHERE rowid IN (SELECT rowid FROM ${first.name} WHERE ${REFUSED} = 0)`,
    );
  }
  store.query(`DELETE FROM ${first.name} WHERE ${REFUSED} = 0`);
  insertRows(store, view, parts);
};

/** A table of one part gets its row ids from the database; several parts need the same ones. */
const insertRows = (store: EmbeddedDriver, view: TableView, parts: readonly StoredPart[]): void => {
  const names = new Map(storedColumns(view).map(({ id, name }) => [id as string, quoted(name)]));
  // All parts get their rows in the order of the table, which an index could change.
  const source = `${SOURCE}.${quoted(view.table.name)} NOT INDEXED`;
  const greatest = `SELECT coalesce(max(rowid), 0) FROM ${parts[0]?.name}`;
  const [[base = 0] = []] = parts.length > 1 ? store.query(greatest).rows : [];
  for (const { name, columns } of parts) {
    const own = columns.filter(column => names.has(column));
    const ids = own.map(quoted);
    const reads = own.map(id => names.get(id));
    if (parts.length > 1) {
      ids.push("rowid");
      reads.push(`${base} + row_number() OVER ()`);
    }
    store.query(
      `INSERT INTO ${name} (${ids.join(", ")}) SELECT ${reads.join(", ")} FROM ${source}`,
    );
  }
};

const tablesInSource = (store: EmbeddedDriver): ReadonlySet<string> => {
  const { rows } = store.query(`SELECT name FROM ${SOURCE}.sqlite_schema WHERE type = 'table'`);
  return new Set(rows.map(([name]) => foldedName(String(name))));
};

/**
 * Replaces the accepted rows of the store by the rows of `source`, whose tables are those of `document`.
 * Rows that the design rejected earlier are kept.
 */
export const absorb = (
  document: SchemaDocument,
  source: EmbeddedDriver,
  store: EmbeddedDriver,
): void =>
  withAttached(store, { other: source, schema: SOURCE }, () =>
    store.transaction(() => {
      const tables = tablesInSource(store);
      for (const view of tableViews(document)) {
        if (storedColumns(view).length === 0 || !tables.has(foldedName(view.table.name))) continue;
        makeRoom(store, view);
        keepingOrphans(store, view, () => replaceRows(store, view));
      }
    }),
  );
