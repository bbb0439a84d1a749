/**
 * The row store: an ordinary SQLite database in which tables and columns are named by their ids and have no
 * constraints. Renaming changes nothing in it, and dropped tables and columns are still there when the drop is undone.
 */
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { Column, TableView } from "../schema/index.ts";
import { quoteIdentifier, sqlite } from "../sql/index.ts";

/** Marks rows that the design rejects. */
export const REFUSED = "refused";

/**
 * SQLite allows 2,000 columns in a table. The columns of a wide table, dropped ones included, are stored in several
 * tables with the same row ids: its *parts*.
 */
const COLUMNS_IN_PART = 1_900;

export const quoted = (name: string): string => quoteIdentifier(name, sqlite.identifiers);

/** Columns with stored values; computed columns are evaluated again. */
export const storedColumns = (view: TableView): readonly Column[] =>
  view.columns.filter(column => column.generated?.kind !== "computed");

/** A table of the store, as other statements refer to it. */
export type StoredTable = {
  /** Its parts; the first has the column `refused`. Empty for an unknown table. */
  readonly parts: readonly StoredPart[];
  /** The SQL of each column, by the id of the column. */
  readonly columns: ReadonlyMap<string, string>;
  /** A FROM clause in which the first part is called `p1`. */
  readonly from: string;
};

export type StoredPart = { readonly name: string; readonly columns: readonly string[] };

const partName = (id: string, index: number): string => (index === 0 ? id : `${id}/${index + 1}`);

const columnsIn = (database: EmbeddedDriver, schema: string, table: string): readonly string[] =>
  database
    .query("SELECT name FROM pragma_table_info(?, ?)", [table, schema])
    .rows.map(([name]) => String(name));

const partsOf = (database: EmbeddedDriver, schema: string, id: string): readonly StoredPart[] => {
  const parts: StoredPart[] = [];
  for (;;) {
    const table = partName(id, parts.length);
    const columns = columnsIn(database, schema, table);
    if (columns.length === 0) return parts;
    const name = `${schema}.${quoted(table)}`;
    parts.push({ name, columns: columns.filter(column => column !== REFUSED) });
  }
};

/** The table with this id in the store, which is the database `schema` of `database`. */
export const storedTable = (database: EmbeddedDriver, schema: string, id: string): StoredTable => {
  const parts = partsOf(database, schema, id);
  const columns = parts.flatMap((part, index) =>
    part.columns.map(column => [column, `p${index + 1}.${quoted(column)}`] as const),
  );
  const joined = parts.map(({ name }, index) =>
    index === 0
      ? `${name} AS p1`
      : ` LEFT JOIN ${name} AS p${index + 1} ON p${index + 1}.rowid = p1.rowid`,
  );
  return { parts, columns: new Map(columns), from: joined.join("") };
};

const createPart = (store: EmbeddedDriver, name: string, columns: readonly string[]): void => {
  store.query(`CREATE TABLE ${quoted(name)} (${columns.join(", ")})`);
};

/** Adds a table and its columns to the store. */
export const makeRoom = (store: EmbeddedDriver, view: TableView): void => {
  const { id } = view.table;
  const { parts, columns } = storedTable(store, "main", id);
  const missing = storedColumns(view)
    .filter(column => !columns.has(column.id))
    .map(column => quoted(column.id));
  const last = parts.at(-1);
  const room = last ? COLUMNS_IN_PART - last.columns.length : 0;
  for (const name of missing.splice(0, room)) {
    const part = quoted(partName(id, parts.length - 1));
    store.query(`ALTER TABLE ${part} ADD COLUMN ${name}`);
  }
  for (let index = parts.length; missing.length > 0; index += 1) {
    const mark = index === 0 ? [`${REFUSED} INTEGER NOT NULL DEFAULT 0`] : [];
    createPart(store, partName(id, index), [...mark, ...missing.splice(0, COLUMNS_IN_PART)]);
  }
};
