/** Rows of different databases made comparable. */
import type { SqlRow, SqlValue } from "../drivers/index.ts";

const plainValue = (value: unknown): SqlValue => {
  if (typeof value === "boolean") return Number(value);
  return (value ?? null) as SqlValue;
};

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !(value instanceof Uint8Array);

/** What stands in JSON stands there in any order. */
const flat = (value: unknown): readonly unknown[] =>
  isObject(value)
    ? Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([, inner]) => flat(inner))
    : [value];

const valuesIn = (found: unknown): readonly unknown[] =>
  isObject(found) ? Object.values(found).flatMap(flat) : [found];

/** What a query gave, as plain rows: the values of entities and of selections in order. */
export const valuesOf = (found: readonly unknown[]): readonly SqlRow[] =>
  found.map(each => valuesIn(each).map(plainValue));

/** Sums of fractions differ in their last digits, and a big integer may be a text. */
const rounded = (value: SqlValue): SqlValue => {
  if (typeof value === "number") return Number(value.toPrecision(12));
  return typeof value === "bigint" ? String(value) : value;
};

/** Rows ready to be compared; without an order of their own they are put into one. */
export const comparable = (rows: readonly SqlRow[], ordered = false): readonly SqlRow[] => {
  const all = rows.map(row => row.map(rounded));
  if (ordered) return all;
  const byText = (a: SqlRow, b: SqlRow) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return all.sort(byText);
};
