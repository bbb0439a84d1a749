/** Converts values to parameters and back, by the type of their column. See docs/physical-form.md. */
import type { TextRange } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type { ParameterValue } from "../sql/index.ts";
import type { EnumType } from "./model.ts";
import { QueryError } from "./query-error.ts";
import { dateText, isTemporal, isTemporalText, temporalText } from "./temporal-text.ts";
import { objectName } from "./value-hints.ts";

const nameOf = (value: unknown): string => {
  const object = objectName(value);
  if (object) return object.name;
  if (value === undefined || Number.isNaN(value)) return String(value);
  if (Array.isArray(value)) return "a list";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : "a Date";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};

const noValue = (value: unknown, hint: string): QueryError =>
  new QueryError("invalid-value", `${nameOf(value)} is not a value that a column can hold.`, {
    hint: objectName(value)?.hint ?? hint,
  });

/** @throws QueryError `invalid-value` for values that JSON cannot represent */
const jsonText = (value: unknown): string => {
  try {
    const text = JSON.stringify(value);
    if (text !== undefined) return text;
  } catch {
    // Cyclic objects and bigints are reported below.
  }
  throw noValue(value, "Use strings, numbers, booleans, lists, objects and null.");
};

/** A text in the form in which a column of the type stores it. */
const textParameter = (text: string, type: ColumnType): string => {
  if (type.kind === "uuid") return text.toLowerCase().replaceAll(/^urn:uuid:|[-{}]/g, "");
  return isTemporal(type.kind) ? temporalText(text, type.kind) : text;
};

/**
 * The value as a parameter.
 * @throws QueryError `invalid-value` for values that no column can hold
 */
export const toParameter = (value: unknown, type?: ColumnType): ParameterValue => {
  if (value === null || value instanceof Uint8Array) return value;
  if (objectName(value)) throw noValue(value, "");
  if (type?.kind === "json") return jsonText(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return dateText(value, type?.kind);
  switch (typeof value) {
    case "string":
      return type ? textParameter(value, type) : value;
    case "bigint":
    case "boolean":
      return value;
    case "number":
      if (Number.isNaN(value)) break;
      return value;
    default:
  }
  const isMissing = value === undefined;
  const types = "Use a string, a number, a boolean, a Date, bytes or null.";
  throw noValue(value, isMissing ? "For a missing value, write null." : types);
};

const NUMERIC = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

/** Whether a value can equal one of this type. SQLite would compare other values without an error, and find none equal. */
const fits = (value: unknown, type: ColumnType): boolean => {
  const { kind } = type;
  switch (kind) {
    case "integer":
    case "float":
    case "decimal":
      if (typeof value === "string") return NUMERIC.test(value);
      return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
    case "text":
    case "varchar":
    case "char":
    case "uuid":
      return typeof value === "string";
    case "enum":
      return typeof value === "string" && (enumValues(type)?.includes(value) ?? true);
    case "boolean":
      return typeof value === "boolean" || value === 0 || value === 1;
    case "date":
    case "time":
    case "datetime":
      return typeof value === "string" ? isTemporalText(value, kind) : value instanceof Date;
    case "blob":
      return value instanceof Uint8Array;
    case "json":
    case "other":
      return true;
  }
};

const typeHint = (type: ColumnType): string => {
  if (isTemporal(type.kind)) return "Use a Date, or a text such as 2026-01-31, 12:30:00, or both.";
  const values = enumValues(type)?.map(value => JSON.stringify(value));
  if (!values) return "Use a value of the same type, or cast the column.";
  return `Use one of ${values.join(", ")}, or cast the column to text.`;
};

/** @throws QueryError `type-mismatch` for a value that no value of this type can equal */
export const checkType = (
  value: unknown,
  type: ColumnType | undefined,
  range: TextRange | undefined,
): void => {
  if (value === null || value === undefined || !type || fits(value, type)) return;
  const shown = typeof value === "string" ? JSON.stringify(value) : nameOf(value);
  throw new QueryError("type-mismatch", `${shown} does not fit a column of type ${type.kind}.`, {
    range,
    hint: objectName(value)?.hint ?? typeHint(type),
  });
};

/** The values of an enum type; null for other types. */
export const enumValues = (type: ColumnType): readonly string[] | null =>
  type.kind === "enum" && "values" in type ? (type as EnumType).values : null;

/** The value of a column as entities and selections have it. */
export const fromDatabase = (value: unknown, type: ColumnType): unknown => {
  if (value === null) return null;
  if (type.kind === "boolean" && typeof value === "number") return value !== 0;
  if (type.kind === "json" && typeof value === "string") return parseJson(value);
  return value;
};

/** Text that is not valid JSON is returned as it is. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Whether values of this type need no conversion. */
export const isPlain = (type: ColumnType): boolean =>
  type.kind !== "boolean" && type.kind !== "json";
