/** Removes columns, with consequences for the records that depend on them. */
import { type Diagnostic, info, type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import {
  type Choices,
  type Consequence,
  chosenOption,
  type Dependent,
  dependentsOf,
  foreignKeyWithout,
  indexWithout,
  keyWithout,
  noChoices,
  type RemovedColumns,
  removedWith,
} from "../dependents/index.ts";
import type { Diff } from "../diff.ts";
import type { ColumnId, SchemaDocument, SchemaRecord, TableId } from "../records.ts";
import { columnOf } from "../views.ts";
import { reportKeys } from "./report-keys.ts";
import { hasColumns } from "./set-keys.ts";

export type RemoveColumns = {
  readonly columns: readonly ColumnId[];
  /** What becomes of the dependents (see `dependentsOf`), where it is not the default. */
  readonly choices?: Choices;
};

/** Every consequence is part of the one diff, and is reported. */
export const removeColumns = (
  document: SchemaDocument,
  { columns, choices = noChoices }: RemoveColumns,
): Report<Diff> => {
  const ids = removedWith(document, columns, choices);
  const removed = new Map([...ids].map(id => [id, columnOf(document, id).name]));
  const change = new Change(document).remove(...ids);
  for (const record of document.records.values()) {
    if (usesOnly(record, removed)) change.remove(record.id);
  }
  const dependents = dependentsOf(document, columns, choices);
  const diagnostics = dependents.map(dependent => apply(change, dependent, choices, removed));
  const kept = reportKeys(document, change, tablesOf(document, ids, dependents));
  return report(kept.value, [...diagnostics, ...kept.diagnostics]);
};

const usesOnly = (record: SchemaRecord, removed: RemovedColumns): boolean => {
  switch (record.kind) {
    case "key":
    case "foreignKey":
      return record.columns.every(id => removed.has(id));
    case "index":
      return record.parts.every(part => part.kind === "column" && removed.has(part.column));
    default:
      return false;
  }
};

const apply = (
  change: Change,
  dependent: Dependent,
  choices: Choices,
  removed: RemovedColumns,
): Diagnostic => {
  const { consequence, outcome } = chosenOption(dependent, choices);
  const { record, reason } = dependent;
  const next = recordAfter(change, record, consequence, removed);
  if (next) change.put(next);
  else change.remove(record.id);
  const hint = "Undo restores both.";
  return info("removed-with-column", `${reason}, so ${outcome}.`, { hint });
};

/** Null if the record is removed. */
const recordAfter = (
  change: Change,
  record: SchemaRecord,
  consequence: Consequence,
  removed: RemovedColumns,
): SchemaRecord | null => {
  if (consequence === "convert" && record.kind === "column") return { ...record, generated: null };
  if (consequence !== "shorten") return null;
  switch (record.kind) {
    case "index":
      return indexWithout(record, removed);
    case "foreignKey":
      return foreignKeyWithout(record, removed);
    case "key": {
      const key = keyWithout(record, removed);
      const isRepeated = [...change.document.records.values()].some(
        other => other.kind === "key" && other.id !== key.id && hasColumns(other, key.columns),
      );
      return isRepeated && !key.primary ? null : key;
    }
    default:
      return record;
  }
};

/** The tables whose keys may have changed. */
const tablesOf = (
  document: SchemaDocument,
  removed: ReadonlySet<ColumnId>,
  dependents: readonly Dependent[],
): readonly TableId[] => [
  ...[...removed].map(id => columnOf(document, id).table),
  ...dependents.flatMap(({ record }) => ("table" in record ? [record.table] : [])),
];
