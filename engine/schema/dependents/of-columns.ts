/** What depends on columns: keys, indexes, checks, formulas, and relations. */
import { mentions } from "../column-mentions.ts";
import type { Column, ColumnId, SchemaDocument, TableId } from "../records.ts";
import { columnOf, type TableView, tableView } from "../views.ts";
import { type Choices, chosenOption, type Dependent, noChoices } from "./dependent.ts";
import { ofCheck, ofForeignKey, ofIndex, ofKey } from "./of-record.ts";
import type { RemovedColumns } from "./without-columns.ts";

/** The computed columns of a table whose formula mentions a removed column. */
const ofFormulas = ({ table, columns }: TableView, removed: RemovedColumns): readonly Dependent[] =>
  columns.flatMap((column): readonly Dependent[] => {
    const { id, name, generated } = column;
    if (generated?.kind !== "computed") return [];
    const used = [...removed].find(
      ([other, otherName]) => other !== id && mentions(generated.text, otherName),
    );
    if (!used) return [];
    return [
      {
        record: column,
        reason: `The formula of "${table.name}.${name}" uses "${used[1]}"`,
        options: [
          {
            consequence: "remove",
            label: `Delete the column "${name}"`,
            outcome: "the column is deleted as well",
          },
          {
            consequence: "convert",
            label: `Keep "${name}" as an ordinary column`,
            outcome: "the column is no longer computed",
          },
        ],
      },
    ];
  });

const byTable = (columns: Iterable<Column>): ReadonlyMap<TableId, Map<string, string>> => {
  const tables = new Map<TableId, Map<string, string>>();
  for (const { id, table, name } of columns) {
    tables.set(table, (tables.get(table) ?? new Map<string, string>()).set(id, name));
  }
  return tables;
};

/** The removed columns, with the computed columns that are removed with them. */
export const removedWith = (
  document: SchemaDocument,
  columns: readonly ColumnId[],
  choices: Choices = noChoices,
): ReadonlySet<ColumnId> => {
  const removed = new Set(columns);
  for (let size = -1; size !== removed.size; ) {
    size = removed.size;
    for (const [table, names] of byTable([...removed].map(id => columnOf(document, id)))) {
      for (const dependent of ofFormulas(tableView(document, table), names)) {
        const { consequence } = chosenOption(dependent, choices);
        if (consequence === "remove" && dependent.record.kind === "column") {
          removed.add(dependent.record.id);
        }
      }
    }
  }
  return removed;
};

/**
 * What depends on the columns, with its possible consequences. What has no other column, such as the unique key of one
 * column, is removed with the columns and not listed.
 */
export const dependentsOf = (
  document: SchemaDocument,
  columns: readonly ColumnId[],
  choices: Choices = noChoices,
): readonly Dependent[] => {
  const requested = new Set<string>(columns);
  const removed = [...removedWith(document, columns, choices)].map(id => columnOf(document, id));
  const all: RemovedColumns = new Map(removed.map(({ id, name }) => [id, name]));
  const ofTables = [...byTable(removed)].flatMap(([id, names]) => {
    const view = tableView(document, id);
    const keys = view.primaryKey ? [view.primaryKey, ...view.uniqueKeys] : view.uniqueKeys;
    return [
      ...keys.flatMap(key => ofKey(document, key, names) ?? []),
      ...[...view.foreignKeys, ...view.referredBy].flatMap(
        key => ofForeignKey(document, key, all) ?? [],
      ),
      ...view.indexes.flatMap(index => ofIndex(document, index, names) ?? []),
      ...view.checks.flatMap(check => ofCheck(document, check, names) ?? []),
      ...ofFormulas(view, names).filter(({ record }) => !requested.has(record.id)),
    ];
  });
  // A foreign key is found from both of its tables.
  return [...new Map(ofTables.map(dependent => [dependent.record.id, dependent])).values()];
};
