/** Queries of which only the existence of rows, or one value of each, matters: they select and order nothing else. */
import { memoize } from "../base/index.ts";
import { needsDistinct } from "./distinct-rows.ts";
import type { Projection, QueryState } from "./expression.ts";
import { isAggregated } from "./many-rows.ts";
import { fieldsOf } from "./query-state.ts";

const ONE: Projection = {
  kind: "field",
  expression: { kind: "constant", value: 1, origin: undefined },
  type: undefined,
};

/** The rows without their values and their order. */
export const withoutValues = (state: QueryState): QueryState => ({
  ...state,
  projection: { value: ONE, origin: undefined },
  orderBy: [],
  distinct: false,
  loads: [],
});

/** Whether the number of rows depends on the selected values. */
const dependsOnValues = (state: QueryState): boolean =>
  state.compound !== null ||
  state.having.length > 0 ||
  needsDistinct(state) ||
  (state.projection !== null &&
    fieldsOf(state.projection.value).some(({ expression }) => isAggregated(expression, true)));

/** The query whose rows EXISTS looks for. The same each time. */
export const existenceOf = memoize((state: QueryState): QueryState => {
  const isOrdered = state.limit !== null || state.offset !== null;
  if (!dependsOnValues(state)) return withoutValues(state);
  return isOrdered ? state : withoutOrder(state);
});

const withoutOrder = (state: QueryState): QueryState => ({ ...state, orderBy: [] });

/** The query whose values IN compares with: without a limit, their order does not matter. The same each time. */
export const membersOf = memoize(
  (state: QueryState): QueryState =>
    state.limit || state.offset || state.orderBy.length === 0 ? state : withoutOrder(state),
);
