/** Loads the relations of selected entities: those of `with`, and those that are loaded by default. */
import {
  hasRowPerEntity,
  isInline,
  isSubquery,
  type Load,
  type LoadRequest,
  ownRowOf,
  pathTarget,
  QueryError,
  type QueryState,
  type WholeRow,
  wholeRowsOf,
} from "../../query/index.ts";
import { type Entity, isEntity } from "../entities/entity-state.ts";
import type { Loader } from "./loader.ts";

export type OwnLoads = { readonly own: WholeRow; readonly loads: readonly Load[] };

const isSelectIn = ({ strategy }: LoadRequest): boolean =>
  strategy === null || strategy === "select-in" || strategy === "forbid";

/** The first request with another strategy than `select-in`. */
const otherThanSelectIn = (requests: readonly LoadRequest[]): LoadRequest | undefined =>
  requests.find(request => !isSelectIn(request)) ??
  requests.map(({ loads }) => otherThanSelectIn(loads)).find(request => request);

/**
 * The loads of the own row of a selection that its statement has to run; null if other statements load everything.
 * @throws QueryError `unsupported` for a strategy that the rows of the selection do not allow
 */
export const ownLoadsOf = (state: QueryState, loader: Loader): OwnLoads | null => {
  const own = ownRowOf(state);
  if (!own) return null;
  const loads = loader.planner.plan(state.variable.entity, state.loads);
  if (!loads.some(load => isInline(load) || isSubquery(load))) return null;
  if (hasRowPerEntity(state)) return { own, loads };
  const request = otherThanSelectIn(state.loads);
  if (!request) return null;
  const { strategy, relation, origin } = request;
  const message = `"${strategy}" cannot load ${relation.label} with a selection of joined, grouped, distinct or combined rows.`;
  throw new QueryError("unsupported", message, {
    range: origin,
    hint: 'Use the strategy "select-in".',
  });
};

const NONE: readonly LoadRequest[] = [];

const valueAt = (row: unknown, way: readonly string[]): unknown =>
  way.reduce((value, name) => (value as Readonly<Record<string, unknown>>)[name], row);

const entitiesAt = (rows: readonly unknown[], way: readonly string[]): readonly Entity[] => {
  const values = rows.map(row => valueAt(row, way) as object | null);
  return [...new Set(values.filter(value => value !== null && isEntity(value)))] as Entity[];
};

/** `with` applies to the rows that the query starts from. */
export const loadSelected = async (
  rows: readonly unknown[],
  { projection, variable, loads }: QueryState,
  loader: Loader,
  /** Whether the statement of the selection has loaded the relations of the own row. */
  hasOwn = false,
): Promise<void> => {
  for (const { path, row } of projection ? wholeRowsOf(projection.value) : []) {
    const isOwn = row.variable === variable && row.relations.length === 0;
    if (isOwn && hasOwn) continue;
    const planned = loader.planner.plan(pathTarget(row), isOwn ? loads : NONE);
    if (planned.length > 0) await loader.loadAll(entitiesAt(rows, path), planned);
  }
};
