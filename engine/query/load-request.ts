/** Load requests: the relations that `with` loads, and how. */
import type { TextRange } from "../base/index.ts";
import { type LoadRequest, type LoadStrategy, loadStrategies } from "./expression.ts";
import type { RelationModel } from "./model.ts";
import { QueryError } from "./query-error.ts";

/** Gives the load request of a relation. */
export const LOAD: unique symbol = Symbol("load request");

type RowBody = (row: object) => unknown;

/** Calls a callback with the row of the query. */
type CallWithRow = (body: RowBody) => unknown;

/** Loads a whole relation with its default strategy. */
export const plainRequest = (
  relation: RelationModel,
  origin: TextRange | undefined,
): LoadRequest => ({
  relation,
  origin,
  collection: null,
  where: [],
  orderBy: [],
  limit: null,
  offset: null,
  strategy: null,
  loads: [],
});

/** Whether a request loads all rows of a relation. */
export const isWhole = ({
  where,
  limit,
  offset,
}: Pick<LoadRequest, "where" | "limit" | "offset">): boolean =>
  where.length === 0 && limit === null && offset === null;

/** `p.author.company` loads `author` and its `company`. */
export const nestedLoad = (
  relations: readonly RelationModel[],
  innermost: readonly LoadRequest[],
): LoadRequest | undefined => {
  const [relation, ...rest] = relations;
  if (!relation) return undefined;
  const next = nestedLoad(rest, innermost);
  return { ...plainRequest(relation, undefined), loads: next ? [next] : innermost };
};

/** Sets the origin of a request that has none. */
const withOrigin = (request: LoadRequest, origin: TextRange | undefined): LoadRequest => ({
  ...request,
  origin: request.origin ?? origin,
  loads: request.loads.map(load => withOrigin(load, origin)),
});

/** Applies a strategy to every relation of a path, but not to those of a nested with(). */
const withStrategy = (request: LoadRequest, strategy: LoadStrategy): LoadRequest => ({
  ...request,
  strategy,
  loads: request.collection
    ? request.loads
    : request.loads.map(load => withStrategy(load, strategy)),
});

const loadRequestOf = (value: unknown, origin: TextRange | undefined): LoadRequest => {
  if (typeof value === "object" && value !== null && LOAD in value) {
    const request = (value as { readonly [LOAD]: LoadRequest | undefined })[LOAD];
    if (request) return withOrigin(request, origin);
  }
  throw new QueryError("unknown-relation", "with() expects a relation.", {
    range: origin,
    hint: "Return a relation of the row: .with(u => u.posts).",
  });
};

/** A strategy by its name. @throws QueryError `invalid-value` */
export const strategyOf = (name: unknown, range: TextRange | undefined): LoadStrategy => {
  const known = loadStrategies.find(strategy => strategy === name);
  if (known) return known;
  throw new QueryError("invalid-value", `"${String(name)}" is not a loading strategy.`, {
    range,
    hint: `Use one of ${loadStrategies.join(", ")}.`,
  });
};

/**
 * The requests of a `with` step: its callbacks, and possibly options after them.
 * @throws QueryError `unknown-relation`, `invalid-value` for an unknown strategy
 */
export const loadRequestsOf = (
  input: readonly unknown[],
  call: CallWithRow,
  origin: TextRange | undefined,
): readonly LoadRequest[] => {
  const last = input.at(-1);
  const options = typeof last === "object" && last !== null ? last : null;
  const bodies = options ? input.slice(0, -1) : input;
  const requests = bodies.map(body =>
    loadRequestOf(typeof body === "function" ? call(body as RowBody) : body, origin),
  );
  if (!options || !("strategy" in options)) return requests;
  const strategy = strategyOf(options.strategy, origin);
  return requests.map(request => withStrategy(request, strategy));
};
