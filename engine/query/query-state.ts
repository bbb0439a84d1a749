/** The state that a query starts from, and what can be asked of a shape. */
import type { TextRange } from "../base/index.ts";
import type { QueryExpression, QueryState, RowVariable, Shape } from "./expression.ts";

export const newQueryState = (
  variable: RowVariable,
  origin: TextRange | undefined,
): QueryState => ({
  variable,
  origin,
  where: [],
  orderBy: [],
  groupBy: [],
  having: [],
  shape: null,
  loads: [],
  deferred: new Set(),
  distinct: false,
  limit: null,
  offset: null,
});

/** The fields of a shape in order, each with the way to it. */
export const fieldsOf = (
  shape: Shape,
  way: readonly string[] = [],
): readonly { readonly way: readonly string[]; readonly expression: QueryExpression }[] =>
  shape.kind === "field"
    ? [{ way, expression: shape.expression }]
    : shape.fields.flatMap(([name, inner]) => fieldsOf(inner, [...way, name]));
