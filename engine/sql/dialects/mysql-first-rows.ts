/**
 * Writes of the first rows of a table: MySQL has ORDER BY and LIMIT where other databases need a query for the keys.
 * @see https://dev.mysql.com/doc/refman/8.0/en/delete.html
 */
import type { Clause, Delete, Expression, OrderTerm, Select, Update } from "../tree.ts";
import { underTableName } from "../under-table-name.ts";
import { nodesIn } from "../walk.ts";

/** The clauses of a write. */
export type FirstRows = Pick<Select, "where" | "orderBy" | "limit">;

/** Whether a query is no more than a condition, an order and a limit. MySQL has no OFFSET in writes. */
const isLimitOnly = (query: Select): boolean =>
  query.limit !== null &&
  query.offset === null &&
  query.joins.length === 0 &&
  (query.with ?? []).length === 0 &&
  !(query.distinct || query.groupBy || query.having);

const columnsOf = (key: Expression): readonly Expression[] =>
  key.kind === "tuple" ? key.items : [key];

/** Whether a query selects the same columns as the key of the written row, which has no alias. */
const selectsKey = ({ items }: Select, key: Expression): boolean => {
  const columns = columnsOf(key);
  return (
    columns.length === items.length &&
    columns.every((column, index) => {
      const other = items[index]?.expression;
      const isKey = column.kind === "column" && column.source === null;
      return isKey && other?.kind === "column" && column.name === other.name;
    })
  );
};

const hasQueryOrWindow = ({ expression }: OrderTerm): boolean =>
  [...nodesIn(expression)].some(({ kind }) => kind === "select" || kind === "window");

/** Whether the row cannot get another name: a subquery hides that name, or raw SQL may use the old one. */
const keepsName = (name: string, expression: Expression): boolean =>
  [...nodesIn(expression)].some(
    node =>
      node.kind === "raw" ||
      ((node.kind === "tableSource" || node.kind === "querySource") && node.alias === name),
  );

const changed = <Body>(
  clause: Clause<Body> | null,
  change: (body: Body) => Body,
): Clause<Body> | null => clause && { ...clause, body: change(clause.body) };

/**
 * The clauses of a write whose condition selects its rows by the keys of a limited query of the same table, with the
 * row under the name that it has in the write. Null if the query does more.
 */
export const firstRows = ({ where, table }: Update | Delete, name: string): FirstRows | null => {
  if (where?.kind !== "inQuery" || where.negated || where.query.kind !== "select") return null;
  const { operand, query } = where;
  const { from, orderBy } = query;
  if (from?.kind !== "tableSource" || from.name !== table) return null;
  if (!isLimitOnly(query) || !selectsKey(query, operand)) return null;
  const terms = orderBy?.body ?? [];
  if (terms.some(hasQueryOrWindow)) return null;
  const used = [
    ...terms.map(({ expression }) => expression),
    ...(query.where ? [query.where.body] : []),
  ];
  if (from.alias !== name && used.some(each => keepsName(name, each))) return null;
  const change = (expression: Expression) => underTableName(expression, from.alias, name);
  return {
    where: changed(query.where, change),
    orderBy: changed(orderBy, body =>
      body.map(term => ({ ...term, expression: change(term.expression) })),
    ),
    limit: query.limit,
  };
};
