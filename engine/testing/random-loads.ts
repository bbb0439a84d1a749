/** Random queries with trees of relations to load, as plans that know no query language. */
import fc from "fast-check";
import type { EntityModel, LoadStrategy, RelationModel } from "../query/index.ts";

/** Random numbers that select among the entities of a world, which is generated separately. */
type Draw = { readonly pick: number; readonly value: number; readonly flags: number };

export type ConditionPlan =
  | { readonly kind: "gt"; readonly value: number }
  | { readonly kind: "eq"; readonly value: string }
  | { readonly kind: "isNull"; readonly column: string }
  | { readonly kind: "along"; readonly relation: RelationModel; readonly value: string };

export type OrderPlan = {
  readonly column: string;
  readonly descending: boolean;
  /** A to-one relation whose column it is; null for the row's own. */
  readonly along: RelationModel | null;
};

export type RowsPlan = {
  readonly where: ConditionPlan | null;
  readonly orderBy: readonly OrderPlan[];
  readonly limit: number | null;
  readonly offset: number | null;
};

export type LoadPlan = RowsPlan & {
  readonly relation: RelationModel;
  readonly strategy: LoadStrategy;
  readonly loads: readonly LoadPlan[];
};

export type QueryPlan = RowsPlan & {
  readonly entity: EntityModel;
  readonly loads: readonly LoadPlan[];
};

type Seed = { readonly draw: Draw; readonly inner: readonly Seed[] };

const draw = fc.record({ pick: fc.nat(99), value: fc.nat(99), flags: fc.nat(255) });

const seeds = (depth: number): fc.Arbitrary<Seed> =>
  fc.record({
    draw,
    inner: depth === 0 ? fc.constant([]) : fc.array(seeds(depth - 1), { maxLength: 3 }),
  });

/** A tree of draws, of which a query is made when the world is known. */
export const randomSeed: fc.Arbitrary<Seed> = seeds(3);

const STRATEGIES = ["select-in", "join", "subquery", "json"] as const;

const isToOne = ({ cardinality }: RelationModel): boolean => cardinality === "one";

/** By the primary key no two rows are equal in the order. */
const totalOrder = (entity: EntityModel): readonly OrderPlan[] =>
  entity.primaryKey.map(({ name }) => ({ column: name, descending: false, along: null }));

/** A join table has nothing but keys. */
const hasValues = (entity: EntityModel): boolean => entity.columnsByName.has("n");

const whereOf = ({ value, flags }: Draw, entity: EntityModel): ConditionPlan | null => {
  if ((flags & 1) === 0 || !hasValues(entity)) return null;
  const text = value % 2 === 0 ? "a" : "it's";
  const toOne = [...entity.relations.values()].filter(isToOne);
  const relation = toOne[value % (toOne.length + 1)];
  if (relation) return { kind: "along", relation, value: text };
  if (value % 3 === 0) return { kind: "gt", value: 1 + (value % 2) };
  if (value % 3 === 1) return { kind: "eq", value: text };
  return { kind: "isNull", column: value % 2 === 0 ? "n" : "s" };
};

const orderOf = ({ value, flags }: Draw, entity: EntityModel): readonly OrderPlan[] => {
  if ((flags & 2) === 0) return [];
  if (!hasValues(entity)) return totalOrder(entity);
  const toOne = [...entity.relations.values()].filter(isToOne);
  const along = (flags & 4) === 0 ? null : (toOne[value % (toOne.length + 1)] ?? null);
  const column = value % 2 === 0 ? "n" : "s";
  return [{ column, descending: (flags & 8) !== 0, along }, ...totalOrder(entity)];
};

const limitOf = ({ value, flags }: Draw): number | null => ((flags & 16) === 0 ? null : value % 4);

const offsetOf = ({ flags }: Draw): number | null => ((flags & 32) === 0 ? null : 1);

/** Only what is ordered to the last row can be cut. */
const rowsPlan = (draw: Draw, entity: EntityModel): RowsPlan => {
  const limit = limitOf(draw);
  const offset = offsetOf(draw);
  const orderBy = orderOf(draw, entity);
  const isCut = limit !== null || offset !== null;
  return {
    where: whereOf(draw, entity),
    orderBy: isCut && orderBy.length === 0 ? totalOrder(entity) : orderBy,
    limit,
    offset,
  };
};

const wholeRows: RowsPlan = { where: null, orderBy: [], limit: null, offset: null };

const loadsOf = (seeds: readonly Seed[], entity: EntityModel): readonly LoadPlan[] => {
  const relations = [...entity.relations.values()];
  const chosen = new Map<RelationModel, LoadPlan>();
  for (const { draw, inner } of seeds) {
    const relation = relations[draw.pick % Math.max(relations.length, 1)];
    if (!relation) continue;
    const strategy = STRATEGIES[draw.value % STRATEGIES.length] ?? "select-in";
    const rows = isToOne(relation) ? wholeRows : rowsPlan(draw, relation.target);
    const loads = loadsOf(inner, relation.target);
    chosen.set(relation, { relation, strategy, loads, ...rows });
  }
  return [...chosen.values()];
};

const relationsIn = (loads: readonly LoadPlan[]): readonly RelationModel[] =>
  loads.flatMap(load => [load.relation, ...relationsIn(load.loads)]);

/** An object has one list for a relation: where several places of a tree load it, all load the whole. */
const agreeing = (loads: readonly LoadPlan[], all: readonly RelationModel[]): readonly LoadPlan[] =>
  loads.map(load => {
    const isRepeated = all.filter(relation => relation === load.relation).length > 1;
    return { ...load, ...(isRepeated ? wholeRows : {}), loads: agreeing(load.loads, all) };
  });

/** The query that a tree of draws makes among these entities. */
export const queryOf = (seed: Seed, entities: readonly EntityModel[]): QueryPlan => {
  const entity = entities[seed.draw.pick % entities.length];
  if (!entity) throw new Error("there are no entities");
  const loads = loadsOf(seed.inner, entity);
  const rows = rowsPlan(seed.draw, entity);
  return { entity, ...rows, loads: agreeing(loads, relationsIn(loads)) };
};

/** The same query with every relation loaded by one strategy. */
export const allBy = (plan: QueryPlan, strategy: LoadStrategy): QueryPlan => {
  const by = (load: LoadPlan): LoadPlan => ({ ...load, strategy, loads: load.loads.map(by) });
  return { ...plan, loads: plan.loads.map(by) };
};

/** How many relations a query loads. */
export const loadCount = ({ loads }: Pick<LoadPlan, "loads">): number =>
  loads.reduce((count, load) => count + 1 + loadCount(load), 0);
