/**
 * Updates in SQLite whose values read the written table. Without a FROM clause, a subquery would read rows that the
 * statement has already written. @see https://sqlite.org/lang_update.html
 */
import { tablesIn } from "../tables-in.ts";
import {
  type Assignment,
  allOf,
  clause,
  type Expression,
  type Source,
  select,
  type Update,
} from "../tree.ts";

const column = (source: string, name: string): Expression => ({ kind: "column", source, name });

const readsItself = ({ table, assignments }: Update): boolean =>
  assignments.some(({ value }) => tablesIn(value).includes(table));

/** The name of a new value among the columns of the key. */
const nameOf = (assignment: Assignment, key: readonly string[]): string =>
  key.includes(assignment.column) ? `new_${assignment.column}` : assignment.column;

/** The keys and the new values of the rows, in a derived table that comes before the first write. */
const valuesFirst = (node: Update, key: readonly string[]): Update => {
  const { table, assignments, where, origin } = node;
  const row = node.alias ?? table;
  const values = row === "computed" ? "computed2" : "computed";
  const query = select({
    items: [
      ...key.map(name => ({ expression: column(row, name), alias: name })),
      ...assignments.map(each => ({ expression: each.value, alias: nameOf(each, key) })),
    ],
    from: { kind: "tableSource", name: table, alias: row },
    where: where && clause(where),
    origin,
  });
  const isRow = key.map(
    (name): Expression => ({
      kind: "comparison",
      operator: "=",
      left: column(row, name),
      right: column(values, name),
    }),
  );
  return {
    ...node,
    assignments: assignments.map(each => ({
      column: each.column,
      value: column(values, nameOf(each, key)),
    })),
    from: { kind: "querySource", query, alias: values },
    where: allOf(isRow),
  };
};

/** Any FROM clause makes SQLite collect the new values first. */
const ONE_ROW: Source = {
  kind: "querySource",
  query: select({ items: [{ expression: { kind: "constant", value: 1 }, alias: null }] }),
  alias: "one_row",
};

/** The update with values that are computed before the first row is written. */
export const withValuesFirst = (node: Update): Update => {
  if (!readsItself(node)) return node;
  const { key = [] } = node;
  return key.length > 0 ? valuesFirst(node, key) : { ...node, from: ONE_ROW };
};
