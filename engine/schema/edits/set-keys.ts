/** Sets the primary key of a table and the uniqueness of a column. */
import type { Report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { ColumnId, Key, NewId, SchemaDocument, TableId } from "../records.ts";
import { columnOf, tableView } from "../views.ts";
import { fitColumnsToPrimaryKey } from "./primary-key-columns.ts";
import { reportKeys } from "./report-keys.ts";

export type SetPrimaryKey = {
  readonly newId: NewId;
  readonly table: TableId;
  /** The columns of the key, in order; none removes it. */
  readonly columns: readonly ColumnId[];
};

export const setPrimaryKey = (
  document: SchemaDocument,
  { newId, table, columns }: SetPrimaryKey,
): Report<Diff> => {
  const change = new Change(document);
  const before = tableView(document, table).primaryKey;
  if (columns.length === 0) {
    if (before) change.remove(before.id);
  } else {
    const fresh: Omit<Key, "columns" | "id"> = { kind: "key", table, primary: true, name: null };
    change.put({ ...fresh, ...before, id: before?.id ?? newId("key"), columns });
  }
  fitColumnsToPrimaryKey(change, table, columns);
  return reportKeys(document, change, [table]);
};

export type SetUnique = {
  readonly newId: NewId;
  readonly table: TableId;
  readonly columns: readonly ColumnId[];
  readonly unique: boolean;
};

/** Whether a key has these columns, in any order. */
export const hasColumns = (key: Key, columns: readonly ColumnId[]): boolean =>
  key.columns.length === columns.length && key.columns.every(id => columns.includes(id));

export const setUnique = (
  document: SchemaDocument,
  { newId, table, columns, unique }: SetUnique,
): Report<Diff> => {
  const view = tableView(document, table);
  const existing = view.uniqueKeys.filter(key => hasColumns(key, columns));
  const change = new Change(document);
  if (!unique) change.remove(...existing.map(key => key.id));
  else if (existing.length === 0) {
    change.put({ kind: "key", id: newId("key"), table, primary: false, name: null, columns });
  }
  return reportKeys(document, change, [table]);
};

/** Whether a column is a unique key by itself. */
export const isUniqueColumn = (document: SchemaDocument, id: ColumnId): boolean =>
  tableView(document, columnOf(document, id).table).uniqueKeys.some(key => hasColumns(key, [id]));
