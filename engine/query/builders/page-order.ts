/** The unique order that a page needs: the order of the query, followed by the keys of its rows or groups. */
import type { TextRange } from "../../base/index.ts";
import { withDistinctRows } from "../distinct-rows.ts";
import type { OrderKey, QueryExpression, QueryState, RowVariable } from "../expression.ts";
import { hasWindow, isAggregated } from "../many-rows.ts";
import { isOneGroup } from "../one-row.ts";
import { QueryError } from "../query-error.ts";
import { fieldsOf } from "../query-state.ts";
import { sameNode } from "../walk.ts";

type Range = TextRange | undefined;

export const refuse = (message: string, range: Range, hint: string): QueryError =>
  new QueryError("unsupported", message, { range, hint });

const valuesOf = ({ projection }: QueryState): readonly QueryExpression[] =>
  projection ? fieldsOf(projection.value).map(({ expression }) => expression) : [];

const requireManyRows = (state: QueryState, range: Range): void => {
  if (state.compound) {
    throw refuse(
      "Pages of combined queries are not supported.",
      range,
      "Use limit() and offset(), or pages of distinct rows: db.from(combined).select(…).distinct().page(…).",
    );
  }
  if (isOneGroup(state) || (state.groupBy.length === 0 && state.having.length > 0)) {
    throw refuse("A selection of one row has no pages.", range, "Use one() or first().");
  }
  if (!valuesOf(state).some(hasWindow)) return;
  throw refuse(
    "Pages cannot contain window functions, which would see only the rows after the cursor.",
    range,
    "Use limit() and offset().",
  );
};

const isConstant = ({ kind }: QueryExpression): boolean => kind === "value" || kind === "constant";

/** Distinct rows as groups of their values: groups can be selected with additional values, for the cursor. */
const asGroups = (state: QueryState, range: Range): QueryState => {
  const values = valuesOf(state);
  const keys = values.filter(each => !isConstant(each));
  const isPlain = state.groupBy.length === 0 && !values.some(each => isAggregated(each, true));
  if (!isPlain || keys.length === 0) {
    throw refuse(
      "Pages of distinct groups, of distinct raw SQL and of distinct constants are not supported.",
      range,
      "Remove distinct(), or use limit() and offset().",
    );
  }
  const groupBy = keys.map(value => ({ value, origin: state.projection?.origin }));
  return { ...state, distinct: false, groupBy };
};

/**
 * The query with rows that can have a unique order.
 * @throws QueryError `unsupported` for rows that have none, `not-selected` for distinct rows in another order
 */
export const withOrderedRows = (input: QueryState, range: Range): QueryState => {
  // Entities are distinct by their keys, and PostgreSQL orders distinct rows only by selected values.
  if (!input.projection) return { ...input, distinct: false };
  requireManyRows(input, range);
  const state = withDistinctRows(input);
  return state.distinct ? asGroups(state, range) : state;
};

/** The columns of the primary key of a row. @throws QueryError `no-primary-key` */
const rowKeys = (variable: RowVariable, range: Range): readonly QueryExpression[] => {
  const { entity, derived } = variable;
  if (entity.primaryKey.length === 0) {
    const rows = derived ? "A selection that is used as a table" : entity.name;
    throw new QueryError("no-primary-key", `${rows} has no primary key, which pages need.`, {
      range,
      hint: "Select distinct rows, .select(…).distinct().page(…), group the rows, or use limit() and offset().",
    });
  }
  const path = { variable, relations: [] };
  return entity.primaryKey.map(column => ({ kind: "column", path, column, origin: range }));
};

/** The expressions that identify a row of the result. */
const identityOf = (state: QueryState, range: Range): readonly QueryExpression[] => {
  const { variable, joins, groupBy } = state;
  if (groupBy.length > 0) {
    return groupBy.map(({ value }) => value).filter(key => !isConstant(key));
  }
  return [variable, ...joins.map(join => join.variable)].flatMap(row => rowKeys(row, range));
};

/**
 * The order of the query, followed by the keys that it lacks.
 * @throws QueryError `unsupported` for the order of a window function, `no-primary-key`
 */
export const uniqueOrder = (state: QueryState, range: Range): readonly OrderKey[] => {
  const keys = state.orderBy.map(({ value }) => value);
  if (keys.some(({ expression }) => hasWindow(expression))) {
    throw refuse(
      "Pages cannot be ordered by a window function.",
      range,
      "Order by the columns that the window is ordered by, or use limit() and offset().",
    );
  }
  const missing = identityOf(state, range).filter(
    each => !keys.some(({ expression }) => sameNode(expression, each)),
  );
  return [...keys, ...missing.map(expression => ({ expression, descending: false, nulls: null }))];
};
