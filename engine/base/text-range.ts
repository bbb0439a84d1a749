/** A range of text, by character offsets. Every node has the range of the code that created it. */

export type TextRange = {
  /** First character, counted from 0 in UTF-16 units. */
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
};

/** Whether `inner` lies within `outer`; a range contains itself. */
export const contains = (outer: TextRange, inner: TextRange): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** The length in characters. */
export const lengthOf = (range: TextRange): number => range.end - range.start;

/** The line (from 1) and column (from 1) of an offset. */
export const positionAt = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
};
