/** Builds the values that a selection asked for. */
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
import type { IdentityMap } from "../entities/identity-map.ts";
import { objectMaker } from "../entities/made-code.ts";
import { entityReader } from "./entity-reader.ts";

type Conversion = ((value: SqlValue) => unknown) | null;

const conversionOf = (type: ColumnType | undefined): Conversion =>
  !type || isPlain(type) ? null : value => fromDatabase(value, type);

/** How the columns of a row become values; an entity takes its own as they are. */
const conversionsOf = (projection: Projection): readonly Conversion[] => {
  if (projection.kind === "field") return [conversionOf(projection.type)];
  if (projection.row) return projection.fields.map(() => null);
  return projection.fields.flatMap(({ value }) => conversionsOf(value));
};

/** Reads a value of a row that stands in a list from `start` on. */
export type ReadRow<Value = unknown> = (values: SqlRow, start: number) => Value;

type Read = (values: readonly unknown[], start: number) => unknown;

/** Reads a value that stands in a row from some column on, up to another. */
type Part = { readonly read: Read; readonly end: number };

/** The entity of a row, or null where nothing stands beside the others. */
const entityPart = (entity: EntityModel, column: number, identities: IdentityMap): Part => {
  const end = column + entity.columns.length;
  const reader = entityReader(identities, { entity, offset: 0, positions: null });
  const read: Read = (values, start) => {
    const row = values.slice(start + column, start + end) as SqlRow;
    return row.every(value => value === null) ? null : reader.read(row, 0, reader.keyOf(row, 0));
  };
  return { read, end };
};

/** A selection within another is read of the same row, further on. */
const partOf = (projection: Projection, column: number, identities: IdentityMap | null): Part => {
  if (projection.kind === "field") {
    return { read: (values, start) => values[start + column], end: column + 1 };
  }
  if (projection.row) {
    return entityPart(
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
    const part = partOf(value, end, identities);
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

/** Builds a selected value from the columns of a row; its entities, where there are any, are those of a session. */
export const rowReader = (projection: Projection, identities: IdentityMap | null): ReadRow => {
  const { read } = partOf(projection, 0, identities);
  const conversions = conversionsOf(projection);
  if (conversions.every(convert => convert === null)) return read;
  const converted = (values: SqlRow, start: number): readonly unknown[] =>
    conversions.map((convert, index) => {
      const value = values[start + index] ?? null;
      return convert ? convert(value) : value;
    });
  return (values, start) => read(converted(values, start), 0);
};

/** The same for any session: without entities, one reader serves all. */
export const selectionReader = (projection: Projection): ((identities: IdentityMap) => ReadRow) => {
  if (wholeRowsOf(projection).length > 0) return identities => rowReader(projection, identities);
  const read = rowReader(projection, null);
  return () => read;
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
