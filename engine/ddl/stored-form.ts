/**
 * The form in which SQLite stores the values of each type, as SQL. Every other value comes from outside, or from a
 * column whose type has changed. See docs/physical-form.md.
 */
import type { ColumnType } from "../schema/index.ts";

export type StoredForm = {
  /** The values, for messages. */
  readonly label: string;
  /** Whether the affinity of the column converts values to the form, so that a script needs no conversion. */
  readonly byAffinity: boolean;
  /** A condition, never NULL: whether a value, given as SQL, has the form or is NULL. It is cheap. */
  readonly has: (value: string) => string;
  /** The value in the form, or NULL if it cannot be read. Only for values that do not have the form. */
  readonly convert: (value: string) => string;
};

const oneOf = (words: readonly string[]): string => words.map(word => `'${word}'`).join(", ");

const TRUE = oneOf(["true", "t", "yes", "y", "on", "1", "1.0"]);
const FALSE = oneOf(["false", "f", "no", "n", "off", "0", "0.0"]);

const truth = (value: string): string =>
  `CASE WHEN typeof(${value}) = 'blob' THEN NULL WHEN lower(trim(${value})) IN (${TRUE}) THEN 1 WHEN lower(trim(${value})) IN (${FALSE}) THEN 0 END`;

const boolean: StoredForm = {
  label: "true or false",
  byAffinity: false,
  has: value => `(${value} IS NULL OR (typeof(${value}) = 'integer' AND ${value} IN (0, 1)))`,
  convert: truth,
};

/** The number that a text denotes as a whole, by the rules of SQLite; NULL for other texts and for bytes. */
const numberIn = (value: string): string =>
  `CASE WHEN typeof(${value}) = 'text' AND ${value} = CAST(${value} AS NUMERIC) THEN CAST(${value} AS NUMERIC) WHEN typeof(${value}) IN ('integer', 'real') THEN ${value} END`;

const integer: StoredForm = {
  label: "a whole number",
  byAffinity: true,
  has: value => `(typeof(${value}) IN ('integer', 'null'))`,
  convert: value =>
    `(SELECT CASE WHEN n = CAST(n AS INTEGER) THEN CAST(n AS INTEGER) WHEN n IS NULL THEN ${truth(value)} END FROM (SELECT ${numberIn(value)} AS n))`,
};

const number: StoredForm = {
  label: "a number",
  byAffinity: true,
  has: value => `(typeof(${value}) IN ('integer', 'real', 'null'))`,
  convert: numberIn,
};

const text: StoredForm = {
  label: "text",
  byAffinity: true,
  has: value => `(typeof(${value}) <> 'blob')`,
  convert: () => "NULL",
};

/**
 * The value of an expression over columns that each step derives from those of the step before. The limits keep SQLite
 * from copying the expressions of a step to every place that uses them.
 */
const inSteps = (result: string, ...steps: readonly string[]): string => {
  const from = steps.reduceRight((inner, step) => ` FROM (SELECT ${step}${inner} LIMIT 1)`, "");
  return `(SELECT ${result}${from} LIMIT 1)`;
};

const uuid: StoredForm = {
  label: "a UUID",
  byAffinity: false,
  has: value =>
    `(${value} IS NULL OR (typeof(${value}) = 'text' AND length(${value}) = 32 AND unhex(${value}) IS NOT NULL AND lower(${value}) = ${value}))`,
  convert: value => {
    const digits = ["urn:uuid:", "{", "}", "-"].reduce(
      (input, sign) => `replace(${input}, '${sign}', '')`,
      `lower(trim(${value}))`,
    );
    const isText = `typeof(${value}) = 'text'`;
    return inSteps(
      `CASE WHEN ${isText} AND length(digits) = 32 AND unhex(digits) IS NOT NULL THEN digits END`,
      `${digits} AS digits`,
    );
  },
};

/** A text that `sql`, a function of SQLite, returns unchanged, or such a text and a fraction that does not end in 0. */
const temporal = (sql: string, length: number) => (value: string) => {
  const whole = `substr(${value}, 1, ${length})`;
  const digits = `substr(${value}, ${length + 2})`;
  const fraction = `substr(${value}, ${length + 1}, 1) = '.' AND ${sql}(${whole}) IS ${whole} AND ltrim(${digits}, '0123456789') = '' AND substr(${value}, -1) NOT IN ('0', '.')`;
  return `(${value} IS NULL OR (typeof(${value}) = 'text' AND (${sql}(${value}) IS ${value} OR (${fraction}))))`;
};

const withoutZeros = (fraction: string): string => `rtrim(rtrim(${fraction}, '0'), '.')`;

/**
 * Seconds or milliseconds since 1970, where the number cannot be both: from 1973 to 2286, or as long before 1970.
 * A smaller number may be a year or a count of days, a larger one microseconds.
 */
const fromUnix = (value: string): string => {
  const moment = (seconds: string) =>
    withoutZeros(`strftime('%Y-%m-%d %H:%M:%f', ${seconds}, 'unixepoch')`);
  return inSteps(
    `CASE WHEN abs(n) BETWEEN 1e8 AND 1e10 THEN ${moment("n")} WHEN abs(n) BETWEEN 1e11 AND 1e13 AND n = CAST(n AS INTEGER) THEN ${moment("n / 1000.0")} END`,
    `${numberIn(value)} AS n`,
  );
};

/** An offset such as `+0200` or `+02` as SQLite reads it. */
const COLON = `CASE WHEN zone GLOB '[-+][0-9][0-9]' THEN zone || ':00' WHEN zone GLOB '[-+][0-9][0-9][0-9][0-9]' THEN substr(zone, 1, 3) || ':' || substr(zone, 4) ELSE zone END`;

const IS_FRACTION = `(fraction = '' OR (fraction LIKE '._%' AND ltrim(substr(fraction, 2), '0123456789') = ''))`;

/** Splits the text `t` after its first `length` characters: digits and signs of a time, and a zone. */
const split = (length: number): readonly string[] => [
  `substr(head, 1, ${length}) AS base, substr(head, ${length + 1}) AS fraction, trim(rest) AS zone`,
  `substr(t, 1, length(t) - length(rest)) AS head, rest`,
  `t, ltrim(substr(t, ${length - 7}), '0123456789:.') AS rest`,
];

/** A text that begins with a date: ISO 8601, RFC 3339, and what databases and libraries write. */
const momentIn = (value: string): string =>
  inSteps(
    `CASE WHEN typeof(${value}) = 'text' AND date(substr(base, 1, 10)) IS substr(base, 1, 10) AND ${IS_FRACTION} THEN datetime(base || ${COLON}) || ${withoutZeros("fraction")} END`,
    ...split(19),
    `replace(replace(replace(upper(trim(${value})), '+0000 UTC', 'Z'), ' UTC', 'Z'), 'T', ' ') AS t`,
  );

/** What most libraries write, read without steps: a time in UTC whose fraction, if any, is zero. */
const plainMoment = (value: string): { readonly is: string; readonly moment: string } => {
  const moment = `substr(${value}, 1, 10) || ' ' || substr(${value}, 12, 8)`;
  const rest = `substr(${value}, 20)`;
  const isZero = `(${rest} IN ('', 'Z') OR (${rest} LIKE '.0%' AND replace(${rest}, '0', '') IN ('.', '.Z')))`;
  const is = `typeof(${value}) = 'text' AND substr(${value}, 11, 1) IN ('T', ' ') AND ${isZero} AND datetime(${moment}) IS ${moment}`;
  return { is, moment };
};

const datetimeOf = (value: string): string => {
  const { is, moment } = plainMoment(value);
  return `CASE WHEN ${is} THEN ${moment} ELSE coalesce(${momentIn(value)}, ${fromUnix(value)}) END`;
};

const datetime: StoredForm = {
  label: "a date and time",
  byAffinity: false,
  has: temporal("datetime", 19),
  convert: datetimeOf,
};

const date: StoredForm = {
  label: "a date",
  byAffinity: false,
  has: value => `(${value} IS NULL OR (typeof(${value}) = 'text' AND date(${value}) IS ${value}))`,
  // A time of day would be lost.
  convert: value =>
    inSteps(
      "CASE WHEN moment LIKE '% 00:00:00' THEN substr(moment, 1, 10) END",
      `${datetimeOf(value)} AS moment`,
    ),
};

/** The dates that libraries and office programs write before a time without a date. */
const NO_DAYS = oneOf(["0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "2000-01-01"]);

const UTC = oneOf(["", "Z", "+00", "-00", "+0000", "-0000", "+00:00", "-00:00"]);

const time: StoredForm = {
  label: "a time",
  byAffinity: false,
  has: temporal("time", 8),
  convert: value => {
    const plain = inSteps(
      `CASE WHEN typeof(${value}) = 'text' AND base LIKE '__:__%' AND zone IN (${UTC}) AND ${IS_FRACTION} THEN time(base) || ${withoutZeros("fraction")} END`,
      ...split(8),
      `replace(upper(trim(${value})), ' UTC', 'Z') AS t`,
    );
    const ofMoment = `CASE WHEN substr(${value}, 1, 10) IN (${NO_DAYS}) AND length(${value}) > 10 THEN substr(${momentIn(value)}, 12) END`;
    return `coalesce(${plain}, ${ofMoment})`;
  },
};

/** The form of a type; null for types that have any values. */
export const storedForm = ({ kind }: ColumnType): StoredForm | null => {
  switch (kind) {
    case "boolean":
      return boolean;
    case "integer":
      return integer;
    case "decimal":
    case "float":
      return number;
    case "text":
    case "varchar":
    case "char":
    case "enum":
      return text;
    case "uuid":
      return uuid;
    case "date":
      return date;
    case "time":
      return time;
    case "datetime":
      return datetime;
    case "json":
    case "blob":
    case "other":
      return null;
  }
};

/** The value in the form if it can be read, otherwise unchanged. */
export const inStoredForm = (form: StoredForm, value: string): string =>
  `CASE WHEN ${form.has(value)} THEN ${value} ELSE coalesce(${form.convert(value)}, ${value}) END`;
