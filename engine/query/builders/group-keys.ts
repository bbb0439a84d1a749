/** What a lambda of `groupBy` returned. */
import type { TextRange } from "../../base/index.ts";
import type { QueryExpression } from "../expression.ts";
import { ExpressionBuilder } from "../expressions/index.ts";
import { pathOfRow, pathTarget } from "../paths.ts";
import { QueryError } from "../query-error.ts";

/** A value, or the key of a row: groups by a row are those of its entity. @throws QueryError `not-a-condition` */
export const groupKeysOf = (
  value: unknown,
  origin: TextRange | undefined,
): readonly QueryExpression[] => {
  if (value instanceof ExpressionBuilder) return [value.node];
  const row = typeof value === "object" && value !== null ? pathOfRow(value) : undefined;
  if (!row) {
    throw new QueryError("not-a-condition", "A value, or a row, is wanted to group by.", {
      range: origin,
      hint: "Name it: .groupBy(p => p.author.name), or .groupBy(p => p.author).",
    });
  }
  const { primaryKey, columns } = pathTarget(row);
  const known = primaryKey.length > 0 ? primaryKey : columns;
  return known.map(column => ({ kind: "column", path: row, column, origin }));
};
