/**
 * Rows whose lambda is running. A query that is asked within it and speaks of the same row means another one:
 * `home.where(p => p.price.gt(home.select(o => avg(o.price))))`.
 */
import type { RowVariable } from "./expression.ts";

const open: RowVariable[] = [];

/** Runs what speaks of these rows. */
export const withRowsOpen = <Value>(rows: readonly RowVariable[], run: () => Value): Value => {
  open.push(...rows);
  try {
    return run();
  } finally {
    for (const _ of rows) open.pop();
  }
};

/** What belongs to the model, which is shared, and not to what is said. */
const SHARED: ReadonlySet<string> = new Set([
  "entity",
  "relation",
  "relations",
  "column",
  "origin",
]);

const isTree = (value: unknown): value is object =>
  typeof value === "object" &&
  value !== null &&
  !(value instanceof Set) &&
  !(value instanceof Uint8Array);

/** A copy of what is said, in which some rows are others; what speaks of none of them stays as it is. */
const replaceRows = <Tree>(tree: Tree, copies: Map<unknown, unknown>): Tree => {
  if (!isTree(tree)) return tree;
  const known = copies.get(tree);
  if (known) return known as Tree;
  const parts = Object.entries(tree).map(
    ([name, part]) => [name, SHARED.has(name) ? part : replaceRows(part, copies)] as const,
  );
  const isChanged = parts.some(([name, part]) => part !== Reflect.get(tree, name));
  const list = parts.map(([, part]) => part);
  const copy = !isChanged ? tree : Array.isArray(tree) ? list : Object.fromEntries(parts);
  copies.set(tree, copy);
  return copy as Tree;
};

/** The same with one row in the place of another. */
export const withRow = <Tree>(tree: Tree, row: RowVariable, other: RowVariable): Tree =>
  replaceRows(tree, new Map([[row, other]]));

const renewed = new WeakMap<object, object>();

/** The same in other rows, always the same ones. */
const inOtherRows = <Said extends object>(said: Said, rows: readonly RowVariable[]): Said => {
  const known = renewed.get(said);
  if (known) return known as Said;
  const other = replaceRows(said, new Map(rows.map(row => [row, { ...row }])));
  renewed.set(said, other);
  return other;
};

/** What is said, of rows that no running lambda was given. */
export const inOwnRows = <Said extends object>(
  said: Said,
  rowsOf: (said: Said) => readonly RowVariable[],
): Said => {
  if (open.length === 0) return said;
  const rows = rowsOf(said);
  if (!rows.some(row => open.includes(row))) return said;
  return inOwnRows(inOtherRows(said, rows), rowsOf);
};
