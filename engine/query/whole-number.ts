/** Limits and offsets. */
import type { TextRange } from "../base/index.ts";
import { QueryError } from "./query-error.ts";

/** @throws QueryError `invalid-value` for anything but a non-negative integer */
export const wholeNumber = (value: unknown, what: string, range: TextRange | undefined): number => {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new QueryError("invalid-value", `${what}() expects a whole number of at least 0.`, {
    range,
  });
};
