/** The cause of a statement as text. */
import { type Cause, positionAt, type TextRange } from "../../engine/index.ts";

export const causeText = ({ kind, subject }: Cause): string => {
  switch (kind) {
    case "flush":
      return subject ?? kind;
    case "write":
      return `write to ${subject}`;
    case "raw":
      return "raw SQL";
    default:
      return subject === null ? kind : `${kind} of ${subject}`;
  }
};

/** `line 2`; empty without a place in the query. */
export const lineText = (code: string, range: TextRange | null): string =>
  range ? `line ${positionAt(code, range.start).line}` : "";
