/**
 * The row store: an ordinary SQLite database in which tables and columns are named by their ids and have no
 * constraints. So renaming costs nothing, and what is dropped from the design is there when the drop is undone.
 */
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { Column, TableView } from "../schema/index.ts";
import { quoteIdentifier, sqlite } from "../sql/index.ts";

/** Marks rows that the design did not take; they wait until it does. */
export const REFUSED = "refused";

export const quoted = (name: string): string => quoteIdentifier(name, sqlite.identifiers);

/** Columns that hold values of their own; a computed one is made anew. */
export const storedColumns = (view: TableView): readonly Column[] =>
  view.columns.filter(column => column.generated?.kind !== "computed");

/** The columns that the store has for a table; empty when it does not know the table. */
export const columnsInStore = (store: EmbeddedDriver, table: string): ReadonlySet<string> => {
  const { rows } = store.query("SELECT name FROM pragma_table_info(?)", [table]);
  return new Set(rows.map(([name]) => String(name)));
};

/** Makes room in the store for a table and its columns. */
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
