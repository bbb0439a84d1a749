/**
 * The row store: an ordinary SQLite database in which tables and columns are named by their ids and have no
 * constraints. Renaming changes nothing in it, and dropped tables and columns are still there when the drop is undone.
 */
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { Column, TableView } from "../schema/index.ts";
import { quoteIdentifier, sqlite } from "../sql/index.ts";

/** Marks rows that the design rejects. */
export const REFUSED = "refused";

export const quoted = (name: string): string => quoteIdentifier(name, sqlite.identifiers);

/** Columns with stored values; computed columns are evaluated again. */
export const storedColumns = (view: TableView): readonly Column[] =>
  view.columns.filter(column => column.generated?.kind !== "computed");

/** The columns of a table in the store; empty for an unknown table. */
export const columnsInStore = (store: EmbeddedDriver, table: string): ReadonlySet<string> => {
  const { rows } = store.query("SELECT name FROM pragma_table_info(?)", [table]);
  return new Set(rows.map(([name]) => String(name)));
};

/** Adds a table and its columns to the store. */
export const makeRoom = (store: EmbeddedDriver, view: TableView): void => {
  const { id } = view.table;
  const known = columnsInStore(store, id);
  if (known.size === 0) {
    store.query(`CREATE TABLE ${quoted(id)} (${REFUSED} INTEGER NOT NULL DEFAULT 0)`);
  }
  for (const column of storedColumns(view)) {
    if (!known.has(column.id)) {
      store.query(`ALTER TABLE ${quoted(id)} ADD COLUMN ${quoted(column.id)}`);
    }
  }
};
