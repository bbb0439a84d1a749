/** Statements that differ in values alone: where nobody looks at their trees, they are printed once. */
import { memoize } from "../base/index.ts";
import type { Model } from "../query/index.ts";
import {
  type Dialect,
  type DialectName,
  type ParameterValue,
  print,
  type Statement,
} from "../sql/index.ts";

export type ShapedStatement = {
  /** A name for the text: statements of one model that are called the same have the same text. */
  readonly shape: string;
  /** In the order of their placeholders. */
  readonly parameters: readonly ParameterValue[];
  /** Makes the tree. */
  readonly statement: () => Statement;
};

/** Names have the sizes of lists in them, of which there may be many. */
const MOST_KEPT = 1_000;

type Texts = Map<string, string>;

const textsOf = memoize(
  (_: Model): Readonly<Record<DialectName, Texts>> => ({
    sqlite: new Map(),
    postgres: new Map(),
    mysql: new Map(),
  }),
);

/** The text of a statement. @throws UnsupportedSql for what a dialect has no words for. */
export const textOf = (
  { shape, statement }: ShapedStatement,
  model: Model,
  dialect: Dialect,
): string => {
  const texts = textsOf(model)[dialect.name];
  const known = texts.get(shape);
  if (known !== undefined) return known;
  if (texts.size >= MOST_KEPT) texts.clear();
  const { text } = print(statement(), dialect);
  texts.set(shape, text);
  return text;
};
