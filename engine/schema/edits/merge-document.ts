/** Adds the tables of another document, such as one that was imported. */
import { type Diagnostic, type Report, report, warning } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import { freeName } from "../names.ts";
import type { ColumnId, ForeignKey, NewId, SchemaDocument, SchemaRecord } from "../records.ts";
import {
  columnNamed,
  columnOf,
  recordsOf,
  type TableView,
  tableNamed,
  tableView,
} from "../views.ts";
import { addForeignKey } from "./add-foreign-key.ts";
import { withoutRepeatedEnums } from "./merge-enums.ts";
import { removeTables } from "./remove-tables.ts";

/** A foreign key to a table that the document does not have, by name. */
export type LooseReference = Pick<
  ForeignKey,
  "id" | "table" | "columns" | "name" | "onDelete" | "onUpdate"
> & {
  readonly targetName: string;
  /** Empty for the primary key. */
  readonly targetColumnNames: readonly string[];
};

/** Entities keep their names unless one is taken. */
const withFreeEntity = (record: SchemaRecord, taken: string[]): SchemaRecord => {
  if (record.kind !== "table") return record;
  const entity = freeName(record.entity, taken);
  taken.push(entity);
  return { ...record, entity };
};

/** The foreign keys of added tables to tables that are left out. */
const looseReferences = (
  other: SchemaDocument,
  leftOut: ReadonlySet<string>,
): readonly LooseReference[] =>
  recordsOf(other, "foreignKey")
    .filter(key => leftOut.has(key.target) && !leftOut.has(key.table))
    .map(({ id, table, columns, name, onDelete, onUpdate, target, targetColumns }) => ({
      id,
      table,
      columns,
      name,
      onDelete,
      onUpdate,
      targetName: tableView(other, target).table.name,
      targetColumnNames: targetColumns.map(column => columnOf(other, column).name),
    }));

const columnsOf = (target: TableView, names: readonly string[]): readonly ColumnId[] =>
  names.length === 0
    ? (target.primaryKey?.columns ?? [])
    : names.flatMap(name => columnNamed(target, name)?.id ?? []);

/** Relates an added table to the existing table of the same name. */
const relate = (change: Change, reference: LooseReference): readonly Diagnostic[] => {
  const { targetName, targetColumnNames, ...key } = reference;
  const { table } = key;
  const target = tableNamed(change.document, targetName);
  const targetColumns = target ? columnsOf(target, targetColumnNames) : [];
  if (!target || targetColumns.length !== key.columns.length) {
    const source = tableView(change.document, table).table.name;
    const reason = target ? "does not have the referenced columns" : "does not exist";
    const message = `The relation from "${source}" to "${targetName}" is left out: "${targetName}" ${reason}.`;
    return [warning("relation-left-out", message, { record: table })];
  }
  const newId = (() => key.id) as NewId;
  const added = addForeignKey(change.document, {
    ...key,
    newId,
    target: target.table.id,
    targetColumns,
  });
  change.apply(added.value);
  return added.diagnostics;
};

export type MergeDocument = {
  readonly other: SchemaDocument;
  /** Foreign keys of its tables to tables that it does not have. */
  readonly references?: readonly LooseReference[];
};

/**
 * Tables whose names are taken are left out and reported. Added tables that reference them, or tables that `other` does
 * not have, are related to the existing tables of these names.
 */
export const mergeDocument = (
  document: SchemaDocument,
  { other, references = [] }: MergeDocument,
): Report<Diff> => {
  const clashing = recordsOf(other, "table").filter(table => tableNamed(document, table.name));
  const leftOut = new Set<string>(clashing.map(({ id }) => id));
  const rest = new Change(other).apply(
    removeTables(other, { tables: clashing.map(table => table.id) }).value,
  ).document;
  const { value: trimmed, diagnostics } = withoutRepeatedEnums(document, rest);
  const entities = recordsOf(document, "table").map(table => table.entity);
  const change = new Change(document);
  for (const record of trimmed.records.values()) change.put(withFreeEntity(record, entities));
  const loose = [...looseReferences(other, leftOut), ...references];
  const relations = loose
    .filter(({ table }) => change.document.records.has(table))
    .flatMap(reference => relate(change, reference));
  const repeated = clashing.map(({ name }) =>
    warning("name-taken", `A table "${name}" already exists, so this one is left out.`, {
      hint: "Rename one of the two, or import into a new project.",
    }),
  );
  return report(change.finish(), [...repeated, ...diagnostics, ...relations]);
};
