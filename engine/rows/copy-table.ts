/** Copies the rows of one table out of the attached store; rejected rows remain in the store. */
import { inStoredForm } from "../ddl/index.ts";
import type { EmbeddedDriver, SqlValue } from "../drivers/index.ts";
import type { Column, SchemaDocument, TableView } from "../schema/index.ts";
import { type Filling, fillingFor } from "./fill-columns.ts";
import { quoted, REFUSED, type StoredTable, storedColumns, storedTable } from "./store-tables.ts";
import {
  columnsOfOtherForms,
  type FormedColumn,
  formedColumns,
  isInCheck,
  leftUnreadable,
  otherForms,
  type UnreadableColumn,
} from "./value-forms.ts";

/** The name of the attached store. */
export const STORE = "store";

/** After a rejection, fewer rows are inserted at once by this factor. */
const FEWER_ROWS = 8;

/** The outcome of copying a table. */
export type CopiedTable = {
  readonly view: TableView;
  /** A query for the row ids in the target, `place`, and in the store, `origin`, of the copied rows. */
  readonly origins: string;
  readonly refused: number;
  /** Rows that the design accepts only as they are, without the conversion of their values. */
  readonly raw: number;
  /** The database's message for the first refused row. */
  readonly reason: string | null;
  /** The message for the first row that is accepted only as it is. */
  readonly rawReason: string | null;
  /** Columns that were filled with a neutral value. */
  readonly filled: readonly Filling[];
  /** Columns with values that were converted to the form of their type, or cannot be read. */
  readonly converted: readonly UnreadableColumn[];
  /** Columns with values of another form that were not converted, because a check requires it. */
  readonly kept: readonly FormedColumn[];
};

/** A NOT NULL column without default for which the rows have no value. */
const needsValue = (column: Column): boolean =>
  !column.nullable && column.default === null && column.generated === null;

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** A name of the row id that no column has. */
export const rowIdOf = ({ columns }: TableView): string | null => {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  return ["rowid", "_rowid_", "oid"].find(name => !taken.has(name)) ?? null;
};

/** The column that is the row id of the table. */
const identityOf = ({ primaryKey, columns }: TableView): Column | undefined =>
  primaryKey?.columns.length === 1
    ? columns.find(
        ({ id, generated }) => id === primaryKey.columns[0] && generated?.kind === "identity",
      )
    : undefined;

/** Numbers the rows that have no identity yet, after the greatest one. */
const numbered = (target: EmbeddedDriver, { from }: StoredTable, identity: string): string => {
  const greatest = `coalesce(max(CAST(${identity} AS INTEGER)), 0)`;
  const [[greatestText = "0"] = []] = target.query(
    `SELECT CAST(${greatest} AS TEXT) FROM ${from} WHERE ${identity} IS NOT NULL`,
  ).rows;
  return `coalesce(${identity}, ${greatestText} + p1.rowid)`;
};

type Copying = {
  /** An INSERT of the rows with an id from the first to the second parameter. */
  readonly insert: string;
  /** The same without conversions, for single rows; null if nothing is converted. */
  readonly insertRaw: string | null;
  /** Whether to stop at the first row that fits only without conversions, because all will be copied so. */
  readonly stopsAtRaw: boolean;
  readonly first: number;
  readonly last: number;
};

/** Runs a statement; returns the reason if the database rejects it. */
const rejectionOf = (
  target: EmbeddedDriver,
  text: string,
  parameters: readonly number[],
): string | null => {
  try {
    target.query(text, parameters);
    return null;
  } catch (thrown) {
    return reasonOf(thrown);
  }
};

/** Inserts the rows in their order, as many at once as the database accepts. */
const insertRows = (
  target: EmbeddedDriver,
  { insert, insertRaw, stopsAtRaw, first, last }: Copying,
) => {
  const refused: number[] = [];
  let reason: string | null = null;
  let rawReason: string | null = null;
  let raw = 0;
  let next = first;
  for (let size = last - first + 1; next <= last && !(stopsAtRaw && raw > 0); ) {
    const end = Math.min(last, next + size - 1);
    const rejection = rejectionOf(target, insert, [next, end]);
    if (rejection === null) size *= 2;
    else if (end > next) {
      size = Math.ceil((end - next + 1) / FEWER_ROWS);
      continue;
    } else {
      if (insertRaw !== null && rejectionOf(target, insertRaw, [next, next]) === null) {
        rawReason ??= rejection;
        raw += 1;
      } else {
        reason ??= rejection;
        refused.push(next);
      }
    }
    next = end + 1;
  }
  return { refused, reason, rawReason, raw };
};

type Sources = {
  readonly stored: StoredTable;
  readonly target: EmbeddedDriver;
  readonly converted: readonly FormedColumn[];
};

/** The SQL of the value of each column; columns that the store does not know get a neutral value. */
const valuesOf = (
  document: SchemaDocument,
  view: TableView,
  { stored, target, converted }: Sources,
) => {
  const values = new Map<Column, string>();
  const filled: Filling[] = [];
  const identity = identityOf(view);
  const conversions = new Map(
    converted.map(({ column, form, value }) => [column, inStoredForm(form, value)]),
  );
  for (const column of storedColumns(view)) {
    const value = conversions.get(column) ?? stored.columns.get(column.id);
    if (value !== undefined) {
      values.set(column, column === identity ? numbered(target, stored, value) : value);
    } else if (needsValue(column)) {
      const filling = fillingFor(document, { database: target, schema: STORE }, view, column);
      filled.push(filling);
      values.set(column, filling.value);
    }
  }
  return { values, filled, place: identity && values.get(identity) };
};

const insertInto = (view: TableView, values: ReadonlyMap<Column, string>): string => {
  const names = [...values.keys()].map(({ name }) => quoted(name));
  const reads = [...values.values()];
  if (names.length === 0) {
    names.push(rowIdOf(view) ?? "rowid");
    reads.push("NULL");
  }
  return `INSERT INTO main.${quoted(view.table.name)} (${names.join(", ")}) SELECT ${reads.join(", ")}`;
};

/** The statement that copies a range of rows. */
const insertRange = (view: TableView, values: ReadonlyMap<Column, string>, { from }: StoredTable) =>
  `${insertInto(view, values)} FROM ${from} WHERE p1.rowid BETWEEN ? AND ? ORDER BY p1.rowid`;

export type CopyOptions = {
  /** The database to which the store is attached. */
  readonly target: EmbeddedDriver;
  /** The ids of columns whose values are not converted. */
  readonly asTheyAre: ReadonlySet<string>;
};

/** Copies a table of `document` from the attached store to the same table of `target`. */
export const copyTable = (
  document: SchemaDocument,
  view: TableView,
  { target, asTheyAre }: CopyOptions,
): CopiedTable => {
  const stored = storedTable(target, STORE, view.table.id);
  const nothing = {
    view,
    origins: "",
    refused: 0,
    raw: 0,
    reason: null,
    rawReason: null,
    filled: [],
    converted: [],
    kept: [],
  };
  const [main] = stored.parts;
  if (!main) return nothing;
  const { rows } = target.query(`SELECT min(rowid), max(rowid) FROM ${main.name}`);
  const [first = null, last = null]: readonly SqlValue[] = rows[0] ?? [];
  if (first === null || last === null) return nothing;
  target.query(`UPDATE ${main.name} SET ${REFUSED} = 0 WHERE ${REFUSED} <> 0`);
  const formed = formedColumns(document, view, ({ id }) => stored.columns.get(id));
  const others = columnsOfOtherForms(target, stored.from, formed);
  const toConvert = others.filter(({ column }) => !asTheyAre.has(column.id));
  const kept = others.filter(({ column }) => asTheyAre.has(column.id));
  const { values, filled, place } = valuesOf(document, view, {
    stored,
    target,
    converted: toConvert,
  });
  const unconverted = valuesOf(document, view, { stored, target, converted: [] }).values;
  const { refused, reason, rawReason, raw } = insertRows(target, {
    insert: insertRange(view, values, stored),
    insertRaw: toConvert.length > 0 ? insertRange(view, unconverted, stored) : null,
    stopsAtRaw: toConvert.some(({ column }) => isInCheck(view, column)),
    first: Number(first),
    last: Number(last),
  });
  markRefused(target, main.name, refused);
  const converted =
    raw > 0
      ? otherForms(target, stored.from, toConvert)
      : leftUnreadable(target, view.table.name, toConvert);
  const placed = place ?? "row_number() OVER (ORDER BY p1.rowid)";
  const origins = `SELECT ${placed} AS place, p1.rowid AS origin FROM ${stored.from} WHERE p1.${REFUSED} = 0`;
  return {
    view,
    origins,
    refused: refused.length,
    raw,
    reason,
    rawReason,
    filled,
    converted,
    kept,
  };
};

const markRefused = (target: EmbeddedDriver, table: string, rowIds: readonly number[]): void => {
  for (const rowId of rowIds) {
    target.query(`UPDATE ${table} SET ${REFUSED} = 1 WHERE rowid = ?`, [rowId]);
  }
};
