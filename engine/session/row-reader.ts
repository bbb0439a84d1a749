/** Builds the values that a selection asked for. */
import type { QueryResult, SqlRow, SqlValue } from "../drivers/index.ts";
import {
  type EntityModel,
  fieldsOf,
  fromDatabase,
  isPlain,
  QueryError,
  type Shape,
} from "../query/index.ts";
import type { ColumnType } from "../schema/index.ts";

type Conversion = ((value: SqlValue) => unknown) | null;

const conversionOf = (type: ColumnType | undefined): Conversion =>
  !type || isPlain(type) ? null : value => fromDatabase(value, type);

/** Puts the next value of a row where it belongs in what is being built. */
type Put = (whole: Record<string, unknown>, value: unknown) => void;

/** `__proto__` is a name like any other only to those who define it. */
const putOwn = (name: string): Put =>
  name === "__proto__"
    ? (whole, value) => {
        const own = { value, configurable: true, enumerable: true, writable: true };
        Object.defineProperty(whole, name, own);
      }
    : (whole, value) => {
        whole[name] = value;
      };

const putAt = ([name, ...rest]: readonly string[]): Put => {
  if (name === undefined) return () => undefined;
  const put = putOwn(name);
  if (rest.length === 0) return put;
  const putWithin = putAt(rest);
  return (whole, value) => {
    if (!Object.hasOwn(whole, name)) put(whole, {});
    putWithin(whole[name] as Record<string, unknown>, value);
  };
};

/** Builds a selected value from the columns of a row. */
export const rowReader = (shape: Shape): ((row: SqlRow) => unknown) => {
  const fields = fieldsOf(shape);
  const conversions = fields.map(({ type }) => conversionOf(type));
  const valueAt = (row: SqlRow, index: number): unknown => {
    const value = row[index] ?? null;
    const convert = conversions[index];
    return convert ? convert(value) : value;
  };
  if (shape.kind === "field") return row => valueAt(row, 0);
  const puts = fields.map(({ way }) => putAt(way));
  return row => {
    const whole: Record<string, unknown> = {};
    for (let index = 0; index < puts.length; index += 1) {
      puts[index]?.(whole, valueAt(row, index));
    }
    return whole;
  };
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
