/** Builds the values that a selection asked for. */
import type { SqlRow } from "../drivers/index.ts";
import { fieldsOf, fromDatabase, type Shape } from "../query/index.ts";

/** Builds a selected value from the columns of a row. */
export const rowReader = (shape: Shape): ((row: SqlRow) => unknown) => {
  const fields = fieldsOf(shape);
  const readers = fields.map(({ expression }, index) => (row: SqlRow) => {
    const value = row[index] ?? null;
    return expression.kind === "column" ? fromDatabase(value, expression.column.type) : value;
  });
  if (shape.kind === "field") return row => readers[0]?.(row);
  return row => {
    const whole: Record<string, unknown> = {};
    fields.forEach(({ way }, index) => {
      setAt(whole, way, readers[index]?.(row));
    });
    return whole;
  };
};

const setAt = (whole: Record<string, unknown>, way: readonly string[], value: unknown): void => {
  const [name, ...rest] = way;
  if (name === undefined) return;
  if (rest.length === 0) whole[name] = value;
  else {
    const inner = (whole[name] ?? {}) as Record<string, unknown>;
    whole[name] = inner;
    setAt(inner, rest, value);
  }
};
