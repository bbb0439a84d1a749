/** Deletes the selection: a column, or tables and relations. */
import {
  Change,
  type Diff,
  type Report,
  removeColumns,
  removeForeignKeys,
  removeTables,
  report,
  type SchemaDocument,
} from "../../engine/index.ts";
import type { Selection, Workbench } from "../state/index.ts";
import { applyEdit } from "./apply-edit.ts";
import type { Command } from "./command.ts";

export const deleteSelection: Command = {
  id: "edit.delete",
  label: "Delete selection",
  group: "Edit",
  shortcuts: ["Delete", "Backspace"],
  keywords: "remove drop",
  when: bench => !isEmpty(selectionOf(bench)),
  run(bench) {
    const selection = selectionOf(bench);
    const change = (document: SchemaDocument) => remove(document, selection);
    applyEdit(bench, { label: deletionLabel(selection), change });
  },
};

const selectionOf = ({ project }: Workbench): Selection => project.getState().selection;

const isEmpty = ({ tables, foreignKeys, column }: Selection): boolean =>
  tables.size === 0 && foreignKeys.size === 0 && column === null;

const deletionLabel = ({ tables, foreignKeys, column }: Selection): string => {
  if (column !== null) return "delete column";
  if (tables.size > 1) return `delete ${tables.size} tables`;
  if (tables.size === 1) return "delete table";
  return foreignKeys.size > 1 ? `delete ${foreignKeys.size} relations` : "delete relation";
};

const remove = (document: SchemaDocument, selection: Selection): Report<Diff> => {
  const { tables, foreignKeys, column } = selection;
  if (column !== null) return removeColumns(document, { columns: [column] });
  const change = new Change(document).apply(removeTables(document, { tables: [...tables] }).value);
  // Foreign keys of a deleted table are already removed.
  const left = [...foreignKeys].filter(id => change.document.records.has(id));
  change.apply(removeForeignKeys(change.document, { foreignKeys: left }).value);
  return report(change.finish());
};
