/** Adds a foreign key with both of its relation names. */
import { error, type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import { type Diff, emptyDiff } from "../diff.ts";
import { foreignKeyColumnFor, forwardNameFor, freeName, reverseNameFor } from "../names.ts";
import type { Column, ColumnId, ForeignKey, NewId, SchemaDocument, TableId } from "../records.ts";
import { relationsOf } from "../relations.ts";
import { columnOf, isUnique, tableView } from "../views.ts";

export type AddForeignKey = {
  readonly newId: NewId;
  readonly table: TableId;
  readonly columns: readonly ColumnId[];
  readonly target: TableId;
  readonly targetColumns: readonly ColumnId[];
  readonly name?: string | null;
  readonly onDelete?: ForeignKey["onDelete"];
  readonly onUpdate?: ForeignKey["onUpdate"];
};

/** Names that are taken in an entity. */
export const namesTakenIn = (document: SchemaDocument, table: TableId): readonly string[] => [
  ...tableView(document, table).columns.map(column => column.name),
  ...relationsOf(document, table).map(relation => relation.name),
];

const relationNames = (document: SchemaDocument, input: AddForeignKey) => {
  const source = tableView(document, input.table);
  const target = tableView(document, input.target);
  const [firstColumn] = input.columns;
  const columnName = firstColumn ? columnOf(document, firstColumn).name : "";
  const forward = freeName(
    forwardNameFor(input.columns.length === 1 ? columnName : "", target.table.name),
    namesTakenIn(document, input.table),
  );
  const single = isUnique(source, input.columns);
  const plain = reverseNameFor(source.table.name, { single, qualifier: null });
  const taken = namesTakenIn(document, input.target).map(name => name.toLowerCase());
  const isSelf = input.table === input.target;
  const qualified =
    isSelf && forward === "parent"
      ? "children"
      : reverseNameFor(source.table.name, { single, qualifier: forward });
  const preferred = taken.includes(plain.toLowerCase()) || isSelf ? qualified : plain;
  return { forward, reverse: freeName(preferred, isSelf ? [...taken, forward] : taken) };
};

export const addForeignKey = (document: SchemaDocument, input: AddForeignKey): Report<Diff> => {
  if (input.columns.length === 0 || input.columns.length !== input.targetColumns.length) {
    const message = "A foreign key needs the same number of columns on both sides.";
    return report(emptyDiff, [error("uneven-foreign-key", message)]);
  }
  const key: ForeignKey = {
    kind: "foreignKey",
    id: input.newId("foreignKey"),
    table: input.table,
    columns: input.columns,
    target: input.target,
    targetColumns: input.targetColumns,
    name: input.name ?? null,
    onDelete: input.onDelete ?? "no action",
    onUpdate: input.onUpdate ?? "no action",
    ...relationNames(document, input),
  };
  return report(new Change(document).put(key).finish());
};

export type RelateTables = {
  readonly newId: NewId;
  /** The table that gets the foreign key. */
  readonly table: TableId;
  /** The referencing column; null creates one for each column of the target's primary key. */
  readonly column: ColumnId | null;
  readonly target: TableId;
  /** The referenced column; null means the target's primary key. */
  readonly targetColumn: ColumnId | null;
};

/** Relates two tables, as by dragging on the canvas, and creates missing columns. */
export const relateTables = (document: SchemaDocument, input: RelateTables): Report<Diff> => {
  const target = tableView(document, input.target);
  const targetColumns = input.targetColumn
    ? [input.targetColumn]
    : (target.primaryKey?.columns ?? []);
  if (targetColumns.length === 0) {
    const message = `"${target.table.name}" has no primary key to reference.`;
    const hint = "Mark a column as its primary key, or drop on the column that you mean.";
    return report(emptyDiff, [error("no-primary-key", message, { hint })]);
  }
  const change = new Change(document);
  const columns =
    input.column && targetColumns.length === 1
      ? [input.column]
      : targetColumns.map(id => makeColumn(change, input, columnOf(document, id)));
  const added = addForeignKey(change.document, {
    newId: input.newId,
    table: input.table,
    columns,
    target: input.target,
    targetColumns,
  });
  return report(change.apply(added.value).finish(), added.diagnostics);
};

const makeColumn = (change: Change, input: RelateTables, referred: Column): ColumnId => {
  const view = tableView(change.document, input.table);
  const target = tableView(change.document, input.target);
  const isSelf = input.table === input.target;
  const preferred = foreignKeyColumnFor(isSelf ? "parent" : target.table.name, referred.name);
  const column: Column = {
    ...referred,
    id: input.newId("column"),
    table: input.table,
    name: freeName(
      preferred,
      view.columns.map(other => other.name),
    ),
    nullable: true,
    default: null,
    generated: null,
    comment: "",
    position: (view.columns.at(-1)?.position ?? -1) + 1,
  };
  change.put(column);
  return column.id;
};
