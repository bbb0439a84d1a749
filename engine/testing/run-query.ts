/** Builds random queries, runs them, and reads the loaded entities. */
import type { Driver, StatementEvent } from "../drivers/index.ts";
import { EntitySetQuery } from "../query/index.ts";
import { openSession } from "../session/index.ts";
import { inAnyOrder } from "./naive-loading.ts";
import type { ConditionPlan, LoadPlan, OrderPlan, QueryPlan } from "./random-loads.ts";
import type { World } from "./random-rows.ts";

type BuiltExpression = Readonly<Record<string, (...args: readonly unknown[]) => BuiltExpression>>;
type QueryBuilder = {
  where(body: (row: object) => unknown): QueryBuilder;
  orderBy(...keys: readonly ((row: object) => unknown)[]): QueryBuilder;
  limit(count: number): QueryBuilder;
  offset(count: number): QueryBuilder;
  with(...relations: readonly unknown[]): QueryBuilder;
};

const at = (row: object, name: string): BuiltExpression => Reflect.get(row, name);

const conditionOf = (row: object, condition: ConditionPlan): BuiltExpression | undefined => {
  switch (condition.kind) {
    case "gt":
      return at(row, "n").gt?.(condition.value);
    case "eq":
      return at(row, "s").eq?.(condition.value);
    case "isNull":
      return at(row, condition.column).isNull?.();
    case "along":
      return at(at(row, condition.relation.name), "s").eq?.(condition.value);
  }
};

/** The position of nulls is explicit, as the default differs between databases. */
const sortKey = (
  row: object,
  { column, descending, along }: OrderPlan,
): BuiltExpression | undefined => {
  const key = at(along ? at(row, along.name) : row, column);
  return descending ? key.desc?.().nullsLast?.() : key.asc?.().nullsFirst?.();
};

/** Applies a plan to a query. */
const applyPlan = (
  start: QueryBuilder,
  plan: Omit<LoadPlan, "relation" | "strategy">,
): QueryBuilder => {
  const { where, orderBy, limit, offset, loads } = plan;
  let query = start;
  if (where) query = query.where(row => conditionOf(row, where));
  for (const key of orderBy) query = query.orderBy(row => sortKey(row, key));
  if (limit !== null) query = query.limit(limit);
  if (offset !== null) query = query.offset(offset);
  return applyLoads(query, loads, row => row);
};

/** Relations within a to-one relation are loaded by the path from the root. */
const applyLoads = (
  start: QueryBuilder,
  loads: readonly LoadPlan[],
  path: (row: object) => object,
): QueryBuilder => {
  let query = start;
  for (const load of loads) {
    const { name, cardinality } = load.relation;
    const next = (row: object) => at(path(row), name);
    const { strategy } = load;
    if (cardinality === "one") query = applyLoads(query.with(next, { strategy }), load.loads, next);
    else
      query = query.with((row: object) => applyPlan(next(row) as unknown as QueryBuilder, load), {
        strategy,
      });
  }
  return query;
};

const shapeOf = (
  entity: object,
  { columns }: QueryPlan["entity"],
  loads: readonly LoadPlan[],
): object => {
  const shape: Record<string, unknown> = {};
  for (const { name } of columns) shape[name] = Reflect.get(entity, name);
  for (const load of loads) {
    const { name, target, cardinality } = load.relation;
    const related = Reflect.get(entity, name);
    if (cardinality === "one") shape[name] = related && shapeOf(related, target, load.loads);
    else {
      const shapes = [...related].map(each => shapeOf(each, target, load.loads));
      shape[name] = load.orderBy.length > 0 ? shapes : inAnyOrder(shapes);
    }
  }
  return shape;
};

export type Outcome = {
  /** The loaded graph; reading a relation that is not loaded fails. */
  readonly shapes: readonly object[];
  readonly log: readonly StatementEvent[];
};

/** Runs a query in a new session. */
export const runQuery = async (
  { document }: World,
  plan: QueryPlan,
  driver: Driver,
): Promise<Outcome> => {
  const log: StatementEvent[] = [];
  const { queries } = openSession({ document, driver, onStatement: event => log.push(event) });
  const { entity } = plan;
  const query = applyPlan(new EntitySetQuery(entity, queries) as unknown as QueryBuilder, plan);
  const entities = await (query as unknown as EntitySetQuery).all();
  const shapes = entities.map(each => shapeOf(each, entity, plan.loads));
  return { shapes: plan.orderBy.length > 0 ? shapes : inAnyOrder(shapes), log };
};
