/** Builds the values that a selection asked for. */
import type { QueryResult, SqlRow } from "../drivers/index.ts";
import {
  type EntityModel,
  fieldsOf,
  fromDatabase,
  QueryError,
  type Shape,
} from "../query/index.ts";

/** Builds a selected value from the columns of a row. */
export const rowReader = (shape: Shape): ((row: SqlRow) => unknown) => {
  const fields = fieldsOf(shape);
  const readers = fields.map(({ type }, index) => (row: SqlRow) => {
    const value = row[index] ?? null;
    return type ? fromDatabase(value, type) : value;
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

/** A row of a person's own statement: its values by the names of their columns. */
export const namedRow = (
  columns: readonly string[],
  row: SqlRow,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(columns.map((name, index) => [name, row[index]]));

/**
 * The rows of a person's own statement in the order of the entity's columns.
 * @throws QueryError `unknown-column` when the statement leaves one out.
 */
export const rowsInOrder = (
  { columns, rows }: QueryResult,
  entity: EntityModel,
): readonly SqlRow[] => {
  const places = entity.columns.map(({ name }) => {
    const place = columns.indexOf(name);
    if (place >= 0) return place;
    throw new QueryError("unknown-column", `The statement gives no column "${name}".`, {
      hint: `Select every column of ${entity.table}.`,
    });
  });
  return rows.map(row => places.map(place => row[place] ?? null));
};
