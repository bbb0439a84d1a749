/** The argument `db_default`. */
import type { Column, ColumnType } from "../../schema/index.ts";
import {
  type Code,
  type Constant,
  isWholeNumber,
  pythonConstant,
  sqlConstant,
} from "../python/index.ts";
import { memberStyle } from "./enums.ts";
import type { DjangoModule } from "./module.ts";

/** The value in Python; null where Django would convert it. */
const pythonValue = (module: DjangoModule, type: ColumnType, value: Constant): Code | null => {
  if (type.kind === "decimal") return isWholeNumber(value) ? String(value) : null;
  const { document, names } = module;
  return pythonConstant({ document, enumClass: id => names.enum(id), memberStyle }, type, value);
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
  return pythonValue(module, type, value) ?? module.rawSql(sqlConstant(value));
};
