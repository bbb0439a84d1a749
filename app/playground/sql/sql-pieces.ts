/** Splits a printed statement into pieces with one appearance each. */
import type { Printed, TextRange } from "../../../engine/index.ts";
import { type ClauseHue, hueOf } from "../clause-hue.ts";

export type TokenKind = "keyword" | "string" | "number" | "plain";

export type SqlPiece = {
  readonly text: string;
  readonly token: TokenKind;
  /** The hue of the enclosing clause. */
  readonly hue: ClauseHue | null;
  /** The parts of the query that it came from, innermost first. */
  readonly origins: readonly TextRange[];
  /** The index of the parameter whose placeholder this is. */
  readonly parameter: number | null;
};

type Token = TextRange & { readonly kind: TokenKind };

const TOKEN =
  /"(?:[^"]|"")*"|`(?:[^`]|``)*`|'(?:[^']|'')*'|\b[A-Z][A-Z_]+\b|(?<![$\w])\d+(?:\.\d+)?\b/g;

const kindOf = (text: string): TokenKind => {
  if (text.startsWith("'")) return "string";
  if (/^\d/.test(text)) return "number";
  return /^["`]/.test(text) ? "plain" : "keyword";
};

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(TOKEN)].map(match => ({
    kind: kindOf(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));

const covers = (range: TextRange, start: number): boolean =>
  range.start <= start && start < range.end;

const lineEnds = (text: string): readonly number[] =>
  [...text.matchAll(/\n/g)].flatMap(match => [match.index, match.index + 1]);

/** The pieces of each line of the text. */
export const sqlLines = (
  printed: Pick<Printed, "text" | "spans" | "placeholders">,
  code: string,
): readonly (readonly SqlPiece[])[] => {
  const { text, spans, placeholders } = printed;
  const tokens = tokensOf(text);
  const cuts = [...spans, ...tokens, ...placeholders].flatMap(({ start, end }) => [start, end]);
  const bounds = [...new Set([0, text.length, ...cuts, ...lineEnds(text)])].sort((a, b) => a - b);
  const innermostFirst = spans.toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const lines: SqlPiece[][] = [[]];
  bounds.slice(0, -1).forEach((start, index) => {
    const piece = text.slice(start, bounds[index + 1]);
    if (piece === "\n") lines.push([]);
    else lines.at(-1)?.push(pieceAt(piece, start));
  });
  return lines;

  function pieceAt(piece: string, start: number): SqlPiece {
    const origins = innermostFirst.filter(span => covers(span, start)).map(span => span.origin);
    const parameter = placeholders.findIndex(range => covers(range, start));
    return {
      text: piece,
      token: tokens.find(token => covers(token, start))?.kind ?? "plain",
      hue: origins.map(origin => hueOf(code, origin)).find(hue => hue !== null) ?? null,
      origins,
      parameter: parameter < 0 ? null : parameter,
    };
  }
};
