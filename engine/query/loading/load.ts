/** Loads as they will be done: what was asked for, what is loaded by default, and by which strategy each. */
import { groupBy, keepShape } from "../../base/index.ts";
import type { LoadRequest, LoadStrategy, OrderKey, RowVariable, Sourced } from "../expression.ts";
import { isWhole, plainRequest } from "../load-request.ts";
import type { EntityModel, RelationModel } from "../model.ts";

/** A request of which nothing is left open. */
export type Load = Omit<LoadRequest, "strategy" | "loads"> & {
  readonly strategy: LoadStrategy;
  readonly loads: readonly Load[];
};

/** The strategies of relations that are loaded without being asked for, by labels such as `User.posts`. */
export type LoadDefaults = ReadonlyMap<string, LoadStrategy>;

/** A row of more columns is too long for the JSON functions of some databases. */
const LONGEST_JSON_ROW = 90;

const sameColumns = (a: readonly object[], b: readonly object[]): boolean =>
  a.length === b.length && a.every((column, index) => column === b[index]);

/** Whether a relation goes back the way that another came. */
const leadsBack = (relation: RelationModel, came: RelationModel | undefined): boolean =>
  came !== undefined &&
  relation.target === came.source &&
  sameColumns(relation.sourceColumns, came.targetColumns) &&
  sameColumns(relation.targetColumns, came.sourceColumns) &&
  relation.through?.entity === came.through?.entity;

/** Whether a relation was named on the way to another. */
const isOnTheWay = ({ collection, loads }: LoadRequest): boolean =>
  collection === null && loads.length > 0;

/** The last word counts, and a word on the relation itself for more than one on the way through it. */
const strategyFor = (requests: readonly LoadRequest[]): LoadStrategy | null => {
  const said = requests.filter(request => request.strategy !== null);
  const own = said.findLast(request => !isOnTheWay(request));
  return (own ?? said.at(-1))?.strategy ?? null;
};

/** Requests for the same whole relation are one. */
const merged = (requests: readonly LoadRequest[]): readonly LoadRequest[] => {
  if (requests.length < 2) return requests;
  const isPlain = (request: LoadRequest) => isWhole(request) && request.orderBy.length === 0;
  const plain = groupBy(requests.filter(isPlain), request => request.relation);
  const wholes = [...plain.values()].flatMap(([first, ...others]): readonly LoadRequest[] => {
    if (!first) return [];
    const loads = [first, ...others].flatMap(request => request.loads);
    return [{ ...first, strategy: strategyFor([first, ...others]), loads }];
  });
  return [...wholes, ...requests.filter(request => !isPlain(request))];
};

const isKeyed = (entity: EntityModel): boolean => entity.primaryKey.length > 0;

/** Joined rows are told apart by primary keys; what has none comes as JSON. */
const possible = (strategy: LoadStrategy, { source, target }: RelationModel): LoadStrategy => {
  if (strategy === "join" && isKeyed(source) && isKeyed(target)) return strategy;
  if (strategy !== "join" && strategy !== "json") return strategy;
  return target.columns.length > LONGEST_JSON_ROW ? "select-in" : "json";
};

/** Whether a relation comes with the statement of its entities. */
export const isInline = ({ strategy }: Load): boolean => strategy === "join" || strategy === "json";

export const isSubquery = ({ strategy, loads }: Load): boolean =>
  strategy === "subquery" || loads.some(isSubquery);

/** A limit cuts in the same place each time: a subquery repeats it. */
export const inStableOrder = (
  orderBy: readonly Sourced<OrderKey>[],
  variable: RowVariable,
): readonly Sourced<OrderKey>[] => [
  ...orderBy,
  ...variable.entity.primaryKey.map(column => ({
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

/** Decides how relations are loaded. */
export class LoadPlanner {
  readonly #defaults: LoadDefaults;

  constructor(defaults: LoadDefaults) {
    this.#defaults = defaults;
  }

  /** The loads of a query for entities. */
  plan(entity: EntityModel, requests: readonly LoadRequest[]): readonly Load[] {
    return this.#within(entity, requests, []);
  }

  /** The load of one relation, and what comes with it by default. */
  planOne(request: LoadRequest): Load {
    return this.#load(request, []);
  }

  /** A default never repeats within a path, nor goes back the way it came. */
  #within(
    entity: EntityModel,
    requests: readonly LoadRequest[],
    path: readonly RelationModel[],
  ): readonly Load[] {
    if (requests.length === 0 && this.#defaults.size === 0) return [];
    const loads: Load[] = merged(requests).map(request => this.#load(request, path));
    const asked = new Set(requests.map(request => request.relation));
    for (const relation of entity.relations.values()) {
      const strategy = this.#defaults.get(relation.label);
      if (!strategy || strategy === "forbid" || asked.has(relation)) continue;
      if (path.includes(relation) || leadsBack(relation, path.at(-1))) continue;
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
      request.limit && variable && loads.some(isSubquery)
        ? inStableOrder(request.orderBy, variable)
        : request.orderBy;
    return { ...request, orderBy, strategy, loads };
  }

  /** Whoever asks for a relation by name is not forbidden it. */
  #strategyOf({ relation, strategy }: LoadRequest): LoadStrategy {
    const chosen = strategy ?? this.#defaults.get(relation.label) ?? "select-in";
    return strategy === null && chosen === "forbid" ? "select-in" : chosen;
  }
}

keepShape(LoadPlanner);
