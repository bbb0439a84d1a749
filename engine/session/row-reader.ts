/** Builds the values that a selection asked for. */
import type { QueryResult, ReadRow, SqlRow, SqlValue } from "../drivers/index.ts";
import {
  type EntityModel,
  fieldsOf,
  fromDatabase,
  isPlain,
  QueryError,
  type Shape,
} from "../query/index.ts";
import type { ColumnType } from "../schema/index.ts";
import { objectMaker } from "./made-code.ts";

type Conversion = ((value: SqlValue) => unknown) | null;

const conversionOf = (type: ColumnType | undefined): Conversion =>
  !type || isPlain(type) ? null : value => fromDatabase(value, type);

/** Reads an object of the values from `start` on, and the place after them. */
type Part = { readonly read: (values: readonly unknown[]) => unknown; readonly end: number };

/** A selection within another is read of the same row, further on. */
const partOf = (shape: Shape, start: number): Part => {
  if (shape.kind === "field") return { read: values => values[start], end: start + 1 };
  const isFlat = start === 0 && shape.fields.every(([, field]) => field.kind === "field");
  if (isFlat) {
    return { read: objectMaker(shape.fields.map(([name]) => name)), end: shape.fields.length };
  }
  let end = start;
  const parts = shape.fields.map(([name, field]) => {
    const part = partOf(field, end);
    ({ end } = part);
    return { name, read: part.read };
  });
  const make = objectMaker(parts.map(({ name }) => name));
  return { read: values => make(parts.map(({ read }) => read(values))), end };
};

/** Builds a selected value from the columns of a row. */
export const rowReader = (shape: Shape): ReadRow<unknown> => {
  const { read } = partOf(shape, 0);
  const conversions = fieldsOf(shape).map(({ type }) => conversionOf(type));
  if (conversions.every(convert => convert === null)) return read;
  return row =>
    read(
      row.map((value, index) => {
        const convert = conversions[index];
        return convert ? convert(value) : value;
      }),
    );
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
