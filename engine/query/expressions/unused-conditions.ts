/** Finds conditions that a callback creates and does not use: `a && b` is `b` in JavaScript. */
import type { TextRange } from "../../base/index.ts";
import { QueryError } from "../query-error.ts";

/** A condition, and whether an expression or a query contains it. */
export type TrackedCondition = {
  readonly isUsed: boolean;
  readonly origin: TextRange | undefined;
};

/** The conditions that the running callback created, null if none yet; undefined outside of callbacks. */
let created: TrackedCondition[] | null | undefined;

export const trackCondition = (condition: TrackedCondition): void => {
  if (created) created.push(condition);
  else if (created === null) created = [condition];
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
  created = null;
  try {
    const result = run();
    requireAll(created, result, isRow);
    return result;
  } finally {
    created = outer;
  }
};

/** Most callbacks return the only condition that they create. */
const requireAll = (
  own: readonly TrackedCondition[] | null,
  result: unknown,
  isRow: IsRow,
): void => {
  if (!own || (own.length === 1 && own[0] === result)) return;
  const unused = own.find(each => !each.isUsed && !contains(result, each, isRow));
  if (unused) throw unusedCondition(unused);
};

const unusedCondition = ({ origin }: TrackedCondition): QueryError =>
  new QueryError("not-a-condition", "The result of the callback does not contain this condition.", {
    range: origin,
    hint: "Combine conditions with a.and(b), and(a, b) or or(a, b): && and || keep only one of them.",
  });
