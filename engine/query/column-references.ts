/** Columns that a callback returns, one or several. */
import type { TextRange } from "../base/index.ts";
import { ExpressionBuilder } from "./expressions/index.ts";
import type { ColumnModel } from "./model.ts";
import { QueryError } from "./query-error.ts";

/** The column that a callback returned, or null for any other value. */
export const columnReference = (value: unknown): ColumnModel | null => {
  const node = value instanceof ExpressionBuilder ? value.node : null;
  return node?.kind === "column" && node.path.relations.length === 0 ? node.column : null;
};

/** `u.bio`, or `[u.id, u.name]`. @throws QueryError `unknown-column` */
export const columnReferences = (
  value: unknown,
  range: TextRange | undefined,
): readonly ColumnModel[] => {
  const references: readonly unknown[] = Array.isArray(value) ? value : [value];
  return references.map(each => {
    const column = columnReference(each);
    if (column) return column;
    throw new QueryError("unknown-column", "Expected columns of the entity.", {
      range,
      hint: "Return columns of the row: u => u.bio, or u => [u.id, u.name].",
    });
  });
};
