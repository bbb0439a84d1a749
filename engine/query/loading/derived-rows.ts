/** Rows of an entity as a derived table, so that joins and limits outside do not affect them. */
import {
  allOf,
  clause,
  type Expression,
  type OrderTerm,
  type Select,
  type SelectItem,
  select,
} from "../../sql/index.ts";
import type { Sourced } from "../expression.ts";
import { byAlias } from "../order-by-alias.ts";
import {
  columnAt,
  type EntityRows,
  extraItemsOf,
  freeNames,
  itemsOf,
  type RelatedRows,
} from "./entity-rows.ts";

type Order = { readonly items: readonly SelectItem[]; readonly outside: readonly OrderTerm[] };

/** The order terms as columns of the derived table; expressions are added to its items. */
const outerOrder = (rows: EntityRows): Order => {
  const names = freeNames(rows);
  const items: SelectItem[] = [];
  const own = new Set(rows.columns.map(column => column.name));
  const outside = (rows.query.orderBy?.body ?? []).map((term): OrderTerm => {
    const { expression } = term;
    const isOwn =
      expression.kind === "column" && expression.source === rows.alias && own.has(expression.name);
    if (isOwn) return term;
    const name = names.take("sort");
    items.push({ expression, alias: name });
    return { ...term, expression: columnAt(rows.alias, { name }) };
  });
  return { items, outside };
};

const outsideOf = <Rows extends EntityRows>(
  rows: Rows,
  query: Select,
  orderBy: readonly OrderTerm[],
): Rows => ({
  ...rows,
  query: select({
    items: [],
    from: { kind: "querySource", query, alias: rows.alias },
    orderBy: orderBy.length > 0 ? clause(orderBy, rows.query.orderBy?.origins) : null,
    origin: rows.query.origin,
  }),
  joined: [],
  extras: rows.extras.map(({ name }) => ({ name, expression: columnAt(rows.alias, { name }) })),
});

/** The rows as a derived table with the same alias and order. */
export const derivedRows = <Rows extends EntityRows>(rows: Rows): Rows => {
  const { items, outside } = outerOrder(rows);
  const { limit, offset, orderBy } = rows.query;
  const selected = [...itemsOf(rows), ...extraItemsOf(rows), ...items];
  const isCut = limit !== null || offset !== null;
  const query: Select = {
    ...rows.query,
    items: selected,
    orderBy: orderBy && isCut ? { ...orderBy, body: byAlias(orderBy.body, selected) } : null,
  };
  return outsideOf(rows, query, outside);
};

/** The key of related rows, outside of their derived table. */
const keyOutside = (rows: RelatedRows): readonly Expression[] =>
  rows.load.relation.through
    ? rows.extras.map(extra => columnAt(rows.alias, extra))
    : rows.load.relation.targetColumns.map(column => columnAt(rows.alias, column));

/** Related rows as a derived table. */
export const derivedRelated = (rows: RelatedRows): RelatedRows => ({
  ...derivedRows(rows),
  key: keyOutside(rows),
});

/** Related rows numbered per source, and the condition for those within the limit and the offset. */
export type RankedRows = { readonly rows: RelatedRows; readonly isAmongThem: Expression };

const compared = (
  operator: ">" | "<=",
  left: Expression,
  count: Sourced<number> | null,
  value: number,
): readonly Expression[] =>
  count
    ? [
        {
          kind: "comparison",
          operator,
          left,
          right: { kind: "parameter", value },
          origin: count.origin,
        },
      ]
    : [];

/** Limits the rows per source: a derived table numbers them, and a condition outside compares the numbers. */
export const rankedRows = (rows: RelatedRows): RankedRows => {
  const { limit, offset } = rows.load;
  const { orderBy } = rows.query;
  const place = freeNames(rows).take("place");
  const rank: Expression = {
    kind: "window",
    function: { kind: "call", name: "row_number", arguments: [], distinct: false },
    partitionBy: rows.key,
    orderBy: orderBy?.body ?? [],
    frame: null,
    origin: (limit ?? offset)?.origin,
  };
  const query: Select = {
    ...rows.query,
    items: [...itemsOf(rows), ...extraItemsOf(rows), { expression: rank, alias: place }],
    orderBy: null,
  };
  const placed = columnAt(rows.alias, { name: place });
  const order = orderBy ? [{ expression: placed, descending: false, nulls: null }] : [];
  const skipped = offset?.value ?? 0;
  const conditions = [
    ...compared(">", placed, offset, skipped),
    ...compared("<=", placed, limit, skipped + (limit?.value ?? 0)),
  ];
  return {
    rows: { ...outsideOf(rows, query, order), key: keyOutside(rows) },
    isAmongThem: allOf(conditions) ?? { kind: "constant", value: true },
  };
};
