/** Cursors: where in an order a row stands, as a text that nobody but the next page needs to understand. */
import type { TextRange } from "../../base/index.ts";
import type { ParameterValue } from "../../sql/index.ts";
import type { QueryState } from "../expression.ts";
import { QueryError } from "../query-error.ts";
import { shapeOfQuery } from "../query-shape.ts";
import { newQueryState } from "../query-state.ts";

/** Values that JSON has no words for, by the first letter of their kind. */
const written = (value: ParameterValue): unknown => {
  if (typeof value === "bigint") return { i: String(value) };
  if (value instanceof Uint8Array) return { b: [...value] };
  return typeof value === "number" && !Number.isFinite(value) ? { n: String(value) } : value;
};

const isBytes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every(each => typeof each === "number");

/** The value that was written; undefined for what was never written here. */
const readValue = (value: unknown): ParameterValue | undefined => {
  if (value === null) return null;
  if (typeof value !== "object") return value as string | number | boolean;
  const { i, b, n } = value as { readonly i?: unknown; readonly b?: unknown; readonly n?: unknown };
  if (typeof i === "string" && /^-?\d+$/.test(i)) return BigInt(i);
  if (typeof n === "string") return Number(n);
  return isBytes(b) ? Uint8Array.from(b) : undefined;
};

/** A short number for a text; another text has another, but for rare accidents. @see http://www.isthe.com/chongo/tech/comp/fnv */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return (hash >>> 0).toString(36);
};

/** What tells the order of a query from others: its keys, and the values within them. */
const orderMark = ({ variable, orderBy }: QueryState): string => {
  const { words, values } = shapeOfQuery({ ...newQueryState(variable, undefined), orderBy });
  return fingerprint(JSON.stringify([words, values.map(written)]));
};

/** The cursor of the row with these values in the order of the query. */
export const cursorOf = (order: QueryState, values: readonly ParameterValue[]): string =>
  JSON.stringify([orderMark(order), ...values.map(written)]);

const parse = (cursor: unknown): readonly unknown[] => {
  try {
    const parsed: unknown = typeof cursor === "string" ? JSON.parse(cursor) : null;
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
};

/** The values of a cursor. @throws QueryError `invalid-cursor` for one of another order, or of none */
export const readCursor = (
  cursor: unknown,
  order: QueryState,
  range: TextRange | undefined,
): readonly ParameterValue[] => {
  const [mark, ...body] = parse(cursor);
  const values = body.map(readValue).filter(value => value !== undefined);
  const isWhole = values.length === order.orderBy.length;
  if (isWhole && mark === orderMark(order)) return values;
  throw new QueryError("invalid-cursor", "This is no cursor of a query in this order.", {
    range,
    hint: "Give the next or previous of a page in the same order; begin anew after changing it.",
  });
};
