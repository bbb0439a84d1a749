/** Finds conditions that a callback creates and does not use: `a && b` is `b` in JavaScript. */
import type { TextRange } from "../../base/index.ts";
import { QueryError } from "../query-error.ts";

/** A condition, and whether an expression or a query contains it. */
export type TrackedCondition = {
  readonly isUsed: boolean;
  readonly origin: TextRange | undefined;
};

/** The conditions that the running callback created; null outside of callbacks. */
let created: TrackedCondition[] | null = null;

export const trackCondition = (condition: TrackedCondition): void => {
  created?.push(condition);
};

type IsRow = (value: object) => boolean;

/** Whether a result is or contains a condition: `{ isOpen: o.status.eq("open") }`. */
const contains = (result: unknown, condition: TrackedCondition, isRow: IsRow): boolean => {
  if (result === condition) return true;
  if (typeof result !== "object" || result === null || isRow(result)) return false;
  const isPlain = Array.isArray(result) || Object.getPrototypeOf(result) === Object.prototype;
  return isPlain && Object.values(result).some(each => contains(each, condition, isRow));
};

/**
 * Runs a callback. `isRow` recognizes the rows of callbacks, which contain no conditions.
 * @throws QueryError `not-a-condition` if the result lacks a condition that the callback created
 */
export const withAllConditions = <Value>(run: () => Value, isRow: IsRow): Value => {
  const outer = created;
  const own: TrackedCondition[] = [];
  created = own;
  try {
    const result = run();
    const unused = own.find(each => !each.isUsed && !contains(result, each, isRow));
    if (unused) throw unusedCondition(unused);
    return result;
  } finally {
    created = outer;
  }
};

const unusedCondition = ({ origin }: TrackedCondition): QueryError =>
  new QueryError("not-a-condition", "The result of the callback does not contain this condition.", {
    range: origin,
    hint: "Combine conditions with a.and(b), and(a, b) or or(a, b): && and || keep only one of them.",
  });
