/** Counts that a person gives: limits and offsets. */
import type { TextRange } from "../base/index.ts";
import { QueryError } from "./query-error.ts";

/** @throws QueryError `invalid-value` for anything but 0, 1, 2 … */
export const wholeNumber = (value: unknown, what: string, range: TextRange | undefined): number => {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new QueryError("invalid-value", `${what}() needs a whole number that is not negative.`, {
    range,
  });
};
