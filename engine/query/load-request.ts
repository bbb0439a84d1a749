/** What `with` asks for: which relations, how, and what of them. */
import type { TextRange } from "../base/index.ts";
import { type LoadRequest, type LoadStrategy, loadStrategies } from "./expression.ts";
import type { RelationModel } from "./model.ts";
import { QueryError } from "./query-error.ts";

/** How a path that ends in a relation hands over what to load. */
export const LOAD: unique symbol = Symbol("load request");

type RowBody = (row: object) => unknown;

/** Gives a lambda its row. */
type Ask = (body: RowBody) => unknown;

/** A whole relation, by the strategy that is the default for it. */
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
  strategy: null,
  loads: [],
});

/** Whether a request asks for all that a relation leads to. */
export const isWhole = ({ where, limit }: Pick<LoadRequest, "where" | "limit">): boolean =>
  where.length === 0 && limit === null;

/** `p.author.company` asks for `author`, and with it for `company`. */
export const nestedLoad = (
  relations: readonly RelationModel[],
  innermost: readonly LoadRequest[],
): LoadRequest | undefined => {
  const [relation, ...rest] = relations;
  if (!relation) return undefined;
  const next = nestedLoad(rest, innermost);
  return { ...plainRequest(relation, undefined), loads: next ? [next] : innermost };
};

/** Relations named by one step were asked for by the words of that step. */
const saidBy = (request: LoadRequest, origin: TextRange | undefined): LoadRequest => ({
  ...request,
  origin: request.origin ?? origin,
  loads: request.loads.map(load => saidBy(load, origin)),
});

/** The strategy holds for the whole way to the relation; what is loaded with its rows has its own. */
const loadedBy = (request: LoadRequest, strategy: LoadStrategy): LoadRequest => ({
  ...request,
  strategy,
  loads: request.collection ? request.loads : request.loads.map(load => loadedBy(load, strategy)),
});

const loadRequestOf = (value: unknown, origin: TextRange | undefined): LoadRequest => {
  if (typeof value === "object" && value !== null && LOAD in value) {
    const request = (value as { readonly [LOAD]: LoadRequest | undefined })[LOAD];
    if (request) return saidBy(request, origin);
  }
  throw new QueryError("unknown-relation", "with() needs a relation.", {
    range: origin,
    hint: "Name it from the row: .with(u => u.posts).",
  });
};

/** A strategy by its name. @throws QueryError `invalid-value` */
export const strategyOf = (name: unknown, range: TextRange | undefined): LoadStrategy => {
  const known = loadStrategies.find(strategy => strategy === name);
  if (known) return known;
  throw new QueryError("invalid-value", `There is no loading strategy "${String(name)}".`, {
    range,
    hint: `It is one of ${loadStrategies.join(", ")}.`,
  });
};

/**
 * What the lambdas of `with` returned, and how the options after them say to load it.
 * @throws QueryError `unknown-relation` for what is no relation, `invalid-value` for an unknown strategy
 */
export const loadRequestsOf = (
  given: readonly unknown[],
  ask: Ask,
  origin: TextRange | undefined,
): readonly LoadRequest[] => {
  const last = given.at(-1);
  const options = typeof last === "object" && last !== null ? last : null;
  const bodies = options ? given.slice(0, -1) : given;
  const requests = bodies.map(body =>
    loadRequestOf(typeof body === "function" ? ask(body as RowBody) : body, origin),
  );
  if (!options || !("strategy" in options)) return requests;
  const strategy = strategyOf(options.strategy, origin);
  return requests.map(request => loadedBy(request, strategy));
};
