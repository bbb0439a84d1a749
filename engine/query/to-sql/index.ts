/** The third pass: a planned query becomes an SQL tree. */
import type { Expression, Query, Select } from "../../sql/index.ts";
import type { QueryExpression, QueryState } from "../expression.ts";
import type { QueryPlan } from "../plan.ts";
import { Translation } from "./statement.ts";

/** The statement of a planned query. */
export const queryToSql = (state: QueryState, plan: QueryPlan): Query =>
  new Translation(plan).statement(state);

/** The statement of a query for entities, without its items. */
export const rowsToSql = (state: QueryState, plan: QueryPlan): Select =>
  new Translation(plan).rows(state);

/** Translates expressions of a statement that is not a query. */
export const expressionToSql = (plan: QueryPlan): ((expression: QueryExpression) => Expression) => {
  const translation = new Translation(plan, true);
  return expression => translation.expression(expression);
};
