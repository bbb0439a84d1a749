/** Splits a typed line into tokens. Every character but whitespace belongs to one. */
import type { TextRange } from "../../base/index.ts";

/**
 * A word, a name in quotes, a text in quotes, a group in parentheses, or a sign. What is not closed is broken: a quote
 * with the rest of the line, and a single parenthesis.
 */
export type TokenKind = "word" | "name" | "text" | "group" | "sign" | "broken";

export type Token = TextRange & { readonly kind: TokenKind; readonly text: string };

/** The end of a quoted text; a doubled quote is part of it. Null if it is not closed. */
const endOfQuoted = (line: string, start: number): number | null => {
  const quote = line.charAt(start);
  for (let at = start + 1; at < line.length; at += 1) {
    if (line[at] !== quote) continue;
    if (line[at + 1] !== quote) return at + 1;
    at += 1;
  }
  return null;
};

const isQuote = (sign: string): boolean => sign === "'" || sign === '"' || sign === "`";

/** The position after the matching parenthesis, by the position of the opening one. */
const closings = (line: string): ReadonlyMap<number, number> => {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (isQuote(sign)) at = (endOfQuoted(line, at) ?? line.length) - 1;
    if (sign === "(") open.push(at);
    const start = sign === ")" ? open.pop() : undefined;
    if (start !== undefined) ends.set(start, at + 1);
  }
  return ends;
};

const isBoundary = (line: string, at: number): boolean =>
  /[\s"'`?=,()]/.test(line.charAt(at)) || line.startsWith("->", at);

const endOfWord = (line: string, start: number): number => {
  let end = start + 1;
  while (end < line.length && !isBoundary(line, end)) end += 1;
  return end;
};

const KINDS: Readonly<Record<string, TokenKind>> = { "'": "text", '"': "name", "`": "name" };

/** The kind and the end of the token at a position. */
const tokenAt = (
  line: string,
  start: number,
  ends: ReadonlyMap<number, number>,
): readonly [TokenKind, number] => {
  const sign = line.charAt(start);
  if (isQuote(sign)) {
    const end = endOfQuoted(line, start);
    return end === null ? ["broken", line.length] : [KINDS[sign] ?? "name", end];
  }
  if (sign === "(") {
    const end = ends.get(start);
    return end === undefined ? ["broken", start + 1] : ["group", end];
  }
  if (sign === ")") return ["broken", start + 1];
  if (line.startsWith("->", start)) return ["sign", start + 2];
  return /[?=,]/.test(sign) ? ["sign", start + 1] : ["word", endOfWord(line, start)];
};

export const tokensOf = (line: string): readonly Token[] => {
  const tokens: Token[] = [];
  const ends = closings(line);
  for (let start = 0; start < line.length; ) {
    if (line.charAt(start).trim() === "") {
      start += 1;
      continue;
    }
    const [kind, end] = tokenAt(line, start, ends);
    tokens.push({ kind, text: line.slice(start, end), start, end });
    start = end;
  }
  return tokens;
};

/** The name or text that a token denotes, without its quotes. */
export const meaningOf = ({ kind, text }: Token): string => {
  if (kind !== "name" && kind !== "text") return text;
  const quote = text.charAt(0);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
};

/** The items of a group, between its commas. */
export const itemsOf = (group: Token): readonly (readonly Token[])[] => {
  const inner = tokensOf(group.text.slice(1, -1)).map(token => ({
    ...token,
    start: token.start + group.start + 1,
    end: token.end + group.start + 1,
  }));
  const items: Token[][] = [[]];
  for (const token of inner) {
    if (token.kind === "sign" && token.text === ",") items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
};

/** The range of consecutive tokens. */
export const rangeOf = (tokens: readonly Token[]): TextRange => ({
  start: tokens[0]?.start ?? 0,
  end: tokens.at(-1)?.end ?? 0,
});
