/** Reads the value after `=` or `default`. */

import { parseColumnDefault } from "../column-default.ts";
import type { ColumnDefault, ColumnType } from "../records.ts";
import type { LineTokens } from "./line-tokens.ts";
import { meaningOf, rangeOf, type Token } from "./tokens.ts";

/** Takes a value: a word, a text, or SQL without spaces outside of its parentheses. Null if there is none. */
export const takeValue = (tokens: LineTokens, isClause: (word: string) => boolean) => {
  const next = tokens.peek();
  const isMissing =
    next === undefined || next.kind === "sign" || next.kind === "broken" || isClause(tokens.word());
  return isMissing ? null : tokens.takeAdjacent();
};

/** The default that the tokens denote. A text can have double quotes, too. */
export const defaultOf = (
  tokens: LineTokens,
  value: readonly Token[],
  type: ColumnType,
): ColumnDefault => {
  const [first, second] = value;
  if (first?.kind === "name" && !second) return { kind: "value", value: meaningOf(first) };
  return parseColumnDefault(tokens.textOf(rangeOf(value)), type);
};
