/** Values for a new NOT NULL column of existing rows. */
import type { EmbeddedDriver } from "../drivers/index.ts";
import { type Column, isUnique, type SchemaDocument, type TableView } from "../schema/index.ts";
import { neutralValue } from "./neutral-value.ts";
import { storedTable } from "./store-tables.ts";

export type Filling = {
  readonly column: Column;
  /** Whether the rows were set to reference the first row of the target. */
  readonly refers: boolean;
  /** The SQL of the value of a row of the store, `p1`. */
  readonly value: string;
};

/** The value of the first row of the target; undefined when it has no rows. */
const firstTarget = (
  database: EmbeddedDriver,
  schema: string,
  { view, column }: { readonly view: TableView; readonly column: Column },
): string | undefined => {
  const key = view.foreignKeys.find(({ columns }) => columns.includes(column.id));
  const targetColumn = key?.targetColumns[key.columns.indexOf(column.id)];
  if (!key || targetColumn === undefined || key.target === view.table.id) return undefined;
  const { from, columns } = storedTable(database, schema, key.target);
  const name = columns.get(targetColumn);
  if (name === undefined) return undefined;
  const text = `SELECT ${name} FROM ${from} WHERE ${name} IS NOT NULL ORDER BY p1.rowid LIMIT 1`;
  return database.query(text).rows.length > 0 ? `(${text})` : undefined;
};

/** A value that is different for each row, where the type has enough values. */
const distinctValue = ({ type }: Column): string | undefined => {
  switch (type.kind) {
    case "integer":
      return "p1.rowid";
    case "text":
    case "varchar":
      return "CAST(p1.rowid AS TEXT)";
    case "uuid":
      return "printf('%032x', p1.rowid)";
    default:
      return undefined;
  }
};

/** How to fill a column; the row store is the database `schema` of `database`. */
export const fillingFor = (
  document: SchemaDocument,
  { database, schema }: { readonly database: EmbeddedDriver; readonly schema: string },
  view: TableView,
  column: Column,
): Filling => {
  const target = firstTarget(database, schema, { view, column });
  if (target !== undefined) return { column, refers: true, value: target };
  const neutral = neutralValue(document, column);
  const distinct = isUnique(view, [column.id]) ? distinctValue(column) : undefined;
  return { column, refers: false, value: distinct ?? neutral };
};
