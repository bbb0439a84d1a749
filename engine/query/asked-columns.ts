/** Columns that a lambda names, one or several, where no condition is meant. */
import type { TextRange } from "../base/index.ts";
import { ExpressionBuilder } from "./expressions/index.ts";
import type { ColumnModel } from "./model.ts";
import { QueryError } from "./query-error.ts";

/** The column that a lambda returned, or null where it returned something else. */
export const askedColumn = (value: unknown): ColumnModel | null => {
  const node = value instanceof ExpressionBuilder ? value.node : null;
  return node?.kind === "column" && node.path.relations.length === 0 ? node.column : null;
};

/** `u.bio`, or `[u.id, u.name]`. @throws QueryError `unknown-column` */
export const askedColumns = (
  value: unknown,
  range: TextRange | undefined,
): readonly ColumnModel[] => {
  const named: readonly unknown[] = Array.isArray(value) ? value : [value];
  return named.map(each => {
    const column = askedColumn(each);
    if (column) return column;
    throw new QueryError("unknown-column", "Columns of the entity are wanted here.", {
      range,
      hint: "Name them from the row: u => u.bio, or u => [u.id, u.name].",
    });
  });
};
