/** Errors in the user's queries. The code names a page of the documentation. */
import type { TextRange } from "../base/index.ts";

/** Every code has a page in docs/errors/. */
export const queryErrorCodes = [
  "unknown-entity",
  "unknown-column",
  "unknown-relation",
  "unknown-method",
  "not-a-condition",
  "not-an-aggregate",
  "misplaced-aggregate",
  "not-grouped",
  "not-selected",
  "invalid-value",
  "invalid-cursor",
  "type-mismatch",
  "ambiguous-name",
  "row-out-of-place",
  "unsupported",
  "relation-not-loaded",
  "lazy-load-forbidden",
  "column-not-loaded",
  "row-not-found",
  "too-many-rows",
  "no-primary-key",
  "version-conflict",
  "session-closed",
  "session-busy",
  "not-an-entity",
  "unique-violation",
  "unique-circle",
  "foreign-key-violation",
  "not-null-violation",
  "check-violation",
] as const;

export type QueryErrorCode = (typeof queryErrorCodes)[number];

export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly code: QueryErrorCode;
  readonly hint: string | undefined;
  readonly range: TextRange | undefined;

  constructor(
    code: QueryErrorCode,
    message: string,
    details: {
      readonly hint?: string;
      readonly range?: TextRange | undefined;
      /** The error of the database, if there is one. */
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.hint = details.hint === "" ? undefined : details.hint;
    this.range = details.range;
  }
}
