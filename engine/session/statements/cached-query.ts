/** Queries that differ only in their values are compiled once: they are found by their fingerprint. */
import { memoize } from "../../base/index.ts";
import {
  type EntityModel,
  fingerprintOf,
  type QueryFingerprint,
  type QueryState,
} from "../../query/index.ts";
import {
  type Dialect,
  type ParameterValue,
  type Printed,
  print,
  type Statement,
} from "../../sql/index.ts";
import type { StatementText } from "./cached-statement.ts";
import { FingerprintTree } from "./fingerprint-tree.ts";

/** One query compiles to different statements for different purposes. */
export type QueryPurpose = "entities" | "page" | "rows" | "count";

/** The statement of a query, and what reads its rows. */
export type Compiled<Reader> = { readonly statement: Statement; readonly reader: Reader };

export type QueryToRun<Reader> = {
  readonly state: QueryState;
  readonly purpose: QueryPurpose;
  /** Called if the cache has no query with this fingerprint, and for the tree. */
  readonly compile: () => Compiled<Reader>;
};

/** The source of a parameter: the index of a value of the fingerprint, or a constant if that is negative. */
type Slot = { readonly index: number; readonly constant: ParameterValue };

const slotsOf = ({ parameters, sources }: Printed, shape: QueryFingerprint): readonly Slot[] => {
  const indexes = new Map(shape.sources.map((source, index) => [source, index]));
  return parameters.map((constant, position) => {
    const source = sources[position];
    return { index: source ? (indexes.get(source) ?? -1) : -1, constant };
  });
};

type CacheEntry<Reader> = {
  readonly text: string;
  readonly reader: Reader;
  readonly slots: readonly Slot[];
};

const cacheOf = memoize((_: EntityModel) => new FingerprintTree<CacheEntry<unknown>>());

const compiled = <Reader>(
  { purpose, compile }: QueryToRun<Reader>,
  shape: QueryFingerprint,
  dialect: Dialect,
): CacheEntry<Reader> => {
  const cache = cacheOf(shape.entity) as FingerprintTree<CacheEntry<Reader>>;
  const subject = [purpose, dialect.name];
  const known = cache.get(subject, shape.words);
  if (known) return known;
  const { statement, reader } = compile();
  const printed = print(statement, dialect);
  const entry = { text: printed.text, reader, slots: slotsOf(printed, shape) };
  if (!printed.holdsValues) cache.set(subject, shape.words, entry);
  return entry;
};

/**
 * The text and parameters of a query, and what reads its rows.
 * @throws UnsupportedSql for what the dialect does not support
 */
export const cachedQuery = <Reader>(
  query: QueryToRun<Reader>,
  dialect: Dialect,
): StatementText & { readonly reader: Reader } => {
  const shape = fingerprintOf(query.state);
  const { text, reader, slots } = compiled(query, shape, dialect);
  const parameters = slots.map(({ index, constant }) => shape.values[index] ?? constant);
  return { text, parameters, reader };
};
