/** Creates the statements of a load and caches their texts. */
import { memoize } from "../../base/index.ts";
import type { SqlValue } from "../../drivers/index.ts";
import {
  type EntityModel,
  type Fetch,
  fetchAll,
  fetchByKeys,
  fetchByRows,
  isWhole,
  type Load,
  loadsAllReferring,
  type RelatedFetch,
  type RowSet,
} from "../../query/index.ts";
import type { Entity } from "../entities/entity-state.ts";
import {
  CachedText,
  LazyStatement,
  type StatementSource,
  uncached,
} from "../statements/cached-statement.ts";
import { KEYS_PER_STATEMENT, portions } from "./load-portions.ts";

type Keys = readonly (readonly SqlValue[])[];

/** A statement of a load, and the entities whose relation it loads. */
type LoadStatement = {
  readonly fetch: RelatedFetch;
  readonly statement: StatementSource;
  readonly sources: readonly Entity[];
};

/** The statements of one load. */
export function* fetches(
  owners: readonly Entity[],
  load: Load,
  source: RowSet | null,
): Generator<LoadStatement> {
  if (owners.length === 0) return;
  if (load.strategy === "subquery" && source) {
    const isWholeTable = source.isTable && !load.relation.holdsKey;
    yield uncachedLoad(isWholeTable ? fetchAll(load) : fetchByRows(load, source), owners);
    return;
  }
  if (source && loadsWholeTable(owners, load, source)) {
    yield loadStatement(owners, load, [], () => fetchAll(load));
    return;
  }
  for (const { keys, sources } of portions(owners, load.relation.sourceColumns)) {
    yield loadStatement(sources, load, keys, () => fetchByKeys(load, keys));
  }
}

/** If all rows of a table are sources, keys would exclude nothing and would need several statements. */
const loadsWholeTable = (owners: readonly Entity[], load: Load, { isTable }: RowSet): boolean =>
  isTable && owners.length > KEYS_PER_STATEMENT && loadsAllReferring(load);

const loadStatement = (
  sources: readonly Entity[],
  load: Load,
  keys: Keys,
  make: () => RelatedFetch,
): LoadStatement => {
  const isPlain = isWhole(load) && load.orderBy.length === 0 && load.loads.length === 0;
  if (!isPlain) return uncachedLoad(make(), sources);
  return { sources, ...plainLoad(load, keys, make) };
};

const uncachedLoad = (fetch: RelatedFetch, sources: readonly Entity[]): LoadStatement => ({
  fetch,
  statement: uncached(fetch.statement),
  sources,
});

/** Loads a whole relation by keys, without further relations. */
export const plainLoad = (
  load: Load,
  keys: Keys,
  make = (): RelatedFetch => fetchByKeys(load, keys),
): Omit<LoadStatement, "sources"> => {
  const { relation } = load;
  const shape = `${relation.label} of ${keys.length || "all"}`;
  const { fetch, text } = cachedFetch(relation.source, shape, make);
  const statement = new LazyStatement(text, keys.flat(), () => make().statement);
  return { fetch, statement };
};

/** A fetch and its text, without values. */
export type CachedFetch<Made extends Fetch> = { readonly fetch: Made; readonly text: CachedText };

const fetchesOf = memoize((_: EntityModel) => new Map<string, CachedFetch<Fetch>>());

/** The cached fetch with a name: fetches of an entity with the same name differ only in their values. */
export const cachedFetch = <Made extends Fetch>(
  entity: EntityModel,
  shape: string,
  make: () => Made,
): CachedFetch<Made> => {
  const kept = fetchesOf(entity) as Map<string, CachedFetch<Made>>;
  const known = kept.get(shape);
  if (known) return known;
  const entry = { fetch: make(), text: new CachedText() };
  kept.set(shape, entry);
  return entry;
};
