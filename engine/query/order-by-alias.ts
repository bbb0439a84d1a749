/** Orders by selected expressions through their aliases. */
import { type OrderTerm, type SelectItem, sameNode } from "../sql/index.ts";
import type { OrderKey, QueryState } from "./expression.ts";
import { isAggregated } from "./many-rows.ts";

/** Whether another item has the same alias; SQL ignores case. */
const isAmbiguous = (item: SelectItem, items: readonly SelectItem[]): boolean => {
  const name = item.alias?.toLowerCase();
  return items.some(other => other !== item && other.alias?.toLowerCase() === name);
};

/** MySQL places nulls by an expression of the key, which cannot contain the alias of an aggregate. */
const isWithoutAlias = (key: OrderKey | undefined): boolean =>
  key !== undefined && key.nulls !== null && isAggregated(key.expression, false);

/** Replaces selected expressions by their aliases. DISTINCT needs this: to PostgreSQL, equal expressions with parameters differ. */
export const byAlias = (
  terms: readonly OrderTerm[],
  items: readonly SelectItem[],
  { orderBy, distinct }: Pick<QueryState, "orderBy" | "distinct">,
): readonly OrderTerm[] =>
  terms.map((term, index) => {
    const { expression } = term;
    if (expression.kind === "column") return term;
    if (!distinct && isWithoutAlias(orderBy[index]?.value)) return term;
    const item = items.find(({ alias, expression: other }) => alias && sameNode(other, expression));
    if (!item?.alias || isAmbiguous(item, items)) return term;
    const { origin } = expression;
    return { ...term, expression: { kind: "column", source: null, name: item.alias, origin } };
  });
