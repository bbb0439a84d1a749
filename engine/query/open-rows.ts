/**
 * The rows of the callbacks that are running. A query that is used inside a callback over its own rows means other
 * rows than the callback: `home.where(p => p.price.gt(home.select(o => avg(o.price))))`.
 */
import type { Field } from "../sql/index.ts";
import type { RowVariable } from "./expression.ts";
import { recordLists } from "./query-fields.ts";
import { Rebuilder } from "./rebuild.ts";

const open: RowVariable[] = [];

/** Runs a callback over these rows. */
export const withRowsOpen = <Value>(rows: readonly RowVariable[], run: () => Value): Value => {
  open.push(...rows);
  try {
    return run();
  } finally {
    for (const _ of rows) open.pop();
  }
};

/** A function that copies records, with one row replaced by another. */
const rowReplacer = (copies: ReadonlyMap<RowVariable, RowVariable>): Rebuilder => {
  const rebuilder: Rebuilder = new Rebuilder({
    row: (row: RowVariable) => copies.get(row) ?? rebuilder.record(row, recordLists.row),
  });
  return rebuilder;
};

/** The record with one row replaced by another. */
export const withRow = <Value extends object>(
  value: Value,
  fields: readonly Field[],
  row: RowVariable,
  other: RowVariable,
): Value => rowReplacer(new Map([[row, other]])).record(value, fields);

const renewed = new WeakMap<object, object>();

/** The record over other rows, always the same ones. */
const overOtherRows = <Value extends object>(
  value: Value,
  fields: readonly Field[],
  rows: readonly RowVariable[],
): Value => {
  const known = renewed.get(value);
  if (known) return known as Value;
  const copies = new Map(rows.map(row => [row, { ...row }]));
  const other = rowReplacer(copies).record(value, fields);
  renewed.set(value, other);
  return other;
};

/** The record over rows that no running callback uses. */
export const overOwnRows = <Value extends object>(
  value: Value,
  fields: readonly Field[],
  rowsOf: (value: Value) => readonly RowVariable[],
): Value => {
  if (open.length === 0) return value;
  const rows = rowsOf(value);
  if (!rows.some(row => open.includes(row))) return value;
  return overOwnRows(overOtherRows(value, fields, rows), fields, rowsOf);
};
