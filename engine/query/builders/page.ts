/**
 * Pages by cursor: a page starts after a row or ends before it, so rows inserted elsewhere do not shift it. The keys of
 * its rows make every order unique.
 */
import type { TextRange } from "../../base/index.ts";
import type { ParameterValue } from "../../sql/index.ts";
import type { OrderKey, QueryExpression, QueryState, Sourced } from "../expression.ts";
import { mayBeNull } from "../may-be-null.ts";
import { pageHints } from "../member-hints.ts";
import { reportMissing } from "../missing-members.ts";
import { QueryError } from "../query-error.ts";
import type { PageRow, QueryRunner } from "../query-runner.ts";
import { cursorOf, readCursor } from "./cursor.ts";
import { refuse, uniqueOrder, withOrderedRows } from "./page-order.ts";

export type PageRequest = {
  readonly size: number;
  readonly after?: string | null;
  readonly before?: string | null;
};

export class Page {
  readonly items: readonly unknown[];
  /** The cursor for `after`; null on the last page. */
  readonly next: string | null;
  /** The cursor for `before`; null on the first page. */
  readonly previous: string | null;

  constructor(items: readonly unknown[], next: string | null, previous: string | null) {
    this.items = items;
    this.next = next;
    this.previous = previous;
  }

  /** @throws QueryError `unknown-method`: the items of a page are a list, the page is not */
  [Symbol.iterator](): never {
    throw new QueryError("unknown-method", "A page is not a list.", {
      hint: "Use its items: for (const user of page.items).",
    });
  }
}

reportMissing(Page.prototype, () => ({
  what: "A page",
  range: undefined,
  hints: pageHints,
  isData: true,
}));

type Nulls = QueryRunner["nulls"];

/** An order key of a page, with the position of nulls. */
type PageKey = OrderKey & { readonly nulls: "first" | "last"; readonly nullable: boolean };

/** Forwards after a row, or backwards before it; a null cursor is the start or the end. */
type PageDirection = { readonly backwards: boolean; readonly cursor: string | null };

const placed = (key: OrderKey, nulls: Nulls): PageKey => ({
  ...key,
  nulls: key.nulls ?? ((nulls === "smallest") === key.descending ? "last" : "first"),
  nullable: mayBeNull(key.expression),
});

const reversed = (key: PageKey): PageKey => ({
  ...key,
  descending: !key.descending,
  nulls: key.nulls === "first" ? "last" : "first",
});

const isNull = (operand: QueryExpression, negated: boolean): QueryExpression => ({
  kind: "isNull",
  operand,
  negated,
  origin: operand.origin,
});

const compare = (
  operator: "=" | "<" | ">",
  left: QueryExpression,
  value: ParameterValue,
): QueryExpression => {
  const { origin } = left;
  return { kind: "comparison", operator, left, right: { kind: "value", value, origin }, origin };
};

const level = ({ expression }: PageKey, value: ParameterValue): QueryExpression =>
  value === null ? isNull(expression, false) : compare("=", expression, value);

/** Whether a row comes after a value of one key; null if no row can. */
const after = (
  { expression, descending, nulls, nullable }: PageKey,
  value: ParameterValue,
): QueryExpression | null => {
  if (value === null) return nulls === "first" ? isNull(expression, true) : null;
  const further = compare(descending ? "<" : ">", expression, value);
  const { origin } = expression;
  return nullable && nulls === "last"
    ? { kind: "or", operands: [further, isNull(expression, false)], origin }
    : further;
};

/** `a > x OR a = x AND b > y`. */
const afterAll = (
  keys: readonly PageKey[],
  values: readonly ParameterValue[],
  origin: TextRange | undefined,
): QueryExpression => {
  const valueAt = (place: number) => values[place] ?? null;
  const operands = keys.flatMap((key, index): readonly QueryExpression[] => {
    const last = after(key, valueAt(index));
    if (!last) return [];
    const before = keys.slice(0, index).map((other, place) => level(other, valueAt(place)));
    return [before.length === 0 ? last : { kind: "and", operands: [...before, last], origin }];
  });
  return { kind: "or", operands, origin };
};

const directionOf = (
  { after, before }: PageRequest,
  range: TextRange | undefined,
): PageDirection => {
  if (typeof after === "string" && typeof before === "string") {
    throw new QueryError("invalid-value", "A page cannot have both after and before.", {
      range,
    });
  }
  const backwards = before !== undefined && typeof after !== "string";
  return { backwards, cursor: (backwards ? before : after) ?? null };
};

const requirePageable = (state: QueryState, size: number, range: TextRange | undefined): void => {
  if (!Number.isInteger(size) || size < 1) {
    throw new QueryError(
      "invalid-value",
      "The size of a page must be a whole number of at least 1.",
      { range },
    );
  }
  if (!state.limit && !state.offset) return;
  throw refuse(
    "page() cannot be used after limit() or offset().",
    range,
    "Remove them: the size of the page is its limit.",
  );
};

const sorted = (
  state: QueryState,
  keys: readonly PageKey[],
  origin: TextRange | undefined,
): QueryState => ({
  ...state,
  orderBy: keys.map(({ expression, descending, nulls, nullable }) => ({
    value: { expression, descending, nulls: nullable ? nulls : null },
    origin,
  })),
});

const toPage = (
  rows: readonly PageRow[],
  size: number,
  order: QueryState,
  { backwards, cursor }: PageDirection,
): Page => {
  const kept = rows.slice(0, size);
  if (backwards) kept.reverse();
  const at = (row: PageRow | undefined) => (row ? cursorOf(order, row.keys) : null);
  const [last, first] = [at(kept.at(-1)), at(kept[0])];
  const hasMore = rows.length > size;
  const hasCursor = cursor !== null;
  const next = (backwards ? hasCursor : hasMore) ? last : null;
  const previous = (backwards ? hasMore : hasCursor) ? first : null;
  return new Page(
    kept.map(({ item }) => item),
    next,
    previous,
  );
};

/** The rows that meet a condition on the order keys, which may be aggregates of groups. */
const continued = (state: QueryState, condition: Sourced<QueryExpression>): QueryState =>
  state.groupBy.length > 0
    ? { ...state, having: [...state.having, condition] }
    : { ...state, where: [...state.where, condition] };

/** Reads one row more than the page holds, to find out whether another page follows. */
export const pageOf = async (
  input: QueryState,
  request: PageRequest,
  runner: QueryRunner,
): Promise<Page> => {
  const origin = runner.callSites()?.step;
  const { size } = request;
  requirePageable(input, size, origin);
  const direction = directionOf(request, origin);
  const state = withOrderedRows(input, origin);
  const keys = uniqueOrder(state, origin).map(key => placed(key, runner.nulls));
  const order = sorted(state, keys, origin);
  const directed = direction.backwards ? keys.map(reversed) : keys;
  const { cursor } = direction;
  const whole = { ...sorted(state, directed, origin), limit: { value: size + 1, origin } };
  const rest =
    cursor === null
      ? whole
      : continued(whole, {
          value: afterAll(directed, readCursor(cursor, order, origin), origin),
          origin,
        });
  return toPage(await runner.page(rest), size, order, direction);
};
