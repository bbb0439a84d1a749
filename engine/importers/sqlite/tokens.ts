/** A tokenizer for SQL, which handles quotes and comments. */
import type { TextRange } from "../../base/index.ts";

export type Token = TextRange & {
  readonly kind: "word" | "quoted" | "text" | "number" | "sign";
  /** The token as written. */
  readonly text: string;
};

// A doubled quote is an escape; an unclosed quote or comment extends to the end, as in SQLite.
const TOKEN =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<text>'(?:[^']+|'')*(?:'|$))|(?<quoted>"(?:[^"]+|"")*(?:"|$)|`(?:[^`]+|``)*(?:`|$)|\[[^\]]*(?:\]|$))|(?<word>[A-Za-z_\u{80}-\u{10ffff}][\w$\u{80}-\u{10ffff}]*)|(?<number>\d[\w.]*|\.\d[\w]*)|(?<sign>\|\||[<>=!]=|<>|[\s\S])/gu;

const KINDS = ["word", "sign", "number", "text", "quoted"] as const;

const kindOf = (
  groups: Readonly<Record<string, string | undefined>> = {},
): Token["kind"] | undefined => KINDS.find(kind => groups[kind] !== undefined);

/** Iterates over the tokens of a text, without spaces and comments. */
export function* eachToken(source: string): Generator<Token> {
  for (const match of source.matchAll(TOKEN)) {
    const kind = kindOf(match.groups);
    if (kind === undefined) continue;
    const start = match.index;
    yield { kind, text: match[0], start, end: start + match[0].length };
  }
}

/** The tokens of a text, without spaces and comments. */
export const tokensOf = (source: string): readonly Token[] => [...eachToken(source)];

/** Whether the token is one of these keywords; a quoted token never is. */
export const isWord = (token: Token | undefined, ...words: readonly string[]): boolean =>
  token?.kind === "word" && words.includes(token.text.toUpperCase());

export const isSign = (token: Token | undefined, sign: string): boolean =>
  token?.kind === "sign" && token.text === sign;

/** The name that a token denotes, without quotes. */
export const nameOf = ({ kind, text }: Token): string => {
  if (kind !== "quoted" && kind !== "text") return text;
  const quote = text.charAt(0);
  const inner = text.slice(1, -1);
  return quote === "[" ? inner : inner.replaceAll(quote + quote, quote);
};
