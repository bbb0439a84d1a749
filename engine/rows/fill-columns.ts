/** Values for a new NOT NULL column of existing rows. */
import type { EmbeddedDriver, SqlValue } from "../drivers/index.ts";
import { type Column, isUnique, type SchemaDocument, type TableView } from "../schema/index.ts";
import { neutralValue } from "./neutral-value.ts";
import { columnsInStore, quoted } from "./store-tables.ts";

export type Filling = {
  readonly column: Column;
  /** Whether the rows were set to reference the first row of the target. */
  readonly refers: boolean;
  readonly valueFor: (rowId: SqlValue) => SqlValue;
};

/** The value of the first row of the target; null when it has no rows. */
const firstTarget = (
  store: EmbeddedDriver,
  view: TableView,
  column: Column,
): SqlValue | undefined => {
  const key = view.foreignKeys.find(({ columns }) => columns.includes(column.id));
  const targetColumn = key?.targetColumns[key.columns.indexOf(column.id)];
  if (!key || targetColumn === undefined || key.target === view.table.id) return undefined;
  if (!columnsInStore(store, key.target).has(targetColumn)) return undefined;
  const name = quoted(targetColumn);
  const text = `SELECT ${name} FROM ${quoted(key.target)} WHERE ${name} IS NOT NULL ORDER BY rowid LIMIT 1`;
  return store.query(text).rows[0]?.[0];
};

/** A value that is different for each row, where the type has enough values. */
const distinctValue = ({ type }: Column, rowId: SqlValue): SqlValue | undefined => {
  switch (type.kind) {
    case "integer":
      return rowId;
    case "text":
    case "varchar":
      return String(rowId);
    case "uuid":
      return Number(rowId).toString(16).padStart(32, "0");
    default:
      return undefined;
  }
};

export const fillingFor = (
  document: SchemaDocument,
  store: EmbeddedDriver,
  view: TableView,
  column: Column,
): Filling => {
  const target = firstTarget(store, view, column);
  if (target !== undefined) return { column, refers: true, valueFor: () => target };
  const neutral = neutralValue(document, column);
  const valueFor = isUnique(view, [column.id])
    ? (rowId: SqlValue) => distinctValue(column, rowId) ?? neutral
    : () => neutral;
  return { column, refers: false, valueFor };
};
