/** Removes tables with their records, with consequences for the relations of other tables to them. */
import { type Diagnostic, info, type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import {
  type Choices,
  chosenOption,
  type Dependent,
  dependentsOfTables,
  noChoices,
} from "../dependents/index.ts";
import type { Diff } from "../diff.ts";
import type { ColumnId, SchemaDocument, TableId } from "../records.ts";
import { removeColumns } from "./remove-columns.ts";

export type RemoveTables = {
  readonly tables: readonly TableId[];
  /** What becomes of the relations (see `dependentsOfTables`), where it is not the default. */
  readonly choices?: Choices;
};

/** Foreign keys that reference the tables are removed, also those of tables that stay. */
export const removeTables = (
  document: SchemaDocument,
  { tables, choices = noChoices }: RemoveTables,
): Report<Diff> => {
  const dependents = dependentsOfTables(document, tables);
  const chosen = (consequence: string): readonly Dependent[] =>
    dependents.filter(each => chosenOption(each, choices).consequence === consequence);
  const joins = chosen("remove-table").flatMap(({ record }) => tableIn(record));
  const change = withoutTables(document, [...tables, ...joins]);
  const columns = chosen("remove-columns")
    .flatMap(({ record }) => (record.kind === "foreignKey" ? record.columns : []))
    .filter(id => change.document.records.has(id));
  const rest = removeColumns(change.document, { columns: [...new Set<ColumnId>(columns)] });
  const diagnostics = dependents.map(dependent => outcomeOf(dependent, choices));
  return report(change.apply(rest.value).finish(), [...diagnostics, ...rest.diagnostics]);
};

const tableIn = (record: Dependent["record"]): readonly TableId[] =>
  record.kind === "foreignKey" ? [record.table] : [];

const outcomeOf = (dependent: Dependent, choices: Choices): Diagnostic =>
  info(
    "removed-with-table",
    `${dependent.reason}, so ${chosenOption(dependent, choices).outcome}.`,
    { hint: "Undo restores both." },
  );

const withoutTables = (document: SchemaDocument, tables: readonly TableId[]): Change => {
  const gone = new Set<string>(tables);
  const change = new Change(document);
  for (const record of document.records.values()) {
    const owned = "table" in record && gone.has(record.table);
    const pointsThere = record.kind === "foreignKey" && gone.has(record.target);
    if (gone.has(record.id) || owned || pointsThere) change.remove(record.id);
  }
  return change;
};
