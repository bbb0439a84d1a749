/** Parses, prints and checks the default of a column. */
import { didYouMean, error, type Report, report } from "../base/index.ts";
import type { ColumnDefault, ColumnType, SchemaDocument } from "./records.ts";
import { sqlFault, unknownNameInDefault } from "./user-sql.ts";
import { enumOf } from "./views.ts";

const CONSTANTS = /^(current_(timestamp|date|time|user)|local(time|timestamp)|session_user|user)$/i;
const NAME = /^[\p{L}_][\p{L}\p{N}_$]*$/u;
/** A text in quotes, in which a quote is doubled. */
const QUOTED = /^'(?:[^']|'')*'$/;

const isText = ({ kind }: ColumnType): boolean =>
  kind === "text" || kind === "varchar" || kind === "char" || kind === "enum" || kind === "other";

/**
 * Parses a default: a number, a quoted text, true, false, null, or SQL. In a column of text, a single word is a text
 * without quotes, and a number is a text, too.
 */
export const parseColumnDefault = (text: string, type?: ColumnType): ColumnDefault => {
  const trimmed = text.trim();
  if (QUOTED.test(trimmed)) {
    return { kind: "value", value: trimmed.slice(1, -1).replaceAll("''", "'") };
  }
  const isWords = type !== undefined && isText(type) && type.kind !== "other";
  if (/^[+-]?\d+(\.\d+)?$/.test(trimmed)) {
    return { kind: "value", value: isWords ? trimmed : Number(trimmed) };
  }
  if (/^null$/i.test(trimmed)) return { kind: "value", value: null };
  if (/^(true|false)$/i.test(trimmed)) {
    return { kind: "value", value: trimmed.toLowerCase() === "true" };
  }
  if (type && isText(type) && NAME.test(trimmed) && !CONSTANTS.test(trimmed)) {
    return { kind: "value", value: trimmed };
  }
  return { kind: "expression", text: trimmed };
};

/** The default in the form that {@link parseColumnDefault} reads. */
export const printColumnDefault = (given: ColumnDefault): string => {
  if (given.kind === "expression") return given.text;
  return typeof given.value === "string"
    ? `'${given.value.replaceAll("'", "''")}'`
    : String(given.value);
};

/** What a text must look like to be a value of a type. */
const VALUES: Partial<Record<ColumnType["kind"], RegExp>> = {
  integer: /^\s*[-+]?\d+\s*$/,
  decimal: /^\s*[-+]?[\d.]+(e[-+]?\d+)?\s*$/i,
  float: /^\s*[-+]?[\d.]+(e[-+]?\d+)?\s*$/i,
  boolean: /^(true|false|t|f|yes|no|on|off|0|1)$/i,
  date: /^\d/,
  time: /^\d/,
  datetime: /^\d/,
};

/** Whether a text is a value of the type. */
export const isValueOf = (text: string, { kind }: ColumnType): boolean =>
  (VALUES[kind] ?? /^/).test(text);

/** The values that an enum has, for a column of this type; null for another type. */
export const valuesOf = (type: ColumnType, document: SchemaDocument): readonly string[] | null =>
  type.kind === "enum" ? enumOf(document, type.enum).values : null;

/** What is wrong with a default, and what to do next. */
export type DefaultFault = {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
};

const quotes = (text: string): string =>
  `For a text, write quotes: ${printColumnDefault({ kind: "value", value: text })}.`;

/** What is wrong with the default of a column; `values` are those of its enum, or null. */
export const defaultFault = (
  given: ColumnDefault,
  type: ColumnType,
  values: readonly string[] | null,
): DefaultFault | null => {
  if (given.kind === "expression") return expressionFault(given.text);
  const { value } = given;
  if (typeof value !== "string") return null;
  if (values && !values.includes(value)) {
    const hint = didYouMean(value, values) || `The values are ${values.join(", ")}.`;
    return { code: "default-type", message: `"${value}" is not a value of the enum.`, hint };
  }
  if (isValueOf(value, type)) return null;
  const message = `The text '${value}' is not a value of the type ${type.kind}.`;
  return { code: "default-type", message, hint: "Change the default, or the type." };
};

const expressionFault = (text: string): DefaultFault | null => {
  const fault = sqlFault(text);
  if (fault !== null) {
    const message = `The default ${text} is not valid SQL: ${fault}.`;
    return { code: "invalid-sql", message, hint: quotes(text) };
  }
  const name = unknownNameInDefault(text);
  if (name === undefined) return null;
  const message = `The default uses "${name}", which is neither a constant nor a function.`;
  return { code: "unknown-name", message, hint: quotes(text) };
};

/** The default of a text in a field: null for an empty text, and, with a diagnostic, for what is none. */
export const checkColumnDefault = (
  text: string,
  type: ColumnType,
  document: SchemaDocument,
): Report<ColumnDefault | null> => {
  if (text.trim() === "") return report(null);
  const given = parseColumnDefault(text, type);
  const found = defaultFault(given, type, valuesOf(type, document));
  if (!found) return report(given);
  const { code, message, hint } = found;
  return report(null, [error(code, message, { hint })]);
};
