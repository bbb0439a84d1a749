/** Determines which side gets the foreign key when a column is dragged to a table or column. */
import {
  type ColumnId,
  columnOf,
  type SchemaDocument,
  type TableId,
  tableView,
} from "../../engine/index.ts";
import type { RelationEnds } from "../commands/index.ts";

export type Drop = {
  readonly from: ColumnId;
  readonly table: TableId;
  /** Null when dropped on the card but not on a row. */
  readonly column: ColumnId | null;
};

/**
 * A dragged primary key is referenced by the drop target; any other dragged column becomes the reference.
 * Between two primary keys the target table gets a new column. Null if the drag ends where it began.
 */
export const relationFromDrop = (document: SchemaDocument, drop: Drop): RelationEnds | null => {
  const { from, table, column } = drop;
  if (from === column) return null;
  const source = columnOf(document, from).table;
  if (isPrimary(document, from)) {
    // A composite key is referenced as a whole, by new columns.
    if (isPartOfKey(document, from))
      return { table, columns: [], target: source, targetColumns: [] };
    const columns = column !== null && !isPrimary(document, column) ? [column] : [];
    return { table, columns, target: source, targetColumns: [from] };
  }
  const targetColumns = column === null || isPartOfKey(document, column) ? [] : [column];
  return { table: source, columns: [from], target: table, targetColumns };
};

const isPrimary = (document: SchemaDocument, id: ColumnId): boolean => {
  const view = tableView(document, columnOf(document, id).table);
  const isForeign = view.foreignKeys.some(key => key.columns.includes(id));
  return (view.primaryKey?.columns.includes(id) ?? false) && !isForeign;
};

const isPartOfKey = (document: SchemaDocument, id: ColumnId): boolean => {
  const { primaryKey } = tableView(document, columnOf(document, id).table);
  return primaryKey !== null && primaryKey.columns.length > 1 && primaryKey.columns.includes(id);
};
