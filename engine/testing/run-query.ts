/** Says random queries in the query language, runs them, and reads what was loaded. */
import type { Driver, StatementEvent } from "../drivers/index.ts";
import { EntitySetQuery } from "../query/index.ts";
import { openSession } from "../session/index.ts";
import { inAnyOrder } from "./naive-loading.ts";
import type { ConditionPlan, LoadPlan, OrderPlan, QueryPlan } from "./random-loads.ts";
import type { World } from "./random-rows.ts";

type Built = Readonly<Record<string, (...given: readonly unknown[]) => Built>>;
type Said = {
  where(body: (row: object) => unknown): Said;
  orderBy(...keys: readonly ((row: object) => unknown)[]): Said;
  limit(count: number): Said;
  offset(count: number): Said;
  with(...relations: readonly unknown[]): Said;
};

const at = (row: object, name: string): Built => Reflect.get(row, name);

const said = (row: object, condition: ConditionPlan): Built | undefined => {
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

/** Databases sort nulls as they like unless it is said. */
const sortKey = (row: object, { column, descending, along }: OrderPlan): Built | undefined => {
  const key = at(along ? at(row, along.name) : row, column);
  return descending ? key.desc?.().nullsLast?.() : key.asc?.().nullsFirst?.();
};

/** What a plan says of rows, in the query language. */
const saying = (start: Said, plan: Omit<LoadPlan, "relation" | "strategy">): Said => {
  const { where, orderBy, limit, loads } = plan;
  let query = start;
  if (where) query = query.where(row => said(row, where));
  for (const key of orderBy) query = query.orderBy(row => sortKey(row, key));
  if (limit !== null) query = query.limit(limit);
  return loading(query, loads, row => row);
};

/** What is loaded with a to-one relation is said by the whole way to it. */
const loading = (start: Said, loads: readonly LoadPlan[], way: (row: object) => object): Said => {
  let query = start;
  for (const load of loads) {
    const { name, cardinality } = load.relation;
    const next = (row: object) => at(way(row), name);
    const { strategy } = load;
    if (cardinality === "one") query = loading(query.with(next, { strategy }), load.loads, next);
    else
      query = query.with((row: object) => saying(next(row) as unknown as Said, load), { strategy });
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
  /** The graph of what was loaded; reading it fails where something was not. */
  readonly shapes: readonly object[];
  readonly log: readonly StatementEvent[];
};

/** Runs a query in a session of its own. */
export const runQuery = async (
  { document }: World,
  plan: QueryPlan,
  driver: Driver,
): Promise<Outcome> => {
  const log: StatementEvent[] = [];
  const { queries } = openSession({ document, driver, onStatement: event => log.push(event) });
  const { entity, offset } = plan;
  const rows = saying(new EntitySetQuery(entity, queries) as unknown as Said, plan);
  const query = (offset === null ? rows : rows.offset(offset)) as unknown as EntitySetQuery;
  const entities = await query.all();
  const shapes = entities.map(each => shapeOf(each, entity, plan.loads));
  return { shapes: plan.orderBy.length > 0 ? shapes : inAnyOrder(shapes), log };
};
