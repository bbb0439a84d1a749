/** Queries that have one row at most. */
import type { QueryExpression, QueryState, Sourced } from "./expression.ts";
import { isAggregated } from "./many-rows.ts";
import type { ColumnModel } from "./model.ts";
import { fieldsOf } from "./query-state.ts";

/** Whether the rows of a query are aggregated to one. */
export const isOneGroup = ({ projection, groupBy, compound }: QueryState): boolean =>
  projection !== null &&
  groupBy.length === 0 &&
  compound === null &&
  fieldsOf(projection.value).some(field => isAggregated(field.expression, false));

/** The conditions that all rows meet. */
const conjuncts = (node: QueryExpression): readonly QueryExpression[] =>
  node.kind === "and" ? node.operands.flatMap(conjuncts) : [node];

/** The columns of the row that equal a value. */
const fixedColumns = (
  { variable }: QueryState,
  where: readonly Sourced<QueryExpression>[],
): ReadonlySet<ColumnModel> => {
  const fixed = new Set<ColumnModel>();
  for (const node of where.flatMap(({ value }) => conjuncts(value))) {
    if (node.kind !== "comparison" || node.operator !== "=" || node.right.kind !== "value")
      continue;
    const { left } = node;
    if (left.kind !== "column" || left.path.variable !== variable) continue;
    if (left.path.relations.length === 0) fixed.add(left.column);
  }
  return fixed;
};

/** Whether a query for entities fixes the values of a unique key. */
export const isOneEntity = (state: QueryState): boolean => {
  if (state.where.length === 0) return false;
  const { primaryKey, uniqueKeys } = state.variable.entity;
  const fixed = fixedColumns(state, state.where);
  return [primaryKey, ...uniqueKeys].some(
    key => key.length > 0 && key.every(column => fixed.has(column)),
  );
};
