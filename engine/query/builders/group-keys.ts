/** The keys that callbacks of `groupBy` return. */
import type { TextRange } from "../../base/index.ts";
import type { QueryExpression } from "../expression.ts";
import { ExpressionBuilder } from "../expressions/index.ts";
import { pathOfRow, pathTarget } from "../paths.ts";
import { QueryError } from "../query-error.ts";

/** A value, or the primary key of a row: grouping by a row groups by its entity. @throws QueryError `not-a-condition` */
export const groupKeysOf = (
  value: unknown,
  origin: TextRange | undefined,
): readonly QueryExpression[] => {
  if (value instanceof ExpressionBuilder) return [value.node];
  const row = typeof value === "object" && value !== null ? pathOfRow(value) : undefined;
  if (!row) {
    throw new QueryError("not-a-condition", "groupBy() expects a value or a row.", {
      range: origin,
      hint: "Return one: .groupBy(p => p.author.name), or .groupBy(p => p.author).",
    });
  }
  const { primaryKey, columns } = pathTarget(row);
  const keys = primaryKey.length > 0 ? primaryKey : columns;
  return keys.map(column => ({ kind: "column", path: row, column, origin }));
};
