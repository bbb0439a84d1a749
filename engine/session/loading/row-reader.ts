/** Reads the values of a projection. */
import { present } from "../../base/index.ts";
import type { QueryResult, SqlRow, SqlValue } from "../../drivers/index.ts";
import {
  type EntityModel,
  fromDatabase,
  isPlain,
  type Projection,
  pathTarget,
  QueryError,
  wholeRowsOf,
} from "../../query/index.ts";
import type { ColumnType } from "../../schema/index.ts";
import { objectMaker } from "../entities/generated-accessors.ts";
import type { IdentityMap } from "../entities/identity-map.ts";
import { entityReader } from "./entity-reader.ts";

type Conversion = ((value: SqlValue) => unknown) | null;

const conversionOf = (type: ColumnType | undefined): Conversion =>
  !type || isPlain(type) ? null : value => fromDatabase(value, type);

/** The conversions of the columns of a row; an entity converts its own columns. */
const conversionsOf = (projection: Projection): readonly Conversion[] => {
  if (projection.kind === "field") return [conversionOf(projection.type)];
  if (projection.row) return projection.fields.map(() => null);
  return projection.fields.flatMap(({ value }) => conversionsOf(value));
};

/** Reads a value of a row slice. */
export type ReadRow<Value = unknown> = (values: SqlRow, start: number) => Value;

type Read = (values: readonly unknown[], start: number) => unknown;

/** Reads a value from consecutive columns; `end` is the index after the last one. */
type ValueReader = { readonly read: Read; readonly end: number };

/** Reads an entity; null if an outer join found no row. */
const entityValueReader = (
  entity: EntityModel,
  column: number,
  identities: IdentityMap,
): ValueReader => {
  const end = column + entity.columns.length;
  const reader = entityReader(identities, { entity, offset: 0, positions: null });
  const read: Read = (values, start) => {
    const row = values.slice(start + column, start + end) as SqlRow;
    return row.every(value => value === null)
      ? null
      : reader.readEntity(row, 0, reader.keyOf(row, 0));
  };
  return { read, end };
};

/** A nested projection is read from the following columns of the same row. */
const valueReader = (
  projection: Projection,
  column: number,
  identities: IdentityMap | null,
): ValueReader => {
  if (projection.kind === "field") {
    return { read: (values, start) => values[start + column], end: column + 1 };
  }
  if (projection.row) {
    return entityValueReader(
      pathTarget(projection.row),
      column,
      present(identities, "the session of a row"),
    );
  }
  const names = projection.fields.map(({ name }) => name);
  const make = objectMaker(names);
  if (projection.fields.every(({ value }) => value.kind === "field")) {
    return { read: (values, start) => make(values, start + column), end: column + names.length };
  }
  let end = column;
  const reads = projection.fields.map(({ value }): Read => {
    const part = valueReader(value, end, identities);
    ({ end } = part);
    return part.read;
  });
  return {
    read: (values, start) =>
      make(
        reads.map(read => read(values, start)),
        0,
      ),
    end,
  };
};

/** Reads the value of a projection; `identities` are those of the session if it contains entities. */
export const rowReader = (projection: Projection, identities: IdentityMap | null): ReadRow => {
  const { read } = valueReader(projection, 0, identities);
  const conversions = conversionsOf(projection);
  if (conversions.every(convert => convert === null)) return read;
  const converted = (values: SqlRow, start: number): readonly unknown[] =>
    conversions.map((convert, index) => {
      const value = values[start + index] ?? null;
      return convert ? convert(value) : value;
    });
  return (values, start) => read(converted(values, start), 0);
};

/** Reads rows for a session with these identities. */
export type RowsReader<Row = unknown> = (identities: IdentityMap) => ReadRow<Row>;

/** A reader for any session: without entities, all sessions share it. */
export const selectionReader = (projection: Projection): RowsReader => {
  if (wholeRowsOf(projection).length > 0) return identities => rowReader(projection, identities);
  const read = rowReader(projection, null);
  return () => read;
};

/** A row of a raw statement, as an object by column names. */
export const namedRow = (
  columns: readonly string[],
  row: SqlRow,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(columns.map((name, index) => [name, row[index]]));

/**
 * The rows of a raw statement in the order of the columns of an entity.
 * @throws QueryError `unknown-column` if the statement does not return all columns
 */
export const rowsInOrder = (
  { columns, rows }: QueryResult,
  entity: EntityModel,
): readonly SqlRow[] => {
  const places = entity.columns.map(({ name }) => {
    const place = columns.indexOf(name);
    if (place >= 0) return place;
    throw new QueryError("unknown-column", `The statement returns no column "${name}".`, {
      hint: `Select every column of ${entity.table}.`,
    });
  });
  return rows.map(row => places.map(place => row[place] ?? null));
};
