/** The statements of a load, and what is kept of them from one time to the next. */
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
import { type ShapedStatement, StatementText } from "../statements/shaped-statement.ts";
import { KEYS_PER_STATEMENT, portions } from "./load-portions.ts";

type Keys = readonly (readonly SqlValue[])[];

/** One statement of a load, and the entities that it is for. */
type Part = {
  readonly fetch: RelatedFetch;
  readonly sources: readonly Entity[];
  /** For a load of which nothing but the keys differs from time to time. */
  readonly shaped: ShapedStatement | null;
};

/** The statements of one load. */
export function* fetches(
  wanted: readonly Entity[],
  load: Load,
  source: RowSet | null,
): Generator<Part> {
  if (wanted.length === 0) return;
  if (load.strategy === "subquery" && source) {
    yield { fetch: fetchByRows(load, source), sources: wanted, shaped: null };
    return;
  }
  if (source && bringsAll(wanted, load, source)) {
    yield partOf(wanted, load, [], () => fetchAll(load));
    return;
  }
  for (const { keys, sources } of portions(wanted, load.relation.sourceColumns)) {
    yield partOf(sources, load, keys, () => fetchByKeys(load, keys));
  }
}

/** Of what refers to any row of a table, keys would leave nothing out, and take several statements. */
const bringsAll = (wanted: readonly Entity[], load: Load, { isTable }: RowSet): boolean =>
  isTable && wanted.length > KEYS_PER_STATEMENT && loadsAllReferring(load);

const partOf = (
  sources: readonly Entity[],
  load: Load,
  keys: Keys,
  make: () => RelatedFetch,
): Part => {
  const isPlain = isWhole(load) && load.orderBy.length === 0 && load.loads.length === 0;
  if (!isPlain) return { fetch: make(), sources, shaped: null };
  return { sources, ...plainPart(load, keys, make) };
};

/** What loads a whole relation by keys, and nothing with it. */
export const plainPart = (
  load: Load,
  keys: Keys,
  make = (): RelatedFetch => fetchByKeys(load, keys),
): { readonly fetch: RelatedFetch; readonly shaped: ShapedStatement } => {
  const { relation } = load;
  const shape = `${relation.label} of ${keys.length || "all"}`;
  const { fetch, text } = keptFetch(relation.source, shape, make);
  const shaped = { text, parameters: keys.flat(), statement: () => make().statement };
  return { fetch, shaped };
};

/** A fetch of whatever values, and its text. */
export type KeptFetch<Made extends Fetch> = { readonly fetch: Made; readonly text: StatementText };

const fetchesOf = memoize((_: EntityModel) => new Map<string, KeptFetch<Fetch>>());

/** The fetch of a shape: those of one entity that are called the same are the same but for values. */
export const keptFetch = <Made extends Fetch>(
  entity: EntityModel,
  shape: string,
  make: () => Made,
): KeptFetch<Made> => {
  const kept = fetchesOf(entity) as Map<string, KeptFetch<Made>>;
  const known = kept.get(shape);
  if (known) return known;
  const made = { fetch: make(), text: new StatementText() };
  kept.set(shape, made);
  return made;
};
