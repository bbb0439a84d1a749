/** Relates two tables: a foreign key with both of its relation names. */
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

/** Names that a new relation of an entity may not have. */
export const namesTakenIn = (document: SchemaDocument, table: TableId): readonly string[] => [
  ...tableView(document, table).columns.map(column => column.name),
  ...relationsOf(document, table).map(relation => relation.name),
];

const relationNames = (document: SchemaDocument, given: AddForeignKey) => {
  const source = tableView(document, given.table);
  const target = tableView(document, given.target);
  const [firstColumn] = given.columns;
  const columnName = firstColumn ? columnOf(document, firstColumn).name : "";
  const forward = freeName(
    forwardNameFor(given.columns.length === 1 ? columnName : "", target.table.name),
    namesTakenIn(document, given.table),
  );
  const single = isUnique(source, given.columns);
  const plain = reverseNameFor(source.table.name, { single, qualifier: null });
  const taken = namesTakenIn(document, given.target).map(name => name.toLowerCase());
  const isSelf = given.table === given.target;
  const qualified =
    isSelf && forward === "parent"
      ? "children"
      : reverseNameFor(source.table.name, { single, qualifier: forward });
  const wanted = taken.includes(plain.toLowerCase()) || isSelf ? qualified : plain;
  return { forward, reverse: freeName(wanted, isSelf ? [...taken, forward] : taken) };
};

export const addForeignKey = (document: SchemaDocument, given: AddForeignKey): Report<Diff> => {
  if (given.columns.length === 0 || given.columns.length !== given.targetColumns.length) {
    const message = "A relation needs as many columns on one side as on the other.";
    return report(emptyDiff, [error("uneven-foreign-key", message)]);
  }
  const key: ForeignKey = {
    kind: "foreignKey",
    id: given.newId("foreignKey"),
    table: given.table,
    columns: given.columns,
    target: given.target,
    targetColumns: given.targetColumns,
    name: given.name ?? null,
    onDelete: given.onDelete ?? "no action",
    onUpdate: given.onUpdate ?? "no action",
    ...relationNames(document, given),
  };
  return report(new Change(document).put(key).finish());
};

export type RelateTables = {
  readonly newId: NewId;
  /** The table that will hold the foreign key. */
  readonly table: TableId;
  /** The column that refers; null makes one for each column of the target's key. */
  readonly column: ColumnId | null;
  readonly target: TableId;
  /** The column referred to; null means the target's primary key. */
  readonly targetColumn: ColumnId | null;
};

/** Relates two tables as a drag on the canvas does: what is missing is made. */
export const relateTables = (document: SchemaDocument, given: RelateTables): Report<Diff> => {
  const target = tableView(document, given.target);
  const targetColumns = given.targetColumn
    ? [given.targetColumn]
    : (target.primaryKey?.columns ?? []);
  if (targetColumns.length === 0) {
    const message = `"${target.table.name}" has no primary key to refer to.`;
    const hint = "Mark a column as its primary key, or drop on the column that you mean.";
    return report(emptyDiff, [error("no-primary-key", message, { hint })]);
  }
  const change = new Change(document);
  const columns =
    given.column && targetColumns.length === 1
      ? [given.column]
      : targetColumns.map(id => makeColumn(change, given, columnOf(document, id)));
  const added = addForeignKey(change.document, {
    newId: given.newId,
    table: given.table,
    columns,
    target: given.target,
    targetColumns,
  });
  return report(change.apply(added.value).finish(), added.diagnostics);
};

const makeColumn = (change: Change, given: RelateTables, referred: Column): ColumnId => {
  const view = tableView(change.document, given.table);
  const target = tableView(change.document, given.target);
  const isSelf = given.table === given.target;
  const wanted = foreignKeyColumnFor(isSelf ? "parent" : target.table.name, referred.name);
  const column: Column = {
    ...referred,
    id: given.newId("column"),
    table: given.table,
    name: freeName(
      wanted,
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
