/** Copies the rows of a design's database back into the row store. */
import type { EmbeddedDriver } from "../drivers/index.ts";
import { type SchemaDocument, type TableView, tableViews } from "../schema/index.ts";
import { passagesOf } from "./exact-columns.ts";
import { columnsInStore, makeRoom, quoted, REFUSED, storedColumns } from "./store-tables.ts";

const ORPHANS = "orphaned_values";

/** Columns of the store that the design has dropped; undo may restore them. */
const orphanColumns = (store: EmbeddedDriver, view: TableView): readonly string[] => {
  const own = new Set<string>(view.columns.map(column => column.id));
  return [...columnsInStore(store, view.table.id)].filter(
    name => name !== REFUSED && !own.has(name),
  );
};

/** Runs `body`, then restores the values of dropped columns in the rows whose key is unchanged. */
const keepingOrphans = (store: EmbeddedDriver, view: TableView, body: () => void): void => {
  const orphans = orphanColumns(store, view).map(quoted);
  const key = (view.primaryKey?.columns ?? []).map(quoted);
  if (orphans.length === 0 || key.length === 0) return body();
  const table = quoted(view.table.id);
  const list = [...key, ...orphans].join(", ");
  store.query(`CREATE TEMP TABLE ${ORPHANS} AS SELECT ${list} FROM ${table} WHERE ${REFUSED} = 0`);
  body();
  const values = orphans.map(name => `${name} = ${ORPHANS}.${name}`).join(", ");
  const same = key.map(name => `${table}.${name} = ${ORPHANS}.${name}`).join(" AND ");
  store.query(`UPDATE ${table} SET ${values} FROM ${ORPHANS} WHERE ${REFUSED} = 0 AND ${same}`);
  store.query(`DROP TABLE ${ORPHANS}`);
};

const replaceRows = (source: EmbeddedDriver, store: EmbeddedDriver, view: TableView): void => {
  const columns = storedColumns(view);
  const table = quoted(view.table.id);
  const passages = passagesOf(
    source,
    view.table.name,
    columns.map(column => column.name),
  );
  const reads = passages.map(({ read }) => read).join(", ");
  const { rows } = source.query(`SELECT ${reads} FROM ${quoted(view.table.name)}`);
  const ids = columns.map(column => quoted(column.id)).join(", ");
  const holes = passages.map(({ hole }) => hole).join(", ");
  store.query(`DELETE FROM ${table} WHERE ${REFUSED} = 0`);
  for (const row of rows) store.query(`INSERT INTO ${table} (${ids}) VALUES (${holes})`, row);
};

const exists = (source: EmbeddedDriver, name: string): boolean =>
  source.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(?)", [
    name,
  ]).rows.length > 0;

/**
 * Replaces the accepted rows of the store by the rows of `source`, whose tables are those of `document`.
 * Rows that the design rejected earlier are kept.
 */
export const absorb = (
  document: SchemaDocument,
  source: EmbeddedDriver,
  store: EmbeddedDriver,
): void => {
  store.transaction(() => {
    for (const view of tableViews(document)) {
      if (storedColumns(view).length === 0 || !exists(source, view.table.name)) continue;
      makeRoom(store, view);
      keepingOrphans(store, view, () => replaceRows(source, store, view));
    }
  });
};
