/** `db.load`: columns and relations of entities that are there, by as few statements as for a query. */
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
  readonly runner: { readonly callSites: CallSites };
};

/** The entities given, which are of one kind. @throws QueryError `not-an-entity` */
const entitiesOf = (given: unknown, range: TextRange | undefined): readonly Entity[] => {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const entities = list.filter(isEntity);
  const kinds = new Set(entities.map(entity => stateOf(entity).model));
  if (entities.length === list.length && kinds.size <= 1) return entities;
  throw new QueryError("not-an-entity", "load() needs entities of one kind.", {
    range,
    hint: "Give an entity, or a list of them, and what to load: db.load(users, u => u.posts).",
  });
};

type Asked = { readonly columns: readonly ColumnModel[]; readonly others: readonly unknown[] };

/** Columns are told from relations by what their lambdas return. */
const askedOf = (
  given: readonly unknown[],
  ask: (body: RowBody) => unknown,
  range: TextRange | undefined,
): Asked => {
  const columns: ColumnModel[] = [];
  const others: unknown[] = [];
  for (const each of given) {
    const value: unknown = typeof each === "function" ? ask(each as RowBody) : each;
    if (Array.isArray(value) || columnReference(value))
      columns.push(...columnReferences(value, range));
    else others.push(typeof each === "function" ? () => value : each);
  }
  return { columns, others };
};

/** @throws QueryError `not-an-entity`, `unknown-relation`, `unknown-column` */
export const loadInto = async (
  given: unknown,
  asked: readonly unknown[],
  { loader, runner }: Loading,
): Promise<void> => {
  const origin = runner.callSites()?.step;
  const entities = entitiesOf(given, origin);
  const model: EntityModel | undefined = entities[0] && stateOf(entities[0]).model;
  if (!model) return;
  const ask = (body: RowBody) => callWithRows([{ entity: model }], body, runner.callSites);
  const { columns, others } = askedOf(asked, ask, origin);
  const requests = loadRequestsOf(others, ask, origin);
  await loader.loadColumns(entities, columns, origin);
  await loader.load(entities, requests);
};
