/** DISTINCT: left out where rows are distinct anyway, and with groups where the order uses values that are not selected. */
import { memoize } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type {
  CompoundState,
  OrderKey,
  QueryExpression,
  QueryState,
  Sourced,
} from "./expression.ts";
import { aggregateOf } from "./expressions/types.ts";
import { hasWindow, isAggregated } from "./many-rows.ts";
import { mayBeNull } from "./may-be-null.ts";
import { QueryError } from "./query-error.ts";
import { fieldsOf } from "./query-state.ts";
import { sameNode } from "./walk.ts";

/** Whether the values of each row include its primary key. */
const includesKey = ({ variable, joins, groupBy, projection }: QueryState): boolean => {
  const { primaryKey } = variable.entity;
  if (variable.derived || joins.length > 0 || groupBy.length > 0 || primaryKey.length === 0) {
    return false;
  }
  if (!projection) return true;
  const keys = fieldsOf(projection.value).map(({ expression }) => expression);
  return primaryKey.every(column =>
    keys.some(
      key =>
        key.kind === "column" &&
        key.column === column &&
        key.path.variable === variable &&
        key.path.relations.length === 0,
    ),
  );
};

/** Whether DISTINCT makes a difference. */
export const needsDistinct = (state: QueryState): boolean =>
  state.distinct && state.compound === null && !includesKey(state);

/** The types of which every database has a least value. */
const ORDERED: ReadonlySet<ColumnType["kind"]> = new Set([
  "integer",
  "float",
  "decimal",
  "text",
  "varchar",
  "char",
  "date",
  "time",
  "datetime",
  "boolean",
]);

const COMPUTED: ReadonlySet<QueryExpression["kind"]> = new Set([
  "arithmetic",
  "concat",
  "call",
  "datePart",
  "dateStart",
  "dateAdd",
  "secondsBetween",
]);

const hasLeast = (key: QueryExpression): boolean =>
  key.kind === "column" ? ORDERED.has(key.column.type.kind) : COMPUTED.has(key.kind);

const HINT =
  "Select it too, or group: groupBy(u => u.city).select(u => u.city).orderBy(u => min(u.name)).";

const refuse = ({ value, origin }: Sourced<OrderKey>, hint = HINT): QueryError =>
  new QueryError("not-selected", "Distinct rows can only be ordered by selected values.", {
    range: value.expression.origin ?? origin,
    hint,
  });

/** The first value of a group in an order: its nulls must be last, because aggregates ignore them. */
const firstOf = (key: Sourced<OrderKey>): Sourced<OrderKey> => {
  const { expression, descending, nulls } = key.value;
  if (mayBeNull(expression) && nulls !== "last") {
    throw refuse(
      key,
      `Order with nullsLast(): u.name.${descending ? "desc" : "asc"}().nullsLast(). ${HINT}`,
    );
  }
  const type = expression.kind === "column" ? expression.column.type : undefined;
  const name = aggregateOf(descending ? "max" : "min", type);
  const { origin } = expression;
  const first = {
    kind: "call",
    name,
    arguments: [expression],
    distinct: false,
    filter: null,
    origin,
  } as const;
  return { ...key, value: { ...key.value, expression: first } };
};

const isConstant = ({ kind }: QueryExpression): boolean => kind === "value" || kind === "constant";

/**
 * The same rows as groups of the selected values, in the order of their first rows.
 * @throws QueryError `not-selected` if the order uses other values in a way that groups cannot express
 */
const inGroups = (
  state: QueryState,
  other: Sourced<OrderKey>,
  another: Sourced<OrderKey> | undefined,
): QueryState => {
  const selected = valuesOf(state);
  const keys = selected.filter(each => !isConstant(each));
  const used = [...selected, ...state.orderBy.map(({ value }) => value.expression)];
  const isPlain =
    state.projection !== null &&
    state.groupBy.length === 0 &&
    state.having.length === 0 &&
    keys.length > 0 &&
    !used.some(each => hasWindow(each) || isAggregated(each, true));
  if (another || !isPlain || !hasLeast(other.value.expression)) throw refuse(another ?? other);
  return {
    ...state,
    distinct: false,
    groupBy: keys.map(value => ({ value, origin: state.projection?.origin })),
    orderBy: state.orderBy.map(key => (key === other ? firstOf(key) : key)),
  };
};

/** The values of each row: those of the selection, or the columns of the entity. */
const valuesOf = ({ projection, variable }: QueryState): readonly QueryExpression[] => {
  if (projection) return fieldsOf(projection.value).map(({ expression }) => expression);
  const path = { variable, relations: [] };
  return variable.entity.columns.map(column => ({
    kind: "column",
    path,
    column,
    origin: undefined,
  }));
};

/** All compounds but UNION ALL have distinct rows. */
const distinctCompound = (state: QueryState, compound: CompoundState): QueryState => {
  const operator = compound.operator === "UNION ALL" ? "UNION" : compound.operator;
  return { ...state, distinct: false, compound: { ...compound, operator } };
};

const prepared = memoize((state: QueryState): QueryState => {
  if (state.compound) return distinctCompound(state, state.compound);
  if (!needsDistinct(state)) return { ...state, distinct: false };
  const values = valuesOf(state);
  const others = state.orderBy.filter(
    ({ value }) => !values.some(each => sameNode(each, value.expression)),
  );
  const [first, second] = others;
  return first ? inGroups(state, first, second) : state;
});

/** The query as databases run it: PostgreSQL and MySQL order distinct rows only by selected values. */
export const withDistinctRows = (state: QueryState): QueryState =>
  state.distinct ? prepared(state) : state;
