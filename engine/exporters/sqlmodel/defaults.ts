/** The argument `default`, which gives new objects the value that the database would give. */
import { type Column, type ColumnType, enumOf } from "../../schema/index.ts";
import type { PythonModule } from "../declarative/index.ts";
import { type Code, call, enumMemberNames, literal } from "../python/index.ts";

const isWhole = (text: string): boolean => /^-?(?:0|[1-9]\d*)$/.test(text);

const isNumber = (text: string): boolean => /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text);

const enumMember = (
  module: PythonModule,
  type: ColumnType & { readonly kind: "enum" },
  text: string,
): string | null => {
  const member = enumMemberNames(enumOf(module.document, type.enum)).get(text);
  return member === undefined ? null : `${module.enum(type.enum)}.${member}`;
};

const decimal = (module: PythonModule, text: string): Code | null => {
  if (isWhole(text)) return text;
  return isNumber(text) ? call(module.imports.from("decimal", "Decimal"), [literal(text)]) : null;
};

const BOOLEANS: Readonly<Record<string, string>> = {
  true: "True",
  1: "True",
  false: "False",
  0: "False",
};

/** The constant default as a value of the field's type; null where there is none, or where the database converts it. */
export const pythonDefault = (module: PythonModule, column: Column): Code | null => {
  const { default: given, type, generated } = column;
  if (given?.kind !== "value" || given.value === null || generated) return null;
  const text = String(given.value);
  switch (type.kind) {
    case "integer":
      return isWhole(text) ? text : null;
    case "float":
      return isNumber(text) ? text : null;
    case "decimal":
      return decimal(module, text);
    case "boolean":
      return BOOLEANS[text] ?? null;
    case "enum":
      return enumMember(module, type, text);
    case "varchar":
    case "char":
    case "text":
      return typeof given.value === "string" ? literal(text) : null;
    default:
      return null;
  }
};
