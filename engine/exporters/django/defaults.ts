/** The argument `db_default`. */
import { type Column, type ColumnDefault, type ColumnType, enumOf } from "../../schema/index.ts";
import { type Code, enumMemberNames, literal } from "../python/index.ts";
import { memberStyle } from "./enums.ts";
import type { DjangoModule } from "./module.ts";

type Value = Exclude<(ColumnDefault & { readonly kind: "value" })["value"], null>;

const sqlValue = (value: Value): string =>
  typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value).toUpperCase();

const enumMember = (
  module: DjangoModule,
  type: ColumnType & { readonly kind: "enum" },
  value: Value,
): string | null => {
  const record = enumOf(module.document, type.enum);
  const name = enumMemberNames(record, memberStyle).get(String(value));
  return name === undefined ? null : `${module.names.enum(record.id)}.${name}`;
};

const isWhole = (value: Value): boolean => /^-?(?:0|[1-9]\d*)$/.test(String(value));

/** The value in Python; null where Django would convert it. */
const pythonValue = (module: DjangoModule, type: ColumnType, value: Value): Code | null => {
  switch (type.kind) {
    case "integer":
    case "float":
      return typeof value === "number" || isWhole(value) ? String(value) : null;
    case "decimal":
      return isWhole(value) ? String(value) : null;
    case "boolean":
      if (value === true || String(value) === "1") return "True";
      return value === false || String(value) === "0" ? "False" : null;
    case "enum":
      return enumMember(module, type, value);
    case "varchar":
    case "char":
    case "text":
      return typeof value === "string" ? literal(value) : null;
    default:
      return null;
  }
};

const expression = (module: DjangoModule, { kind }: ColumnType, text: string): Code => {
  const isMoment = /^current_timestamp(\(\))?$/i.test(text.trim());
  return isMoment && kind === "datetime" ? `${module.sqlFunction("Now")}()` : module.rawSql(text);
};

/** The value that the database gives to rows without one. */
export const databaseDefault = (
  module: DjangoModule,
  { default: given, type }: Column,
): Code | null => {
  if (given === null) return null;
  if (given.kind === "expression") return expression(module, type, given.text);
  const { value } = given;
  if (value === null) return null;
  return pythonValue(module, type, value) ?? module.rawSql(sqlValue(value));
};
