/** The `id` that is created with a table. */
import type { Change } from "../change.ts";
import { dependentsOf } from "../dependents/index.ts";
import type { Column, ColumnId, TableId } from "../records.ts";
import { tableView } from "../views.ts";
import { removeColumns } from "./remove-columns.ts";

/** The automatic id, if it is the whole primary key and nothing else refers to it. */
const unusedAutomaticId = (change: Change, table: TableId): Column | undefined => {
  const { columns, primaryKey, uniqueKeys, indexes, foreignKeys } = tableView(
    change.document,
    table,
  );
  const column = columns.find(({ automatic }) => automatic);
  if (!column || primaryKey?.columns.length !== 1 || primaryKey.columns[0] !== column.id) {
    return undefined;
  }
  const isUsed =
    [...uniqueKeys, ...foreignKeys].some(key => key.columns.includes(column.id)) ||
    indexes.some(({ parts }) =>
      parts.some(part => part.kind === "column" && part.column === column.id),
    ) ||
    dependentsOf(change.document, [column.id]).length > 0;
  return isUsed ? undefined : column;
};

/** Removes the automatic id before other columns become the primary key. */
export const removeAutomaticId = (
  change: Change,
  table: TableId,
  columns: readonly ColumnId[],
): void => {
  const id = unusedAutomaticId(change, table)?.id;
  if (id === undefined || columns.includes(id)) return;
  change.apply(removeColumns(change.document, { columns: [id] }).value);
};
