/** `db.load`: loads columns and relations of loaded entities, with as few statements as a query. */
import type { TextRange } from "../../base/index.ts";
import {
  type CallSites,
  type ColumnModel,
  callWithRows,
  columnReference,
  columnReferences,
  type EntityModel,
  loadRequestsOf,
  QueryError,
  type RowBody,
} from "../../query/index.ts";
import { type Entity, isEntity, stateOf } from "../entities/entity-state.ts";
import type { Loader } from "./loader.ts";

type Loading = {
  readonly loader: Loader;
  readonly callSites: CallSites;
};

/** Checks that all entities have one type. @throws QueryError `not-an-entity` */
const entitiesOf = (input: unknown, range: TextRange | undefined): readonly Entity[] => {
  const list: readonly unknown[] = Array.isArray(input) ? input : [input];
  const entities = list.filter(isEntity);
  const kinds = new Set(entities.map(entity => stateOf(entity).model));
  if (entities.length === list.length && kinds.size <= 1) return entities;
  throw new QueryError("not-an-entity", "load() needs entities of one type.", {
    range,
    hint: "Pass an entity or a list of entities, and what to load: db.load(users, u => u.posts).",
  });
};

type LoadArguments = {
  readonly columns: readonly ColumnModel[];
  readonly others: readonly unknown[];
};

/** Separates columns from relations by the values of the callbacks. */
const loadArgumentsOf = (
  input: readonly unknown[],
  evaluate: (body: RowBody) => unknown,
  range: TextRange | undefined,
): LoadArguments => {
  const columns: ColumnModel[] = [];
  const others: unknown[] = [];
  for (const each of input) {
    const value: unknown = typeof each === "function" ? evaluate(each as RowBody) : each;
    if (Array.isArray(value) || columnReference(value))
      columns.push(...columnReferences(value, range));
    else others.push(typeof each === "function" ? () => value : each);
  }
  return { columns, others };
};

/** @throws QueryError `not-an-entity`, `unknown-relation`, `unknown-column` */
export const loadInto = async (
  input: unknown,
  args: readonly unknown[],
  { loader, callSites }: Loading,
): Promise<void> => {
  const origin = callSites()?.step;
  const entities = entitiesOf(input, origin);
  const model: EntityModel | undefined = entities[0] && stateOf(entities[0]).model;
  if (!model) return;
  const evaluate = (body: RowBody) => callWithRows([{ entity: model }], body, callSites);
  const { columns, others } = loadArgumentsOf(args, evaluate, origin);
  const requests = loadRequestsOf(others, evaluate, origin);
  await loader.loadColumns(entities, columns, origin);
  await loader.load(entities, requests);
};
