/** The argument `db_default`. */
import type { Column, ColumnType } from "../../schema/index.ts";
import {
  type Code,
  type Constant,
  call,
  literal,
  pythonConstant,
  sqlConstant,
} from "../python/index.ts";
import type { TortoiseModule } from "./module.ts";

const sqlDefault = (sql: string): Code => call("fields.SqlDefault", [literal(sql)]);

/** Whether Tortoise writes the constant as SQL: it escapes quotes and other characters as MySQL does. */
const isPlain = (value: Constant): boolean => /^[^'"\\\p{Cc}]*$/u.test(String(value));

/** The value in Python; null where Tortoise would convert it. */
const pythonValue = (module: TortoiseModule, type: ColumnType, value: Constant): Code | null => {
  const { document, names } = module;
  if (!isPlain(value)) return null;
  return pythonConstant({ document, enumClass: id => names.enum(id) }, type, value);
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
  return pythonValue(module, type, value) ?? sqlDefault(sqlConstant(value));
};
