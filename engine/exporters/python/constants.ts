/** Constants of a design as values in Python and in SQL. */
import {
  type ColumnDefault,
  type ColumnType,
  enumOf,
  type SchemaDocument,
} from "../../schema/index.ts";
import type { Code } from "./code.ts";
import { enumMemberNames, type MemberStyle } from "./enum-members.ts";
import type { Names } from "./names.ts";
import { literal } from "./syntax.ts";

export type Constant = Exclude<(ColumnDefault & { readonly kind: "value" })["value"], null>;

export const isWholeNumber = (value: Constant): boolean => /^-?(?:0|[1-9]\d*)$/.test(String(value));

export const isNumber = (value: Constant): boolean =>
  /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(String(value));

/** The constant in SQL. */
export const sqlConstant = (value: Constant): string =>
  typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value).toUpperCase();

/** Truth as databases store it. */
const BOOLEANS: Readonly<Record<string, string>> = {
  true: "True",
  1: "True",
  false: "False",
  0: "False",
};

type Context = {
  readonly document: SchemaDocument;
  /** The class of an enum. */
  readonly enumClass: (id: Parameters<Names["enum"]>[0]) => string;
  readonly memberStyle?: MemberStyle;
};

const enumMember = (
  { document, enumClass, memberStyle }: Context,
  type: ColumnType & { readonly kind: "enum" },
  value: Constant,
): string | null => {
  const name = enumMemberNames(enumOf(document, type.enum), memberStyle).get(String(value));
  return name === undefined ? null : `${enumClass(type.enum)}.${name}`;
};

/** The constant as a number, truth, text or member of an enum; null for other types, and where it is converted. */
export const pythonConstant = (
  context: Context,
  type: ColumnType,
  value: Constant,
): Code | null => {
  switch (type.kind) {
    case "integer":
      return isWholeNumber(value) ? String(value) : null;
    case "float":
      return isNumber(value) ? String(value) : null;
    case "boolean":
      return BOOLEANS[String(value)] ?? null;
    case "enum":
      return enumMember(context, type, value);
    case "varchar":
    case "char":
    case "text":
      return typeof value === "string" ? literal(value) : null;
    default:
      return null;
  }
};
