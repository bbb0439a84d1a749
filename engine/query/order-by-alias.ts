/** Sorts by what is selected, by its name. */
import { type OrderTerm, type SelectItem, sameNode } from "../sql/index.ts";

/** Whether another field has the same name in SQL, where capitals do not count. */
const isSaidTwice = (item: SelectItem, items: readonly SelectItem[]): boolean => {
  const name = item.alias?.toLowerCase();
  return items.some(other => other !== item && other.alias?.toLowerCase() === name);
};

/**
 * What is selected and sorted by is said once, and sorted by its name. DISTINCT needs this: to PostgreSQL, one
 * expression with parameters said twice is two.
 */
export const byAlias = (
  terms: readonly OrderTerm[],
  items: readonly SelectItem[],
): readonly OrderTerm[] =>
  terms.map(term => {
    const { expression } = term;
    if (expression.kind === "column") return term;
    const item = items.find(({ alias, expression: other }) => alias && sameNode(other, expression));
    if (!item?.alias || isSaidTwice(item, items)) return term;
    const { origin } = expression;
    return { ...term, expression: { kind: "column", source: null, name: item.alias, origin } };
  });
