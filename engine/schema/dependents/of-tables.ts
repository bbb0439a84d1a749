/** What depends on tables: the relations of other tables to them. */
import type { ForeignKey, SchemaDocument, TableId } from "../records.ts";
import { isNumberedJoinTable, isPlainJoinTable } from "../relations.ts";
import { recordsOf, tableView } from "../views.ts";
import { type ConsequenceOption, type Dependent, removal } from "./dependent.ts";
import { listOf } from "./without-columns.ts";

const optionsOf = (document: SchemaDocument, key: ForeignKey): Dependent["options"] => {
  const view = tableView(document, key.table);
  const columns = listOf(document, key.columns);
  const isJoin = isPlainJoinTable(view) || isNumberedJoinTable(view);
  const withTable: readonly ConsequenceOption[] = isJoin
    ? [
        {
          consequence: "remove-table",
          label: `Delete the join table "${view.table.name}"`,
          outcome: `the join table "${view.table.name}" is deleted as well`,
        },
      ]
    : [];
  const keepColumns = { ...removal("the relation"), label: `Keep ${columns} without the relation` };
  const withColumns: ConsequenceOption = {
    consequence: "remove-columns",
    label: `Delete ${columns}, too`,
    outcome: `it is deleted with ${columns}`,
  };
  return [keepColumns, withColumns, ...withTable];
};

/** The relations of other tables to the tables, with their possible consequences. */
export const dependentsOfTables = (
  document: SchemaDocument,
  tables: readonly TableId[],
): readonly Dependent[] => {
  const removed = new Set(tables);
  return recordsOf(document, "foreignKey")
    .filter(({ table, target }) => removed.has(target) && !removed.has(table))
    .map(key => {
      const [source, target] = [key.table, key.target].map(
        id => tableView(document, id).table.name,
      );
      const reason = `The relation ${key.forward} of "${source}" leads to "${target}"`;
      return { record: key, reason, options: optionsOf(document, key) };
    });
};
