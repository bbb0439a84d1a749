/** Printed text with spans, which tie its characters to the query or the record that they come from. */
import type { TextRange } from "./text-range.ts";

/** A record of the schema document, by its id. */
export type RecordOrigin = { readonly record: string };

/** The source of printed characters: a range of the query, or a record of the document. */
export type Origin = TextRange | RecordOrigin;

/** A range of the printed text, and its origin. A span may contain other spans. */
export type Span<From extends Origin = TextRange> = TextRange & { readonly origin: From };

export type PrintedText<From extends Origin = Origin> = {
  readonly text: string;
  readonly spans: readonly Span<From>[];
};

type Piece = string | PrintedText<RecordOrigin>;

const shifted = (spans: readonly Span<RecordOrigin>[], by: number): readonly Span<RecordOrigin>[] =>
  spans.map(({ start, end, origin }) => ({ start: start + by, end: end + by, origin }));

/** Joins pieces of text; their spans keep pointing to the same characters. */
export const joinPrinted = (
  pieces: readonly Piece[],
  separator = "",
): PrintedText<RecordOrigin> => {
  const spans: Span<RecordOrigin>[] = [];
  let text = "";
  pieces.forEach((piece, index) => {
    if (index > 0) text += separator;
    if (typeof piece !== "string") spans.push(...shifted(piece.spans, text.length));
    text += typeof piece === "string" ? piece : piece.text;
  });
  return { text, spans };
};

/** Ties a whole piece of text to the record that it is printed from. */
export const printedFrom = (record: string, piece: Piece): PrintedText<RecordOrigin> => {
  const { text, spans } = joinPrinted([piece]);
  return { text, spans: [{ start: 0, end: text.length, origin: { record } }, ...spans] };
};
