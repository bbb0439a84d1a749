/** Compiles queries: plan, then SQL tree, then text. */
import { invariant, type TextRange } from "../base/index.ts";
import {
  type Dialect,
  type Expression,
  type Printed,
  print,
  type Query,
  type Select,
  select,
} from "../sql/index.ts";
import { needsDistinct } from "./distinct-rows.ts";
import type { QueryExpression, QueryState } from "./expression.ts";
import { isAggregated } from "./many-rows.ts";
import { type Aliases, type JoinPlan, planQuery } from "./plan.ts";
import { fieldsOf } from "./query-state.ts";
import { withoutValues } from "./row-tests.ts";
import { expressionToSql, queryToSql, rowsToSql } from "./to-sql/index.ts";

export type CompiledQuery = { readonly statement: Query; readonly printed: Printed };

/** The statement of a query. */
export const compileStatement = (state: QueryState, aliases?: Aliases): Query =>
  queryToSql(state, planQuery(state, aliases));

/** The statement of a query that is not a compound. */
export const compileSelect = (state: QueryState, aliases?: Aliases): Select => {
  const statement = compileStatement(state, aliases);
  invariant(statement.kind === "select", "a query for entities is one select");
  return statement;
};

/** The statement of a query for entities, without its items, and the relations that it joins to the entity. */
export const compileRows = (
  state: QueryState,
  aliases: Aliases,
): { readonly query: Select; readonly joined: readonly JoinPlan[] } => {
  const plan = planQuery(state, aliases);
  return { query: rowsToSql(state, plan), joined: plan.sourceOf(state.variable).joins };
};

/** The same, with the values of expressions over its rows. */
export const compileRowsWith = (
  state: QueryState,
  expressions: readonly QueryExpression[],
  aliases: Aliases,
) => {
  const plan = planQuery(state, aliases);
  const translate = expressionToSql(plan);
  return {
    query: rowsToSql(state, plan),
    joined: plan.sourceOf(state.variable).joins,
    values: expressions.map(translate),
  };
};

/** Raw SQL may aggregate. */
const mayAggregate = ({ projection }: QueryState): boolean =>
  projection !== null &&
  fieldsOf(projection.value).some(field => isAggregated(field.expression, true));

/** The statement that counts the rows of a query, which becomes a derived table if it is limited or grouped. */
export const compileCount = (state: QueryState, origin: TextRange | undefined): Query => {
  const counted: Expression = {
    kind: "call",
    name: "count",
    arguments: [{ kind: "star" }],
    distinct: false,
    origin,
  };
  const items = [{ expression: counted, alias: null }];
  const cuts = state.limit !== null || state.offset !== null;
  const isPlain =
    !state.compound && state.groupBy.length === 0 && !needsDistinct(state) && !mayAggregate(state);
  // The order decides which rows are cut off, not how many.
  const query = compileStatement(isPlain ? withoutValues(state) : { ...state, orderBy: [] });
  if (!cuts && isPlain && query.kind === "select") return { ...query, items };
  return select({ items, from: { kind: "querySource", query, alias: "counted" } });
};

/** The statement of a query, printed for a dialect. */
export const compileQuery = (state: QueryState, dialect: Dialect): CompiledQuery => {
  const statement = compileStatement(state);
  return { statement, printed: print(statement, dialect) };
};
