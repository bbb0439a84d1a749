/** The argument `db_default`. */
import { type Column, type ColumnDefault, type ColumnType, enumOf } from "../../schema/index.ts";
import { type Code, call, enumMemberNames, literal } from "../python/index.ts";
import type { TortoiseModule } from "./module.ts";

type Value = Exclude<(ColumnDefault & { readonly kind: "value" })["value"], null>;

const sqlDefault = (sql: string): Code => call("fields.SqlDefault", [literal(sql)]);

const sqlValue = (value: Value): string =>
  typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value).toUpperCase();

/** Whether Tortoise writes the text as SQL: it escapes quotes and other characters as MySQL does. */
const isPlainText = (value: Value): value is string =>
  typeof value === "string" && /^[^'"\\\p{Cc}]*$/u.test(value);

const isNumber = (value: Value): boolean => /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(String(value));

const enumMember = (
  module: TortoiseModule,
  type: ColumnType & { readonly kind: "enum" },
  value: Value,
): string | null => {
  const record = enumOf(module.document, type.enum);
  const name = enumMemberNames(record).get(String(value));
  return name === undefined ? null : `${module.names.enum(record.id)}.${name}`;
};

/** The value in Python; null where Tortoise would convert it. */
const pythonValue = (module: TortoiseModule, type: ColumnType, value: Value): Code | null => {
  switch (type.kind) {
    case "integer":
    case "float":
      return isNumber(value) ? String(value) : null;
    case "boolean":
      if (value === true || String(value) === "1") return "True";
      return value === false || String(value) === "0" ? "False" : null;
    case "enum":
      return isPlainText(value) ? enumMember(module, type, value) : null;
    case "varchar":
    case "char":
    case "text":
      return isPlainText(value) ? literal(value) : null;
    default:
      return null;
  }
};

/** The value that the database gives to rows without one. */
export const databaseDefault = (
  module: TortoiseModule,
  { default: given, type }: Column,
): Code | null => {
  if (given === null) return null;
  if (given.kind === "expression") {
    const isMoment = /^current_timestamp(\(\))?$/i.test(given.text.trim());
    return isMoment && type.kind === "datetime" ? "fields.Now()" : sqlDefault(`(${given.text})`);
  }
  const { value } = given;
  if (value === null) return null;
  return pythonValue(module, type, value) ?? sqlDefault(sqlValue(value));
};
