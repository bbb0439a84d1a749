/** Values on their way to the database and back, by the type of their column. See docs/physical-form.md. */
import type { TextRange } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type { ParameterValue } from "../sql/index.ts";
import { QueryError } from "./query-error.ts";

const nameOf = (value: unknown): string => {
  if (value === undefined) return "undefined";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};

/** `2026-01-31 12:30:00`, with milliseconds where there are any: sorts as text in the order of time. */
const dateText = (date: Date, type: ColumnType | undefined): string => {
  const text = date
    .toISOString()
    .replace("T", " ")
    .replace(/(\.000)?Z$/, "");
  if (type?.kind === "date") return text.slice(0, 10);
  return type?.kind === "time" ? text.slice(11) : text;
};

const DATE_TEXT = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d(?:\.\d+)?)Z?)?$/;

/** A text in the form in which its column keeps it: SQLite compares moments and uuids as texts. */
const keptText = (text: string, kind: ColumnType["kind"] | undefined): string => {
  if (kind === "uuid") return text.replaceAll("-", "").toLowerCase();
  if (kind !== "date" && kind !== "datetime") return text;
  const [, date, time = "00:00:00"] = DATE_TEXT.exec(text) ?? [];
  if (!date) return text;
  return kind === "date" ? date : `${date} ${time.replace(/\.0+$/, "")}`;
};

/**
 * The value as a parameter.
 * @throws QueryError `invalid-value` for what no column can hold.
 */
export const toParameter = (value: unknown, type?: ColumnType): ParameterValue => {
  if (value === null || value instanceof Uint8Array) return value;
  if (type?.kind === "json") return JSON.stringify(value);
  if (value instanceof Date) return dateText(value, type);
  switch (typeof value) {
    case "string":
      return keptText(value, type?.kind);
    case "bigint":
    case "boolean":
      return value;
    case "number":
      if (Number.isNaN(value)) break;
      return value;
    default:
  }
  throw new QueryError("invalid-value", `${nameOf(value)} is not a value for a column.`, {
    hint:
      value === undefined
        ? "For a missing value, write null."
        : "Give a text, a number, true or false, a Date, bytes, or null.",
  });
};

const NUMERIC = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

/** Whether a value can stand beside one of this type; what SQLite would compare in silence and find unequal cannot. */
const fits = (value: unknown, { kind }: ColumnType): boolean => {
  switch (kind) {
    case "integer":
    case "float":
    case "decimal":
      if (typeof value === "string") return NUMERIC.test(value);
      return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
    case "text":
    case "varchar":
    case "char":
    case "enum":
    case "uuid":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean" || value === 0 || value === 1;
    case "date":
    case "time":
    case "datetime":
      return typeof value === "string" || value instanceof Date;
    case "blob":
      return value instanceof Uint8Array;
    case "json":
    case "other":
      return true;
  }
};

/** @throws QueryError `type-mismatch` for a value that no row of this type can equal. */
export const checkType = (
  value: unknown,
  type: ColumnType | undefined,
  range: TextRange | undefined,
): void => {
  if (value === null || value === undefined || !type || fits(value, type)) return;
  throw new QueryError("type-mismatch", `${nameOf(value)} stands beside ${type.kind}.`, {
    range,
    hint: "Give a value of the same type, or cast the column.",
  });
};

/** The value of a column as a person meets it. */
export const fromDatabase = (value: unknown, type: ColumnType): unknown => {
  if (value === null) return null;
  if (type.kind === "boolean" && typeof value === "number") return value !== 0;
  if (type.kind === "json" && typeof value === "string") return parseJson(value);
  return value;
};

/** Text that is no JSON is handed over as it is: it is what the row holds. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Whether a column of this type comes out of the database as it goes to a person. */
export const isPlain = (type: ColumnType): boolean =>
  type.kind !== "boolean" && type.kind !== "json";
