/** Rows of different databases made comparable. */
import type { SqlRow, SqlValue } from "../drivers/index.ts";

const plainValue = (value: unknown): SqlValue => {
  if (typeof value === "boolean") return Number(value);
  return (value ?? null) as SqlValue;
};

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !(value instanceof Uint8Array);

/** The order of keys in JSON is not significant. */
const flat = (value: unknown): readonly unknown[] =>
  isObject(value)
    ? Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([, inner]) => flat(inner))
    : [value];

const valuesIn = (value: unknown): readonly unknown[] =>
  isObject(value) ? Object.values(value).flatMap(flat) : [value];

/** What a query gave, as plain rows: the values of entities and of selections in order. */
export const valuesOf = (rows: readonly unknown[]): readonly SqlRow[] =>
  rows.map(each => valuesIn(each).map(plainValue));

/** Sums of fractions differ in their last digits, and a big integer may be a text. */
const rounded = (value: SqlValue): SqlValue => {
  if (typeof value === "number") return Number(value.toPrecision(12));
  return typeof value === "bigint" ? String(value) : value;
};

/** Rows prepared for a comparison; sorted if the query has no order. */
export const comparable = (rows: readonly SqlRow[], ordered = false): readonly SqlRow[] => {
  const all = rows.map(row => row.map(rounded));
  if (ordered) return all;
  const byText = (a: SqlRow, b: SqlRow) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return all.sort(byText);
};
