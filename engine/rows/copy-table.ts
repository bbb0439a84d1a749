/** Copies the rows of one table out of the store; rejected rows remain in the store. */
import type { EmbeddedDriver, SqlRow, SqlValue } from "../drivers/index.ts";
import type { Column, SchemaDocument, TableView } from "../schema/index.ts";
import { type Passage, passagesOf } from "./exact-columns.ts";
import { type Filling, fillingFor } from "./fill-columns.ts";
import { columnsInStore, quoted, REFUSED, storedColumns } from "./store-tables.ts";

/** The outcome of copying a table. */
export type CopiedTable = {
  readonly view: TableView;
  /** Row ids of the store by row id of the target, for tables whose foreign keys are checked later. */
  readonly origins: ReadonlyMap<SqlValue, SqlValue>;
  readonly refused: number;
  /** The database's message for the first rejected row. */
  readonly reason: string | null;
  /** Columns that were filled with a neutral value. */
  readonly filled: readonly Filling[];
};

/** A NOT NULL column without default for which the rows have no value. */
const needsValue = (column: Column): boolean =>
  !column.nullable && column.default === null && column.generated === null;

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Inserts a row; returns the reason when the database rejects it. */
const insert = (target: EmbeddedDriver, text: string, row: SqlRow): string | null => {
  try {
    target.query(text, row);
    return null;
  } catch (thrown) {
    return reasonOf(thrown);
  }
};

const insertText = (table: string, names: readonly string[], holes: readonly string[]): string =>
  names.length === 0
    ? `INSERT INTO ${quoted(table)} DEFAULT VALUES`
    : `INSERT INTO ${quoted(table)} (${names.map(quoted).join(", ")}) VALUES (${holes.join(", ")})`;

/** The rows of a table in the store, each preceded by its row id; all are marked as accepted. */
const readRows = (
  store: EmbeddedDriver,
  table: string,
  passages: readonly Passage[],
): readonly SqlRow[] => {
  store.query(`UPDATE ${quoted(table)} SET ${REFUSED} = 0 WHERE ${REFUSED} <> 0`);
  const list = ["rowid", ...passages.map(({ read }) => read)].join(", ");
  return store.query(`SELECT ${list} FROM ${quoted(table)} ORDER BY rowid`).rows;
};

export const copyTable = (
  document: SchemaDocument,
  view: TableView,
  store: EmbeddedDriver,
  target: EmbeddedDriver,
): CopiedTable => {
  const { id, name } = view.table;
  const known = columnsInStore(store, id);
  if (known.size === 0) return { view, origins: new Map(), refused: 0, reason: null, filled: [] };
  const columns = storedColumns(view).filter(column => known.has(column.id));
  const ids = columns.map(column => column.id);
  const passages = passagesOf(store, id, ids);
  const rows = readRows(store, id, passages);
  const filled = storedColumns(view)
    .filter(column => rows.length > 0 && !known.has(column.id) && needsValue(column))
    .map(column => fillingFor(document, store, view, column));
  const names = [...columns, ...filled.map(({ column }) => column)].map(column => column.name);
  const holes = [...passages.map(({ hole }) => hole), ...filled.map(() => "?")];
  const text = insertText(name, names, holes);
  const tracked = view.foreignKeys.length > 0;
  const origins = new Map<SqlValue, SqlValue>();
  const refused: SqlValue[] = [];
  let reason: string | null = null;
  for (const [rowId = null, ...values] of rows) {
    const added = filled.map(({ valueFor }) => valueFor(rowId));
    const refusal = insert(target, text, [...values, ...added]);
    if (refusal !== null) {
      refused.push(rowId);
      reason ??= refusal;
    } else if (tracked) origins.set(lastRowId(target), rowId);
  }
  markRefused(store, view, refused);
  return { view, origins, refused: refused.length, reason, filled };
};

const lastRowId = (target: EmbeddedDriver): SqlValue =>
  target.query("SELECT last_insert_rowid()").rows[0]?.[0] ?? null;

/** Marks the rejected rows in the store. */
export const markRefused = (
  store: EmbeddedDriver,
  { table }: TableView,
  rowIds: readonly SqlValue[],
): void => {
  for (const rowId of rowIds) {
    store.query(`UPDATE ${quoted(table.id)} SET ${REFUSED} = 1 WHERE rowid = ?`, [rowId]);
  }
};
