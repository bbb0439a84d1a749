/** The cause of a statement as text. */
import { type Cause, positionAt, type TextRange } from "../../engine/index.ts";

export const causeText = (cause: Cause): string => {
  switch (cause.kind) {
    case "query":
      return `query of ${cause.entity}`;
    case "write":
      return `write to ${cause.entity}`;
    case "lazy load":
      return `lazy load of ${cause.relation}`;
    case "eager load":
      return `eager load of ${cause.relation}`;
    case "flush":
      return cause.object;
    case "refresh":
      return `refresh of ${cause.object}`;
    case "transaction":
      return "transaction";
    case "raw":
      return "raw SQL";
  }
};

/** `line 2`; empty without a place in the query. */
export const lineText = (code: string, range: TextRange | null): string =>
  range ? `line ${positionAt(code, range.start).line}` : "";
