/** Changes a column in place: its name, type, default, generated values or comment. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import { printColumnDefault } from "../column-default.ts";
import { renameInText } from "../column-mentions.ts";
import type { Diff } from "../diff.ts";
import { firstFreeName, isUsableName } from "../names.ts";
import type { Column, ColumnId, SchemaDocument } from "../records.ts";
import { sqlFault } from "../user-sql.ts";
import {
  columnOf,
  findTable,
  referringColumns,
  sameName,
  type TableView,
  tableView,
} from "../views.ts";
import { refusal } from "./refusal.ts";
import { automaticForwards, namesTakenIn } from "./relation-names.ts";

export type UpdateColumn = {
  readonly column: ColumnId;
  readonly changes: Partial<
    Pick<Column, "name" | "type" | "nullable" | "default" | "generated" | "comment">
  > & {
    /** Null for the default of the database. */
    readonly collation?: string | null;
  };
  /** Whether the columns that reference this one get its type, too. */
  readonly alsoReferences?: boolean;
};

export const updateColumn = (
  document: SchemaDocument,
  { column: id, changes, alsoReferences = false }: UpdateColumn,
): Report<Diff> => {
  const column = columnOf(document, id);
  const view = tableView(document, column.table);
  const name = changes.name?.trim() ?? column.name;
  const refused = refuseName(view, column, name) ?? refuseValues(view, column, changes);
  if (refused) return refused;
  const change = new Change(document).put(changedColumn(column, { ...changes, name }));
  const { type } = changes;
  if (alsoReferences && type) {
    const referring = referringColumns(document, id);
    change.put(...referring.map(other => changedColumn(other, { type })));
  }
  if (name !== column.name) {
    followWithRelations(document, change, column);
    followWithTexts(change, column, name);
  }
  return report(change.finish());
};

const refuseName = (view: TableView, { id }: Column, name: string): Report<Diff> | null => {
  if (!isUsableName(name)) return refusal("missing-name", "A column needs a name.");
  return view.columns.some(other => other.id !== id && sameName(other.name, name))
    ? refusal("name-taken", `"${view.table.name}" already has a column "${name}".`)
    : null;
};

/** Refuses generated values that no database accepts, and a default of generated values. */
const refuseValues = (
  { table, primaryKey }: TableView,
  column: Column,
  { type = column.type, generated, default: given }: UpdateColumn["changes"],
): Report<Diff> | null => {
  const label = `"${table.name}.${column.name}"`;
  if (generated?.kind === "identity") {
    const isKey = primaryKey?.columns.length === 1 && primaryKey.columns[0] === column.id;
    if (type.kind === "integer" && isKey) return null;
    const message = `${label} cannot be an identity: only an integer that is the primary key can.`;
    return refusal(
      "not-an-identity",
      message,
      "Make it an integer and the only primary key column.",
    );
  }
  if (generated?.kind === "computed") {
    const fault = sqlFault(generated.text);
    if (fault !== null) {
      return refusal("invalid-sql", `The formula of ${label} is not valid SQL: ${fault}.`);
    }
    return primaryKey?.columns.includes(column.id)
      ? refusal("computed-key", `${label} is in the primary key, so it cannot be computed.`)
      : null;
  }
  if (given?.kind === "expression") {
    const fault = sqlFault(given.text);
    if (fault !== null) {
      const hint = `For a text, write quotes: ${printColumnDefault({ kind: "value", value: given.text })}.`;
      return refusal("invalid-sql", `The default of ${label} is not valid SQL: ${fault}.`, hint);
    }
  }
  if (given && generated === undefined && column.generated) {
    const what = column.generated.kind === "identity" ? "generated" : "computed";
    return refusal("default-of-generated", `${label} is ${what}, so it cannot have a default.`);
  }
  return null;
};

/** A generated column has no default, and only an integer is an identity. */
const changedColumn = (
  column: Column,
  { collation, ...changes }: UpdateColumn["changes"],
): Column => {
  const { collation: before, automatic: _, ...rest } = { ...column, ...changes };
  const after = collation === undefined ? before : collation?.trim() || undefined;
  const generated =
    rest.generated?.kind === "identity" && rest.type.kind !== "integer" ? null : rest.generated;
  return {
    ...rest,
    generated,
    default: generated ? null : rest.default,
    ...(after === undefined ? {} : { collation: after }),
  };
};

/** A relation named after the column follows its new name. */
const followWithRelations = (before: SchemaDocument, change: Change, column: Column): void => {
  for (const key of findTable(before, column.table)?.foreignKeys ?? []) {
    if (!key.columns.includes(column.id)) continue;
    const at = automaticForwards(before, key).indexOf(key.forward);
    if (at < 0) continue;
    const others = new Change(change.document).remove(key.id).document;
    const next = automaticForwards(change.document, key);
    const taken = namesTakenIn(others, column.table);
    change.put({ ...key, forward: firstFreeName([next[at] ?? next[0], ...next], taken) });
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
