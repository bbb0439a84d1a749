/** Finds values that do not have the stored form of the type of their column. */
import { type Diagnostic, warning } from "../base/index.ts";
import { type StoredForm, storedForm } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import {
  type Column,
  columnOf,
  mentions,
  type SchemaDocument,
  type TableView,
} from "../schema/index.ts";
import { quoted, storedColumns } from "./store-tables.ts";

/** Sums in one query; SQLite allows 2,000 columns of a result. */
const COLUMNS_AT_ONCE = 200;

/** A column whose values are compared with a form. */
export type FormedColumn = {
  readonly column: Column;
  readonly form: StoredForm;
  /** The SQL of its value. */
  readonly value: string;
};

/** The number of values of a column that cannot be read. */
export type UnreadableColumn = FormedColumn & { readonly unreadable: number };

/** A column with values of another form. */
export type OtherForm = UnreadableColumn & { readonly count: number };

/** More than the rows of a database in memory; its square is a safe integer. */
const UNREADABLE = 2 ** 26;

const isText = ({ type: { kind } }: Column): boolean =>
  kind === "text" || kind === "varchar" || kind === "char";

/** The form of a column. A text that references another column has the form of that column. */
const formOf = (document: SchemaDocument, view: TableView, column: Column): StoredForm | null => {
  const key = view.foreignKeys.find(({ columns }) => columns.includes(column.id));
  const target = key?.targetColumns[key.columns.indexOf(column.id)];
  if (target === undefined || !isText(column)) return storedForm(column.type);
  return storedForm(columnOf(document, target).type);
};

/** The columns of a table whose type has a form; `sqlOf` returns the SQL of a column, or undefined to skip it. */
export const formedColumns = (
  document: SchemaDocument,
  view: TableView,
  sqlOf: (column: Column) => string | undefined,
): readonly FormedColumn[] =>
  storedColumns(view).flatMap(column => {
    const [form, value] = [formOf(document, view, column), sqlOf(column)];
    return form === null || value === undefined ? [] : [{ column, form, value }];
  });

/** Whether a check of the table mentions the column. */
export const isInCheck = ({ checks }: TableView, { name }: Column): boolean =>
  checks.some(({ expression }) => mentions(expression, name));

const sums = (
  database: EmbeddedDriver,
  from: string,
  conditions: readonly string[],
): readonly number[] =>
  Array.from({ length: Math.ceil(conditions.length / COLUMNS_AT_ONCE) }, (_, index) => {
    const some = conditions.slice(index * COLUMNS_AT_ONCE, (index + 1) * COLUMNS_AT_ONCE);
    const list = some.map(condition => `coalesce(sum(${condition}), 0)`).join(", ");
    return database.query(`SELECT ${list} FROM ${from}`).rows[0] ?? [];
  })
    .flat()
    .map(Number);

/** Without the columns whose values all have the form. One condition for all is faster than a sum for each. */
const suspects = (
  database: EmbeddedDriver,
  from: string,
  columns: readonly FormedColumn[],
): readonly FormedColumn[] =>
  Array.from({ length: Math.ceil(columns.length / COLUMNS_AT_ONCE) }, (_, index) => {
    const some = columns.slice(index * COLUMNS_AT_ONCE, (index + 1) * COLUMNS_AT_ONCE);
    const all = some.map(({ form, value }) => form.has(value)).join(" AND ");
    const { rows } = database.query(`SELECT 1 FROM ${from} WHERE NOT (${all}) LIMIT 1`);
    return rows.length > 0 ? some : [];
  }).flat();

/** The columns with at least one value of another form. */
export const columnsOfOtherForms = (
  database: EmbeddedDriver,
  from: string,
  columns: readonly FormedColumn[],
): readonly FormedColumn[] =>
  suspects(database, from, columns).filter(
    ({ form, value }) =>
      database.query(`SELECT 1 FROM ${from} WHERE NOT ${form.has(value)} LIMIT 1`).rows.length > 0,
  );

/** The columns with values of another form, and how many there are. */
export const otherForms = (
  database: EmbeddedDriver,
  from: string,
  all: readonly FormedColumn[],
): readonly OtherForm[] => {
  const columns = columnsOfOtherForms(database, from, all);
  // One sum for two counts, because a conversion is expensive.
  const both = sums(
    database,
    from,
    columns.map(({ form, value }) => {
      const other = `CASE WHEN ${form.convert(value)} IS NULL THEN ${UNREADABLE + 1} ELSE 1 END`;
      return `CASE WHEN ${form.has(value)} THEN 0 ELSE ${other} END`;
    }),
  );
  return columns.map((column, index) => {
    const sum = both[index] ?? 0;
    return { ...column, count: sum % UNREADABLE, unreadable: Math.floor(sum / UNREADABLE) };
  });
};

/** Columns of a table after their conversion, with the number of values that do not have the form. */
export const leftUnreadable = (
  database: EmbeddedDriver,
  table: string,
  columns: readonly FormedColumn[],
): readonly UnreadableColumn[] => {
  const counts = sums(
    database,
    `main.${quoted(table)}`,
    columns.map(({ form, column }) => `NOT ${form.has(quoted(column.name))}`),
  );
  return columns.map((column, index) => ({ ...column, unreadable: counts[index] ?? 0 }));
};

/** A warning if some values cannot be read. */
export const unreadableValues = (
  table: string,
  { column, form, unreadable }: UnreadableColumn,
): readonly Diagnostic[] => {
  if (unreadable === 0) return [];
  const [values, stay] =
    unreadable === 1
      ? ["1 value", "it stays as it is"]
      : [`${unreadable} values`, "they stay as they are"];
  const message = `${values} of "${table}.${column.name}" cannot be read as ${form.label}; ${stay}.`;
  const hint = "Correct the values, or choose another type for the column.";
  return [warning("values-unreadable", message, { record: column.id, hint })];
};
