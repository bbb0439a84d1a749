/** Adds a column from a parsed line, with its keys and its relation. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { ColumnDraft } from "../column-line.ts";
import type { Diff } from "../diff.ts";
import { isUsableName } from "../names.ts";
import type { Column, NewId, SchemaDocument, TableId } from "../records.ts";
import { columnNamed, tableView } from "../views.ts";
import { addForeignKey } from "./add-foreign-key.ts";
import { refusal } from "./refusal.ts";
import { setPrimaryKey, setUnique } from "./set-keys.ts";

export type AddColumn = {
  readonly newId: NewId;
  readonly table: TableId;
  readonly draft: ColumnDraft;
};

export const addColumn = (
  document: SchemaDocument,
  { newId, table, draft }: AddColumn,
): Report<Diff> => {
  const view = tableView(document, table);
  if (!isUsableName(draft.name)) {
    return refusal("missing-name", "A column needs a name.");
  }
  if (columnNamed(view, draft.name)) {
    return refusal("name-taken", `"${view.table.name}" already has a column "${draft.name}".`);
  }
  const column: Column = {
    kind: "column",
    id: newId("column"),
    table,
    name: draft.name,
    type: draft.type,
    nullable: draft.nullable,
    default: draft.default,
    generated: null,
    comment: "",
    position: (view.columns.at(-1)?.position ?? -1) + 1,
  };
  const change = new Change(document).put(column);
  if (draft.primaryKey) {
    const columns = [...(view.primaryKey?.columns ?? []), column.id];
    change.apply(setPrimaryKey(change.document, { newId, table, columns }).value);
  }
  if (draft.unique) {
    const columns = [column.id];
    change.apply(setUnique(change.document, { newId, table, columns, unique: true }).value);
  }
  const diagnostics = [];
  if (draft.reference) {
    const added = addForeignKey(change.document, {
      newId,
      table,
      columns: [column.id],
      target: draft.reference.table,
      targetColumns: [draft.reference.id],
    });
    diagnostics.push(...added.diagnostics);
    change.apply(added.value);
  }
  return report(change.finish(), diagnostics);
};
