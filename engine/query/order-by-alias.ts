/** Orders by selected expressions through their aliases. */
import { type OrderTerm, type SelectItem, sameNode } from "../sql/index.ts";

const nameOf = ({ expression, alias }: SelectItem): string | null =>
  alias ?? (expression.kind === "column" ? expression.name : null);

/** Whether another item has the same name; SQL ignores case. */
const isAmbiguous = (item: SelectItem, items: readonly SelectItem[]): boolean => {
  const name = nameOf(item)?.toLowerCase();
  return items.some(other => other !== item && nameOf(other)?.toLowerCase() === name);
};

/** Replaces selected expressions by their aliases. DISTINCT needs this: to PostgreSQL, equal expressions with parameters differ. */
export const byAlias = (
  terms: readonly OrderTerm[],
  items: readonly SelectItem[],
): readonly OrderTerm[] =>
  terms.map(term => {
    const { expression } = term;
    if (expression.kind === "column") return term;
    const item = items.find(({ alias, expression: other }) => alias && sameNode(other, expression));
    if (!item?.alias || isAmbiguous(item, items)) return term;
    const { origin } = expression;
    return { ...term, expression: { kind: "column", source: null, name: item.alias, origin } };
  });
