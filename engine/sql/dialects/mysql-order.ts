/** ORDER BY and LIMIT in MySQL. @see https://dev.mysql.com/doc/refman/8.0/en/select.html */
import type { Expression, OrderTerm, Select, SelectItem } from "../tree.ts";
import { asText } from "./mysql-extremes.ts";

/** MySQL accepts OFFSET only after LIMIT; its manual uses this number for "no limit". */
export const NO_LIMIT = { kind: "raw", texts: ["18446744073709551615"], holes: [] } as const;

/**
 * MySQL has no NULLS FIRST or LAST. Where it would not place nulls, its least values, there, an extra term orders by
 * IS NULL. Enums are ordered by the positions of their values but compared as text, so they are cast. MariaDB reads a
 * number in ORDER BY as the position of a column.
 */
export const ownTerms = (
  term: OrderTerm,
  items: readonly SelectItem[] = [],
): readonly OrderTerm[] => {
  const { descending, nulls } = term;
  if (term.expression.kind === "parameter") return [];
  const expression = term.isEnum ? asText(term.expression) : term.expression;
  const own = { expression, descending, nulls: null };
  if (!nulls || (nulls === "first") !== descending) return [own];
  const operand = withoutAlias(term.expression, items);
  const isNull = { kind: "isNull", operand, negated: false } as const;
  return [{ expression: isNull, descending: nulls === "first", nulls: null }, own];
};

/** Within an expression, MySQL reads an alias as a column of that name, and refuses the alias of an aggregate. */
const withoutAlias = (expression: Expression, items: readonly SelectItem[]): Expression =>
  expression.kind === "column" && expression.source === null
    ? (items.find(({ alias }) => alias === expression.name)?.expression ?? expression)
    : expression;

/** What an order can be at the end of. Only a select has items that are not distinct. */
type Ended = Pick<Select, "orderBy" | "limit" | "offset"> &
  Partial<Pick<Select, "items" | "distinct">>;

const ownOrder = ({ orderBy, items, distinct }: Ended): Select["orderBy"] => {
  // Distinct rows can be ordered only by what is selected, so their aliases stay.
  const named = distinct ? [] : items;
  const body = orderBy?.body.flatMap(term => ownTerms(term, named)) ?? [];
  return orderBy && body.length > 0 ? { ...orderBy, body } : null;
};

export const withOwnEnd = <Node extends Ended>(node: Node): Node => ({
  ...node,
  limit: node.limit ?? (node.offset && { body: NO_LIMIT, origins: [] }),
  orderBy: ownOrder(node),
});
