/** The error for a cycle of unique values that cannot be broken. */
import type { TextRange } from "../../../base/index.ts";
import { type ColumnModel, type EntityModel, QueryError } from "../../../query/index.ts";

/** `a, b and c`, without duplicates. */
export const listOf = (texts: readonly string[]): string => {
  const all = [...new Set(texts)];
  return [all.slice(0, -1).join(", "), all.at(-1)].filter(text => text !== "").join(" and ");
};

/** A column and its model: a primary key is never nullable. */
export type HeldColumn = { readonly model: EntityModel; readonly column: ColumnModel };

/** `held` are the columns that could get a placeholder if the design allowed it. */
export const uniqueCycleError = (
  message: string,
  held: readonly HeldColumn[],
  range: TextRange | undefined,
): QueryError => {
  const others = held.filter(({ model, column }) => !model.primaryKey.includes(column));
  const names = listOf(others.map(({ column }) => column.name));
  const hint =
    names === ""
      ? "Save twice, with unused values in between."
      : `Make ${names} nullable, or save twice, with unused values in between.`;
  return new QueryError("unique-circle", message, { hint, range });
};
