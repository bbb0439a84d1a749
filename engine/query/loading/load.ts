/** Plans loads: requested and default relations, with their strategies. */
import { groupBy } from "../../base/index.ts";
import type {
  LoadRequest,
  LoadStrategy,
  OrderKey,
  QueryExpression,
  RowVariable,
  Sourced,
} from "../expression.ts";
import { fingerprintOf, type QueryFingerprint } from "../fingerprint.ts";
import { plainRequest } from "../load-request.ts";
import type { ColumnModel, EntityModel, RelationModel } from "../model.ts";
import { QueryError } from "../query-error.ts";
import { newQueryState } from "../query-state.ts";

/** A request with all strategies decided. */
export type Load = Omit<LoadRequest, "strategy" | "loads"> & {
  readonly strategy: LoadStrategy;
  readonly loads: readonly Load[];
};

/** The strategies of relations that are loaded by default, by labels such as `User.posts`. */
export type LoadDefaults = ReadonlyMap<string, LoadStrategy>;

/** Some databases limit the arguments of JSON functions. */
const LONGEST_JSON_ROW = 90;

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** Whether a relation is the inverse of another. */
const isInverse = (relation: RelationModel, other: RelationModel | undefined): boolean =>
  other !== undefined &&
  relation.target === other.source &&
  sameItems(relation.sourceColumns, other.targetColumns) &&
  sameItems(relation.targetColumns, other.sourceColumns) &&
  relation.through?.entity === other.through?.entity;

/** Whether a relation was requested only as a step to another. */
const isIntermediate = ({ collection, loads }: LoadRequest): boolean =>
  collection === null && loads.length > 0;

/** The last strategy wins; one for the relation itself takes precedence over one for a path through it. */
const strategyFor = (requests: readonly LoadRequest[]): LoadStrategy | null => {
  const decided = requests.filter(request => request.strategy !== null);
  const own = decided.findLast(request => !isIntermediate(request));
  return (own ?? decided.at(-1))?.strategy ?? null;
};

/** The part of a relation that a request loads. */
const partOf = ({ collection, relation, where, limit }: LoadRequest): QueryFingerprint => {
  const variable = collection?.variable ?? { entity: relation.target };
  return fingerprintOf({ ...newQueryState(variable, undefined), where, limit });
};

const orderOf = ({ collection, relation, orderBy }: LoadRequest): QueryFingerprint => {
  const variable = collection?.variable ?? { entity: relation.target };
  return fingerprintOf({ ...newQueryState(variable, undefined), orderBy });
};

const equals = (a: QueryFingerprint, b: QueryFingerprint): boolean =>
  sameItems(a.words, b.words) && sameItems(a.values, b.values);

/** Whether one list satisfies both requests. Without a limit, an order may be added to rows without one. */
const isSamePart = (a: LoadRequest, b: LoadRequest): boolean => {
  if (!equals(partOf(a), partOf(b))) return false;
  const isFree = a.limit === null && (a.orderBy.length === 0 || b.orderBy.length === 0);
  return isFree || equals(orderOf(a), orderOf(b));
};

/** @throws QueryError `unsupported` for two parts of one relation: an entity has one list of its related entities */
const mergedPair = (a: LoadRequest, b: LoadRequest): LoadRequest => {
  if (!isSamePart(a, b)) {
    const { label, target } = a.relation;
    throw new QueryError("unsupported", `with() requests two different parts of ${label}.`, {
      range: b.origin ?? a.origin,
      hint: `Combine the conditions in one, or query the other part: db.${target.name}.where(…).`,
    });
  }
  const base = a.orderBy.length === 0 && b.collection ? b : a;
  return { ...base, origin: a.origin, loads: [...a.loads, ...b.loads] };
};

/** Merges requests for the same relation. */
const merged = (requests: readonly LoadRequest[]): readonly LoadRequest[] => {
  if (requests.length < 2) return requests;
  const groups = [...groupBy(requests, request => request.relation).values()];
  return groups.map(group => {
    const whole = group.reduce(mergedPair);
    return group.length === 1 ? whole : { ...whole, strategy: strategyFor(group) };
  });
};

const isKeyed = (entity: EntityModel): boolean => entity.primaryKey.length > 0;

/** Joined rows are distinguished by primary keys; without them, JSON is used. */
const possible = (strategy: LoadStrategy, { source, target }: RelationModel): LoadStrategy => {
  if (strategy === "join" && isKeyed(source) && isKeyed(target)) return strategy;
  if (strategy !== "join" && strategy !== "json") return strategy;
  return target.columns.length > LONGEST_JSON_ROW ? "select-in" : "json";
};

/** Whether a relation is loaded by the statement of its entities. */
export const isInline = ({ strategy }: Load): boolean => strategy === "join" || strategy === "json";

export const isSubquery = ({ strategy, loads }: Load): boolean =>
  strategy === "subquery" || loads.some(isSubquery);

/** The columns of the primary key that an order lacks. */
const missingKeys = (
  orderBy: readonly Sourced<OrderKey>[],
  { entity }: RowVariable,
): readonly ColumnModel[] => {
  const keys = orderBy.map(({ value }) => value.expression);
  const isOwn = (key: QueryExpression, column: ColumnModel): boolean =>
    key.kind === "column" && key.column === column && key.path.relations.length === 0;
  return entity.primaryKey.filter(column => !keys.some(key => isOwn(key, column)));
};

/** Whether a load has only some rows of each entity. */
export const isCut = ({ limit, offset }: Pick<LoadRequest, "limit" | "offset">): boolean =>
  limit !== null || offset !== null;

/** An order without ties, so that a limit selects the same rows when a subquery repeats it. */
export const inStableOrder = (
  orderBy: readonly Sourced<OrderKey>[],
  variable: RowVariable,
): readonly Sourced<OrderKey>[] => [
  ...orderBy,
  ...missingKeys(orderBy, variable).map(column => ({
    value: {
      expression: {
        kind: "column" as const,
        path: { variable, relations: [] },
        column,
        origin: undefined,
      },
      descending: false,
      nulls: null,
    },
    origin: undefined,
  })),
];

export class LoadPlanner {
  readonly #defaults: LoadDefaults;

  constructor(defaults: LoadDefaults) {
    this.#defaults = defaults;
  }

  /** The loads of a query for entities. */
  plan(entity: EntityModel, requests: readonly LoadRequest[]): readonly Load[] {
    return this.#within(entity, requests, []);
  }

  /** The load of one relation, with its default loads. */
  planOne(request: LoadRequest): Load {
    return this.#load(request, []);
  }

  /** Defaults do not repeat a relation of the path, and do not follow its inverse. */
  #within(
    entity: EntityModel,
    requests: readonly LoadRequest[],
    path: readonly RelationModel[],
  ): readonly Load[] {
    if (requests.length === 0 && this.#defaults.size === 0) return [];
    const loads: Load[] = merged(requests).map(request => this.#load(request, path));
    const requested = new Set(requests.map(request => request.relation));
    for (const relation of entity.relations.values()) {
      const strategy = this.#defaults.get(relation.label);
      if (!strategy || strategy === "forbid" || requested.has(relation)) continue;
      if (path.includes(relation) || isInverse(relation, path.at(-1))) continue;
      loads.push(this.#load({ ...plainRequest(relation, undefined), strategy }, path));
    }
    return loads;
  }

  #load(request: LoadRequest, path: readonly RelationModel[]): Load {
    const { relation } = request;
    const loads = this.#within(relation.target, request.loads, [...path, relation]);
    const strategy = possible(this.#strategyOf(request), relation);
    const variable = request.collection?.variable;
    const orderBy =
      isCut(request) && variable && loads.some(isSubquery)
        ? inStableOrder(request.orderBy, variable)
        : request.orderBy;
    return { ...request, orderBy, strategy, loads };
  }

  /** A relation requested by name is loaded even if it is forbidden by default. */
  #strategyOf({ relation, strategy }: LoadRequest): LoadStrategy {
    const chosen = strategy ?? this.#defaults.get(relation.label) ?? "select-in";
    return strategy === null && chosen === "forbid" ? "select-in" : chosen;
  }
}
