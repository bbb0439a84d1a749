/**
 * Pages by cursor: the next page begins behind the last row of this one, whatever was inserted before it.
 * Any order will do: the primary key is added to make it unique. Nulls come first when ascending and last when
 * descending, on every database.
 */
import type { TextRange } from "../../base/index.ts";
import type { OrderKey, QueryExpression, QueryState, Said } from "../expression.ts";
import type { ColumnModel } from "../model.ts";
import { QueryError } from "../query-error.ts";
import { toParameter } from "../values.ts";

export type PageRequest = { readonly size: number; readonly after?: string | null };

export type Page = {
  readonly items: readonly object[];
  /** For the next page; null on the last. */
  readonly next: string | null;
};

type PageKey = Omit<OrderKey, "expression"> & {
  readonly column: ColumnModel;
  readonly expression: QueryExpression;
};

const ownColumn = ({ expression }: OrderKey): ColumnModel | null =>
  expression.kind === "column" && expression.path.relations.length === 0 ? expression.column : null;

/** The order of the pages: as said, and by the primary key where that leaves rows level. */
const pageKeys = (state: QueryState, range: TextRange | undefined): readonly PageKey[] => {
  const { variable, orderBy } = state;
  const said = orderBy.map(({ value }) => {
    const column = ownColumn(value);
    if (!column) {
      throw new QueryError("unsupported", "Pages can be ordered by columns of the entity alone.", {
        range,
        hint: "Order by a column, or page with limit() and offset().",
      });
    }
    return {
      ...value,
      column,
      nulls: value.nulls ?? (value.descending ? "last" : "first"),
    } as const;
  });
  if (variable.entity.primaryKey.length === 0) {
    throw new QueryError("no-primary-key", `${variable.entity.name} has no key to page by.`, {
      range,
    });
  }
  const missing = variable.entity.primaryKey.filter(
    column => !said.some(key => key.column === column),
  );
  const path = { variable, relations: [] };
  return [
    ...said,
    ...missing.map(column => ({
      column,
      expression: { kind: "column", path, column, origin: range } as const,
      descending: false,
      nulls: "first" as const,
    })),
  ];
};

const read = (
  cursor: string,
  keys: readonly PageKey[],
  range: TextRange | undefined,
): readonly unknown[] => {
  try {
    const values: unknown = JSON.parse(cursor);
    if (Array.isArray(values) && values.length === keys.length) return values;
  } catch {
    // Told below, like any other text that is no cursor.
  }
  throw new QueryError("invalid-value", "This is no cursor of this query.", {
    range,
    hint: "Give what the page before said in `next`, and keep the order.",
  });
};

const nothing = (origin: TextRange | undefined): QueryExpression => ({
  kind: "comparison",
  operator: "=",
  left: { kind: "constant", value: 1, origin },
  right: { kind: "constant", value: 0, origin },
  origin,
});

const level = ({ expression, column }: PageKey, value: unknown): QueryExpression => {
  const { origin } = expression;
  return value === null
    ? { kind: "isNull", operand: expression, negated: false, origin }
    : {
        kind: "comparison",
        operator: "=",
        left: expression,
        right: { kind: "value", value: toParameter(value, column.type), origin },
        origin,
      };
};

/** Whether a row comes behind a value in one key. */
const behind = (
  { expression, column, descending, nulls }: PageKey,
  value: unknown,
): QueryExpression => {
  const { origin } = expression;
  const isNull = (negated: boolean): QueryExpression => ({
    kind: "isNull",
    operand: expression,
    negated,
    origin,
  });
  if (value === null) return nulls === "first" ? isNull(true) : nothing(origin);
  const further: QueryExpression = {
    kind: "comparison",
    operator: descending ? "<" : ">",
    left: expression,
    right: { kind: "value", value: toParameter(value, column.type), origin },
    origin,
  };
  return column.nullable && nulls === "last"
    ? { kind: "or", operands: [further, isNull(false)], origin }
    : further;
};

/** `a > x OR a = x AND b > y`. */
const behindAll = (
  keys: readonly PageKey[],
  values: readonly unknown[],
  origin: TextRange | undefined,
): QueryExpression => ({
  kind: "or",
  operands: keys.map((key, index) => {
    const before = keys.slice(0, index).map((other, place) => level(other, values[place]));
    const operands = [...before, behind(key, values[index])];
    return operands.length === 1 ? behind(key, values[index]) : { kind: "and", operands, origin };
  }),
  origin,
});

/** The query of a page: one row more than it holds, to know whether another follows. */
export const pageQuery = (
  state: QueryState,
  { size, after }: PageRequest,
  origin: TextRange | undefined,
): { readonly state: QueryState; readonly keys: readonly PageKey[] } => {
  if (!Number.isInteger(size) || size < 1) {
    throw new QueryError("invalid-value", "A page needs a size of at least 1.", { range: origin });
  }
  const keys = pageKeys(state, origin);
  const cursor: readonly Said<QueryExpression>[] = after
    ? [{ value: behindAll(keys, read(after, keys, origin), origin), origin }]
    : [];
  const orderBy = keys.map(({ expression, descending, nulls, column }) => ({
    value: { expression, descending, nulls: column.nullable ? nulls : null },
    origin,
  }));
  const where = [...state.where, ...cursor];
  return { state: { ...state, where, orderBy, limit: { value: size + 1, origin } }, keys };
};

export const toPage = (
  found: readonly object[],
  keys: readonly PageKey[],
  { size }: PageRequest,
): Page => {
  const items = found.slice(0, size);
  const last = items.at(-1);
  if (found.length <= size || !last) return { items, next: null };
  const values = keys.map(({ column }) => {
    const value = toParameter(Reflect.get(last, column.name), column.type);
    return typeof value === "bigint" ? Number(value) : value;
  });
  return { items, next: JSON.stringify(values) };
};
