/**
 * Pages by cursor: a page begins behind a row, or ends before it, whatever was inserted elsewhere meanwhile.
 * Any order will do: the primary key is added where it leaves rows level.
 */
import type { TextRange } from "../../base/index.ts";
import type { ParameterValue } from "../../sql/index.ts";
import type { OrderKey, QueryExpression, QueryState } from "../expression.ts";
import { hasWindow } from "../many-rows.ts";
import { mayBeNull } from "../may-be-null.ts";
import type { ColumnModel } from "../model.ts";
import { QueryError } from "../query-error.ts";
import type { PageRow, QueryRunner } from "../query-runner.ts";
import { cursorOf, readCursor } from "./cursor.ts";

export type PageRequest = {
  readonly size: number;
  readonly after?: string | null;
  readonly before?: string | null;
};

export type Page = {
  readonly items: readonly object[];
  readonly next: string | null;
  readonly previous: string | null;
};

type Nulls = QueryRunner["nulls"];

/** A key of a page's order: where nulls come is always said. */
type PageKey = OrderKey & { readonly nulls: "first" | "last"; readonly nullable: boolean };

/** How a page is asked for: forwards from behind a row, or backwards from before it; null is the end itself. */
type Way = { readonly backwards: boolean; readonly cursor: string | null };

const ownColumn = ({ expression }: OrderKey): ColumnModel | null =>
  expression.kind === "column" && expression.path.relations.length === 0 ? expression.column : null;

const refuse = (message: string, range: TextRange | undefined, hint: string): QueryError =>
  new QueryError("unsupported", message, { range, hint });

/** The order as said, and by the primary key where that leaves rows level. */
const uniqueOrder = (state: QueryState, range: TextRange | undefined): readonly OrderKey[] => {
  const { variable, orderBy } = state;
  const { name, primaryKey } = variable.entity;
  const said = orderBy.map(({ value }) => value);
  if (said.some(({ expression }) => hasWindow(expression))) {
    throw refuse(
      "Pages cannot be ordered by a window function: its value depends on the rows around.",
      range,
      "Order by what the window is ordered by, or page with limit() and offset().",
    );
  }
  if (primaryKey.length === 0) {
    throw new QueryError("no-primary-key", `${name} has no key to page by.`, { range });
  }
  const path = { variable, relations: [] };
  const missing = primaryKey.filter(column => !said.some(key => ownColumn(key) === column));
  return [
    ...said,
    ...missing.map(column => ({
      expression: { kind: "column", path, column, origin: range } as const,
      descending: false,
      nulls: null,
    })),
  ];
};

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

/** Whether a row comes behind a value in one key; null where none can. */
const behind = (
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
const behindAll = (
  keys: readonly PageKey[],
  values: readonly ParameterValue[],
  origin: TextRange | undefined,
): QueryExpression => {
  const valueAt = (place: number) => values[place] ?? null;
  const operands = keys.flatMap((key, index): readonly QueryExpression[] => {
    const last = behind(key, valueAt(index));
    if (!last) return [];
    const before = keys.slice(0, index).map((other, place) => level(other, valueAt(place)));
    return [before.length === 0 ? last : { kind: "and", operands: [...before, last], origin }];
  });
  return { kind: "or", operands, origin };
};

const wayOf = ({ after, before }: PageRequest, range: TextRange | undefined): Way => {
  if (typeof after === "string" && typeof before === "string") {
    throw new QueryError("invalid-value", "A page is after a cursor or before one, not both.", {
      range,
    });
  }
  const backwards = before !== undefined && typeof after !== "string";
  return { backwards, cursor: (backwards ? before : after) ?? null };
};

const requireWhole = (state: QueryState, size: number, range: TextRange | undefined): void => {
  if (!Number.isInteger(size) || size < 1) {
    throw new QueryError("invalid-value", "A page needs a size of at least 1.", { range });
  }
  if (!state.limit && !state.offset) return;
  throw refuse(
    "A query that is cut by limit() or offset() has no pages.",
    range,
    "Leave them out: the size of the page is its limit.",
  );
};

const sorted = (
  state: QueryState,
  keys: readonly PageKey[],
  origin: TextRange | undefined,
): QueryState => ({
  ...state,
  // Entities are distinct by their keys, and PostgreSQL sorts distinct rows by nothing but what is selected.
  distinct: false,
  orderBy: keys.map(({ expression, descending, nulls, nullable }) => ({
    value: { expression, descending, nulls: nullable ? nulls : null },
    origin,
  })),
});

const toPage = (rows: readonly PageRow[], size: number, order: QueryState, way: Way): Page => {
  const kept = rows.slice(0, size);
  if (way.backwards) kept.reverse();
  const at = (row: PageRow | undefined) => (row ? cursorOf(order, row.keys) : null);
  const [last, first] = [at(kept.at(-1)), at(kept[0])];
  const goesOn = rows.length > size;
  const cameFrom = way.cursor !== null;
  return {
    items: kept.map(({ entity }) => entity),
    next: (way.backwards ? cameFrom : goesOn) ? last : null,
    previous: (way.backwards ? goesOn : cameFrom) ? first : null,
  };
};

/** Asks for one row more than the page holds, to know whether another follows. */
export const pageOf = async (
  state: QueryState,
  request: PageRequest,
  runner: QueryRunner,
): Promise<Page> => {
  const origin = runner.callSites()?.step;
  const { size } = request;
  requireWhole(state, size, origin);
  const way = wayOf(request, origin);
  const keys = uniqueOrder(state, origin).map(key => placed(key, runner.nulls));
  const order = sorted(state, keys, origin);
  const asked = way.backwards ? keys.map(reversed) : keys;
  const { cursor } = way;
  const from = cursor === null ? [] : [behindAll(asked, readCursor(cursor, order, origin), origin)];
  const rows = await runner.page({
    ...sorted(state, asked, origin),
    where: [...state.where, ...from.map(value => ({ value, origin }))],
    limit: { value: size + 1, origin },
  });
  return toPage(rows, size, order, way);
};
