/** The error of rows that wait for each other's unique values, none of which can let go. */
import type { TextRange } from "../../../base/index.ts";
import { type ColumnModel, type EntityModel, QueryError } from "../../../query/index.ts";

/** `a, b and c`, each once. */
export const listOf = (texts: readonly string[]): string => {
  const all = [...new Set(texts)];
  return [all.slice(0, -1).join(", "), all.at(-1)].filter(text => text !== "").join(" and ");
};

/** A column of which the model is known: that of a primary key is never null. */
export type HeldColumn = { readonly model: EntityModel; readonly column: ColumnModel };

/** `held` is what could be let go, if the design allowed it. */
export const uniqueCycleError = (
  message: string,
  held: readonly HeldColumn[],
  range: TextRange | undefined,
): QueryError => {
  const others = held.filter(({ model, column }) => !model.primaryKey.includes(column));
  const names = listOf(others.map(({ column }) => column.name));
  const hint =
    names === ""
      ? "Save once in between, with values that are free."
      : `Let ${names} be null, or save once in between, with values that are free.`;
  return new QueryError("unique-circle", message, { hint, range });
};
