/** Queries that differ in values alone: where nobody looks at their trees, they are compiled once. */
import { memoize } from "../../base/index.ts";
import type { EntityModel, QueryFingerprint } from "../../query/index.ts";
import {
  type Dialect,
  type ParameterValue,
  type Printed,
  print,
  type Statement,
} from "../../sql/index.ts";
import { ShapeTree } from "./shape-tree.ts";

/** What is asked of a query. */
export type QueryPurpose = "entities" | "page" | "rows" | "count";

/** What is made of a query: its statement, and whatever reads the rows. */
export type Compiled<Reader> = { readonly statement: Statement; readonly reader: Reader };

/** Where the value of a parameter comes from: a place among the values of the shape, or nowhere. */
type Slot = { readonly place: number; readonly constant: ParameterValue };

const slotsOf = ({ parameters, sources }: Printed, shape: QueryFingerprint): readonly Slot[] => {
  const places = new Map(shape.sources.map((source, place) => [source, place]));
  return parameters.map((constant, index) => {
    const source = sources[index];
    return { place: source ? (places.get(source) ?? -1) : -1, constant };
  });
};

const queriesOf = memoize((_: EntityModel) => new ShapeTree<KnownQuery<unknown>>());

export class KnownQuery<Reader> {
  readonly text: string;
  readonly reader: Reader;
  readonly #slots: readonly Slot[];

  constructor(printed: Printed, shape: QueryFingerprint, reader: Reader) {
    this.text = printed.text;
    this.reader = reader;
    this.#slots = slotsOf(printed, shape);
  }

  /** The values of a query of this shape, in the order of their placeholders. */
  parameters({ values }: QueryFingerprint): readonly ParameterValue[] {
    return this.#slots.map(({ place, constant }) => values[place] ?? constant);
  }
}

/**
 * The query of a shape. `purpose` tells apart what is made of one query.
 * @throws UnsupportedSql for what a dialect has no words for.
 */
export const knownQuery = <Reader>(
  shape: QueryFingerprint,
  purpose: QueryPurpose,
  dialect: Dialect,
  compile: () => Compiled<Reader>,
): KnownQuery<Reader> => {
  const queries = queriesOf(shape.entity) as ShapeTree<KnownQuery<Reader>>;
  const subject = [purpose, dialect.name];
  const known = queries.get(subject, shape.words);
  if (known) return known;
  const { statement, reader } = compile();
  const printed = print(statement, dialect);
  const made = new KnownQuery(printed, shape, reader);
  if (!printed.holdsValues) queries.set(subject, shape.words, made);
  return made;
};
