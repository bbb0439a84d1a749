/** Adds a column from a parsed line, with its type, its keys and its relation. */
import { type Diagnostic, type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { ColumnDraft } from "../column-line/index.ts";
import { isTypeName } from "../column-type.ts";
import type { Diff } from "../diff.ts";
import { freeName, isUsableName } from "../names.ts";
import type { Column, ColumnId, ColumnType, NewId, SchemaDocument, TableId } from "../records.ts";
import { columnNamed, recordsOf, type TableView, tableView } from "../views.ts";
import { addForeignKey } from "./add-foreign-key.ts";
import { removeAutomaticId } from "./automatic-id.ts";
import { addCheck } from "./edit-checks.ts";
import { refusal } from "./refusal.ts";
import { setPrimaryKey, setUnique } from "./set-keys.ts";

export type AddColumn = {
  readonly newId: NewId;
  readonly table: TableId;
  readonly draft: ColumnDraft;
};

/** An untouched automatic `id` gives way to a column that is the primary key. */
export const addColumn = (
  document: SchemaDocument,
  { newId, table, draft }: AddColumn,
): Report<Diff> => {
  if (!isUsableName(draft.name)) return refusal("missing-name", "A column needs a name.");
  const change = new Change(document);
  if (draft.primaryKey) removeAutomaticId(change, table, []);
  const view = tableView(change.document, table);
  if (columnNamed(view, draft.name)) {
    return refusal("name-taken", `"${view.table.name}" already has a column "${draft.name}".`);
  }
  const column = columnFrom(draft, {
    id: newId("column"),
    table,
    type: typeOf(change, newId, view, draft),
    position: (view.columns.at(-1)?.position ?? -1) + 1,
  });
  change.put(column);
  const diagnostics = addConstraints(change, { newId, table, draft }, column.id);
  return report(change.finish(), diagnostics);
};

const columnFrom = (
  { name, nullable, default: given, generated, collation, comment }: ColumnDraft,
  place: Pick<Column, "id" | "table" | "type" | "position">,
): Column => ({
  kind: "column",
  name,
  nullable,
  default: given,
  generated,
  comment,
  ...(collation === null ? {} : { collation }),
  ...place,
});

/** The type of the draft. Values that are not an enum yet become one, named after the column. */
const typeOf = (
  change: Change,
  newId: NewId,
  { table }: TableView,
  { name, type, enumValues: values }: ColumnDraft,
): ColumnType => {
  if (!values) return type;
  const taken = (["enum", "table"] as const).flatMap(kind =>
    recordsOf(change.document, kind).map(each => each.name),
  );
  const isFree = freeName(name, taken) === name && !isTypeName(name);
  const id = newId("enum");
  const enumName = isFree ? name : freeName(`${table.name}_${name}`, taken);
  change.put({ kind: "enum", id, name: enumName, values });
  return { kind: "enum", enum: id };
};

const addConstraints = (
  change: Change,
  { newId, table, draft }: AddColumn,
  id: ColumnId,
): readonly Diagnostic[] => {
  const diagnostics: Diagnostic[] = [];
  const apply = (edit: Report<Diff>) => {
    change.apply(edit.value);
    diagnostics.push(...edit.diagnostics);
  };
  if (draft.primaryKey) {
    const columns = [...(tableView(change.document, table).primaryKey?.columns ?? []), id];
    apply(setPrimaryKey(change.document, { newId, table, columns }));
  }
  if (draft.unique) {
    apply(setUnique(change.document, { newId, table, columns: [id], unique: true }));
  }
  for (const expression of draft.checks) {
    apply(addCheck(change.document, { newId, table, expression }));
  }
  if (draft.reference) {
    const { table: target, id: targetColumn } = draft.reference;
    const key = { newId, table, columns: [id], target, targetColumns: [targetColumn] };
    const { onDelete, onUpdate } = draft;
    apply(addForeignKey(change.document, { ...key, onDelete, onUpdate }));
  }
  return diagnostics;
};
