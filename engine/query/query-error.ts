/** What a query or an entity was asked that it cannot do. The code names a page of the documentation. */
import type { TextRange } from "../base/index.ts";

export type QueryErrorCode =
  | "unknown-entity"
  | "unknown-column"
  | "unknown-relation"
  | "not-a-condition"
  | "invalid-value"
  | "relation-not-loaded"
  | "lazy-load-forbidden"
  | "column-not-loaded"
  | "row-not-found"
  | "too-many-rows"
  | "no-primary-key"
  | "not-an-entity";

export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly code: QueryErrorCode;
  readonly hint: string | undefined;
  readonly range: TextRange | undefined;

  constructor(
    code: QueryErrorCode,
    message: string,
    details: { readonly hint?: string; readonly range?: TextRange | undefined } = {},
  ) {
    super(message);
    this.code = code;
    this.hint = details.hint === "" ? undefined : details.hint;
    this.range = details.range;
  }
}
