/** Relates two tables, as by dragging on the canvas, and creates missing columns. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import { type Diff, isEmptyDiff } from "../diff.ts";
import type { ColumnId, NewId, SchemaDocument, TableId } from "../records.ts";
import { columnOf, tableView } from "../views.ts";
import { addForeignKey } from "./add-foreign-key.ts";
import { addJoinTable } from "./add-join-table.ts";
import { refuseColumns } from "./column-list.ts";
import { addForeignKeyColumn } from "./foreign-key-column.ts";
import { refusal, refuseWithoutKey } from "./refusal.ts";
import { setUnique } from "./set-keys.ts";

/** How many rows a relation leads to, from the table with the foreign key. */
export type RelationKind = "many-to-one" | "one-to-one" | "many-to-many";

export type RelateTables = {
  readonly newId: NewId;
  /** The table that gets the foreign key; one of the two for a many-to-many relation. */
  readonly table: TableId;
  /** The referencing columns; empty creates one for each referenced column. */
  readonly columns: readonly ColumnId[];
  readonly target: TableId;
  /** The referenced columns; empty means the target's primary key. */
  readonly targetColumns: readonly ColumnId[];
  /**
   * A one-to-one relation makes the columns a unique key. A many-to-many relation makes a join table, which references
   * the primary keys of both tables. Many-to-one if omitted.
   */
  readonly kind?: RelationKind;
};

export const relateTables = (document: SchemaDocument, input: RelateTables): Report<Diff> => {
  if (input.kind === "many-to-many") return addJoinTable(document, input);
  const target = tableView(document, input.target);
  const targetColumns =
    input.targetColumns.length > 0 ? input.targetColumns : (target.primaryKey?.columns ?? []);
  const refused = refuse(document, { ...input, targetColumns });
  if (refused) return refused;
  const change = new Change(document);
  const { newId, table } = input;
  const columns =
    input.columns.length > 0 ? input.columns : makeColumns(change, { ...input, targetColumns });
  if (input.kind === "one-to-one") {
    change.apply(setUnique(change.document, { newId, table, columns, unique: true }).value);
  }
  const key = { newId, table, columns, target: input.target, targetColumns };
  const added = addForeignKey(change.document, key);
  if (isEmptyDiff(added.value)) return added;
  return report(change.apply(added.value).finish(), added.diagnostics);
};

const namesOf = (document: SchemaDocument, columns: readonly ColumnId[]): string =>
  columns.map(id => columnOf(document, id).name).join(", ");

const refuse = (
  document: SchemaDocument,
  { table, columns, target, targetColumns }: RelateTables,
): Report<Diff> | null => {
  const referenced = tableView(document, target);
  if (targetColumns.length === 0) return refuseWithoutKey(referenced);
  const source = tableView(document, table);
  const invalid =
    (columns.length > 0 ? refuseColumns(source, columns, "A foreign key") : null) ??
    refuseColumns(referenced, targetColumns, "A reference");
  if (invalid) return invalid;
  if (columns.length === 0 || columns.length === targetColumns.length) return null;
  const count = targetColumns.length === 1 ? "1 column" : `${targetColumns.length} columns`;
  const message = `A relation to "${referenced.table.name}" needs ${count} (${namesOf(document, targetColumns)}), but ${columns.length} ${columns.length === 1 ? "is" : "are"} chosen (${namesOf(document, columns)}).`;
  const hint = "Choose a column for each referenced column, or let new columns be created.";
  return refusal("uneven-foreign-key", message, hint);
};

const makeColumns = (change: Change, input: RelateTables): readonly ColumnId[] => {
  const { newId, table, target } = input;
  const stem = table === target ? "parent" : tableView(change.document, target).table.name;
  return input.targetColumns.map(id => {
    const referenced = columnOf(change.document, id);
    return addForeignKeyColumn(change, { newId, table, referenced, stem, nullable: true });
  });
};
