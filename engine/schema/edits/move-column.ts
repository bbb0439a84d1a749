/** Moves a column up or down within its table. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { ColumnId, SchemaDocument } from "../records.ts";
import { columnOf, tableView } from "../views.ts";

export type MoveColumn = {
  readonly column: ColumnId;
  /** The new index, from 0. */
  readonly index: number;
};

export const moveColumn = (
  document: SchemaDocument,
  { column: id, index }: MoveColumn,
): Report<Diff> => {
  const moved = columnOf(document, id);
  const others = tableView(document, moved.table).columns.filter(column => column.id !== id);
  const order = others.toSpliced(Math.max(0, Math.min(index, others.length)), 0, moved);
  const change = new Change(document);
  order.forEach((column, position) => {
    change.put({ ...column, position });
  });
  return report(change.finish());
};
