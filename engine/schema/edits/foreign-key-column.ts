/** Makes the column of a foreign key. */
import type { Change } from "../change.ts";
import { foreignKeyColumnFor, freeName } from "../names.ts";
import type { Column, ColumnId, NewId, TableId } from "../records.ts";
import { tableView } from "../views.ts";

export type ForeignKeyColumn = {
  readonly newId: NewId;
  readonly table: TableId;
  readonly referenced: Column;
  /** What the name is derived from, such as the name of the referenced table. */
  readonly stem: string;
  readonly nullable: boolean;
};

/** Adds a column of the type of the referenced one, and returns its id. */
export const addForeignKeyColumn = (
  change: Change,
  { newId, table, referenced, stem, nullable }: ForeignKeyColumn,
): ColumnId => {
  const { columns } = tableView(change.document, table);
  const { automatic: _, ...copied } = referenced;
  const column: Column = {
    ...copied,
    id: newId("column"),
    table,
    name: freeName(
      foreignKeyColumnFor(stem, referenced.name),
      columns.map(({ name }) => name),
    ),
    nullable,
    default: null,
    generated: null,
    comment: "",
    position: (columns.at(-1)?.position ?? -1) + 1,
  };
  change.put(column);
  return column.id;
};
