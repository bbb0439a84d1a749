/** What a drag from a column to a table or a column means: which side gets the foreign key. */
import {
  type ColumnId,
  columnOf,
  type RelateTables,
  type SchemaDocument,
  type TableId,
  tableView,
} from "../../engine/index.ts";

export type Drop = {
  readonly from: ColumnId;
  readonly table: TableId;
  /** Null when dropped on the card beside its rows. */
  readonly column: ColumnId | null;
};

type RelationEnds = Omit<RelateTables, "newId">;

/**
 * From a primary key, the dropped-on side refers to it; from any other column, that column refers.
 * Between two primary keys the tables are meant. Nothing when the drag ends where it began.
 */
export const relationFromDrop = (document: SchemaDocument, drop: Drop): RelationEnds | null => {
  const { from, table, column } = drop;
  if (from === column) return null;
  const source = columnOf(document, from).table;
  if (isPrimary(document, from)) {
    const refers = column !== null && isPrimary(document, column) ? null : column;
    return { table, column: refers, target: source, targetColumn: from };
  }
  return { table: source, column: from, target: table, targetColumn: column };
};

const isPrimary = (document: SchemaDocument, id: ColumnId): boolean => {
  const view = tableView(document, columnOf(document, id).table);
  const isForeign = view.foreignKeys.some(key => key.columns.includes(id));
  return (view.primaryKey?.columns.includes(id) ?? false) && !isForeign;
};
