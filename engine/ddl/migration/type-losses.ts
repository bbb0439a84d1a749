/** Describes the data that a change of type loses. */
import type { ColumnType } from "../../schema/index.ts";
import type { DialectName } from "../../sql/index.ts";
import { ANY_DECIMAL, ANY_VARCHAR } from "../dialects/mysql.ts";
import { storedForm } from "../stored-form.ts";

type Family = "text" | "number" | "other";
type LossIn = (name: string, from: ColumnType, to: ColumnType) => string | undefined;

const familyOf = ({ kind }: ColumnType): Family => {
  if (kind === "text" || kind === "varchar" || kind === "char") return "text";
  return kind === "integer" || kind === "decimal" || kind === "float" ? "number" : "other";
};

const longest = (type: ColumnType): number => {
  if (type.kind === "char") return type.length;
  return type.kind === "varchar"
    ? (type.length ?? Number.POSITIVE_INFINITY)
    : Number.POSITIVE_INFINITY;
};

const textLoss: LossIn = (name, from, to) =>
  longest(to) < longest(from)
    ? `Values of ${name} longer than ${longest(to)} characters make this fail.`
    : undefined;

/** The numbers of digits before and after the decimal point. */
const digitsOf = (type: ColumnType): readonly [number, number] => {
  if (type.kind === "integer") return [{ 16: 5, 32: 10, 64: 19 }[type.bits], 0];
  if (type.kind === "decimal" && type.precision !== null) {
    return [type.precision - (type.scale ?? 0), type.scale ?? 0];
  }
  const wide = type.kind === "float" && type.bits === 32 ? 7 : 15;
  return type.kind === "float"
    ? [wide, wide]
    : [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
};

const numberLoss: LossIn = (name, from, to) => {
  const [[whole, part], [nextWhole, nextPart]] = [digitsOf(from), digitsOf(to)];
  if (nextPart < part) return `Values of ${name} are rounded; those out of range make this fail.`;
  if (nextWhole >= whole) return undefined;
  return to.kind === "float"
    ? `Values of ${name} are rounded.`
    : `Values of ${name} out of range make this fail.`;
};

/** Types whose values all have the form of the other type. */
const fitsForm = (from: ColumnType, to: ColumnType): boolean => {
  const isNumber = familyOf(from) === "number" || from.kind === "boolean";
  if (familyOf(to) === "text") return from.kind !== "blob" && from.kind !== "other";
  if (to.kind === "integer") return from.kind === "integer" || from.kind === "boolean";
  if (familyOf(to) === "number") return isNumber;
  return from.kind === to.kind || (from.kind === "date" && to.kind === "datetime");
};

/** SQLite keeps values that do not fit, but converts text that looks like a number by type affinity. */
const sqliteLoss: LossIn = (name, from, to) => {
  if (to.kind === "enum") return `Values of ${name} that are not in the enum make this fail.`;
  if (to.kind === "float" && from.kind === "integer" && from.bits === 64) {
    return `Values of ${name} of more than 15 digits are rounded.`;
  }
  const wasText = familyOf(from) === "text" || from.kind === "enum" || from.kind === "uuid";
  const form = storedForm(to);
  const becomesNumber = wasText && (form === null ? to.kind !== "blob" : familyOf(to) === "number");
  const numbers = `Values of ${name} that look like numbers become numbers: '007' becomes 7.`;
  if (form === null) return becomesNumber ? numbers : undefined;
  if (fitsForm(from, to)) return undefined;
  const stay = `Values of ${name} that cannot be read as ${form.label} stay as they are.`;
  return becomesNumber ? `${numbers} ${stay}` : stay;
};

/** Conversions that PostgreSQL applies without an error. */
const postgresLoss: LossIn = (name, from, to) => {
  if (familyOf(from) === "number" && to.kind === "boolean") {
    return `Values of ${name} other than 0 all become TRUE.`;
  }
  if (from.kind === "float" && to.kind === "decimal") {
    const digits = from.bits === 32 ? 6 : 15;
    return `Values of ${name} are rounded to ${digits} digits; those out of range make this fail.`;
  }
  return from.kind === "blob" && familyOf(to) === "text"
    ? `Values of ${name} become their hexadecimal digits.`
    : undefined;
};

/** Conversions that MySQL applies without an error, and those that it rejects. */
const mysqlLoss: LossIn = (name, from, to) => {
  if (familyOf(to) === "text" && from.kind === "blob") {
    return `Values of ${name} that are not UTF-8 make this fail.`;
  }
  if (familyOf(to) === "text" && from.kind === "float" && from.bits === 32) {
    return `Values of ${name} are rounded to 6 digits.`;
  }
  if (familyOf(from) === "number" && to.kind === "boolean") {
    return `Values of ${name} are rounded; those out of range make this fail.`;
  }
  if (from.kind === "time" && (to.kind === "date" || to.kind === "datetime")) {
    return `Values of ${name} get the date on which this runs.`;
  }
  return from.kind === "date" && to.kind === "time"
    ? `Values of ${name} all become midnight.`
    : undefined;
};

/** MySQL has no unlimited text type. */
const limitedByMysql = (type: ColumnType): ColumnType => {
  if (type.kind === "varchar") return { ...type, length: type.length ?? ANY_VARCHAR };
  if (type.kind !== "decimal" || type.precision !== null) return type;
  return { kind: "decimal", ...ANY_DECIMAL };
};

/** Losses that both databases have. */
const commonLoss: LossIn = (name, from, to) => {
  const families = [familyOf(from), familyOf(to)] as const;
  if (to.kind === "text") return undefined;
  if (families[0] === "text" && families[1] === "text") return textLoss(name, from, to);
  if (families[0] === "number" && families[1] === "number") return numberLoss(name, from, to);
  if (from.kind === "date" && to.kind === "datetime") return undefined;
  if (from.kind === "datetime" && to.kind === "datetime") {
    return `Values of ${name} are read in the time zone of the session; those out of range make this fail.`;
  }
  if (from.kind === "datetime") {
    return `Values of ${name} lose the parts that the new type cannot store.`;
  }
  return `Values of ${name} that cannot be converted to the new type make this fail.`;
};

/** A sentence, or undefined where no value changes. */
export const lossOfType = (
  dialect: DialectName,
  name: string,
  from: ColumnType,
  to: ColumnType,
): string | undefined => {
  if (dialect === "sqlite") return sqliteLoss(name, from, to);
  if (dialect === "postgres") return postgresLoss(name, from, to) ?? commonLoss(name, from, to);
  const [was, is] = [limitedByMysql(from), limitedByMysql(to)];
  return mysqlLoss(name, was, is) ?? commonLoss(name, was, is);
};
