/** Refuses parts of queries where JavaScript decides: to JavaScript, they are objects, which are always true. */
import type { TextRange } from "../base/index.ts";
import { OrderBuilder, ValueMethods } from "./expressions/index.ts";
import { isRow } from "./marks.ts";
import { CollectionBuilder } from "./paths.ts";
import { QueryError } from "./query-error.ts";

/** What a value is in a query; null for any value of the program. */
const partOf = (value: unknown): "expression" | "row" | "relation" | null => {
  if (typeof value !== "object" || value === null) return null;
  if (value instanceof ValueMethods || value instanceof OrderBuilder) return "expression";
  if (value instanceof CollectionBuilder) return "relation";
  return isRow(value) ? "row" : null;
};

const HINTS = {
  expression:
    "Use methods and functions: a.eq(b), a.and(b), a.or(b), not(a), a.coalesce(b), when(a, x).otherwise(y). To test a variable, compare it with undefined.",
  row: "Test a relation with isNotNull(), and compare it with eq(): p => p.author.isNotNull().",
  relation: "Test a relation with some(): u => u.posts.some().",
} as const;

/** @throws QueryError `not-a-condition` for an expression, a row or a relation of a callback */
export const requireTruthValue = (value: unknown, range: TextRange | undefined): void => {
  const part = partOf(value);
  if (!part) return;
  throw new QueryError(
    "not-a-condition",
    `JavaScript cannot test or compare this ${part}: its value only exists in the database.`,
    { range, hint: HINTS[part] },
  );
};
