/** Changes a column in place: its name, type, nullability, default or comment. */
import { error, type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import { renameInText } from "../column-mentions.ts";
import { type Diff, emptyDiff } from "../diff.ts";
import { forwardNameFor, isUsableName } from "../names.ts";
import type { Column, ColumnId, SchemaDocument } from "../records.ts";
import { columnOf, findTable, sameName, tableView } from "../views.ts";

export type UpdateColumn = {
  readonly column: ColumnId;
  readonly changes: Partial<
    Pick<Column, "name" | "type" | "nullable" | "default" | "generated" | "comment">
  >;
};

export const updateColumn = (
  document: SchemaDocument,
  { column: id, changes }: UpdateColumn,
): Report<Diff> => {
  const column = columnOf(document, id);
  const view = tableView(document, column.table);
  const name = changes.name?.trim() ?? column.name;
  if (!isUsableName(name))
    return report(emptyDiff, [error("missing-name", "A column needs a name.")]);
  if (view.columns.some(other => other.id !== id && sameName(other.name, name))) {
    const message = `"${view.table.name}" already has a column "${name}".`;
    return report(emptyDiff, [error("name-taken", message)]);
  }
  const change = new Change(document).put({ ...column, ...changes, name });
  if (name !== column.name) {
    followWithRelations(change, column, name);
    followWithTexts(change, column, name);
  }
  return report(change.finish());
};

/** A relation named after the column follows its new name. */
const followWithRelations = (change: Change, column: Column, name: string): void => {
  const view = findTable(change.document, column.table);
  for (const key of view?.foreignKeys ?? []) {
    if (key.columns.length !== 1 || key.columns[0] !== column.id) continue;
    const target = tableView(change.document, key.target).table.name;
    if (key.forward !== forwardNameFor(column.name, target)) continue;
    change.put({ ...key, forward: forwardNameFor(name, target) });
  }
};

/** Renames the column in the checks, indexes and formulas of its table. */
const followWithTexts = (change: Change, column: Column, name: string): void => {
  const view = findTable(change.document, column.table);
  if (!view) return;
  const renamed = (sql: string): string => renameInText(sql, column.name, name);
  for (const check of view.checks) change.put({ ...check, expression: renamed(check.expression) });
  for (const index of view.indexes) {
    const parts = index.parts.map(part =>
      part.kind === "expression" ? { ...part, text: renamed(part.text) } : part,
    );
    change.put({ ...index, parts, where: index.where === null ? null : renamed(index.where) });
  }
  for (const other of view.columns) {
    if (other.generated?.kind !== "computed") continue;
    change.put({
      ...other,
      generated: { ...other.generated, text: renamed(other.generated.text) },
    });
  }
};
