/** Cursors: the position of a row in an order, as an opaque text. */
import type { TextRange } from "../../base/index.ts";
import type { ParameterValue } from "../../sql/index.ts";
import type { QueryState } from "../expression.ts";
import { fingerprintOf } from "../fingerprint.ts";
import { QueryError } from "../query-error.ts";
import { newQueryState } from "../query-state.ts";

/** Values that JSON cannot represent, under the first letter of their type. */
const toJson = (value: ParameterValue): unknown => {
  if (typeof value === "bigint") return { i: String(value) };
  if (value instanceof Uint8Array) return { b: [...value] };
  return typeof value === "number" && !Number.isFinite(value) ? { n: String(value) } : value;
};

const isBytes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every(each => typeof each === "number");

/** The value that was written; undefined for anything else. */
const fromJson = (value: unknown): ParameterValue | undefined => {
  if (value === null) return null;
  if (typeof value !== "object") return value as string | number | boolean;
  const { i, b, n } = value as { readonly i?: unknown; readonly b?: unknown; readonly n?: unknown };
  if (typeof i === "string" && /^-?\d+$/.test(i)) return BigInt(i);
  if (typeof n === "string") return Number(n);
  return isBytes(b) ? Uint8Array.from(b) : undefined;
};

/** The FNV-1a hash of a text. @see http://www.isthe.com/chongo/tech/comp/fnv */
const hashOf = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return (hash >>> 0).toString(36);
};

/** Identifies the order of a query: its rows, its keys and the values in them. */
const orderMark = ({ variable, joins, orderBy }: QueryState): string => {
  const state = { ...newQueryState(variable, undefined), joins, orderBy };
  const { words, values } = fingerprintOf(state);
  return hashOf(JSON.stringify([words, values.map(toJson)]));
};

/** The cursor of a row with these values of the order keys. */
export const cursorOf = (order: QueryState, values: readonly ParameterValue[]): string =>
  JSON.stringify([orderMark(order), ...values.map(toJson)]);

const parse = (cursor: unknown): readonly unknown[] => {
  try {
    const parsed: unknown = typeof cursor === "string" ? JSON.parse(cursor) : null;
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
};

/** The values in a cursor. @throws QueryError `invalid-cursor` */
export const readCursor = (
  cursor: unknown,
  order: QueryState,
  range: TextRange | undefined,
): readonly ParameterValue[] => {
  const [mark, ...body] = parse(cursor);
  const values = body.map(fromJson).filter(value => value !== undefined);
  const isWhole = values.length === order.orderBy.length;
  if (isWhole && mark === orderMark(order)) return values;
  throw new QueryError(
    "invalid-cursor",
    "This cursor does not belong to a query with this order.",
    {
      range,
      hint: "Use next or previous of a page with the same order. After changing the order, start again from the first page.",
    },
  );
};
