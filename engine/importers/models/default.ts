/** The default of a described column in the form of its type. */
import { type ColumnDefault, type ColumnType, parseColumnDefault } from "../../schema/index.ts";
import { withoutParentheses } from "../without-parentheses.ts";
import type { DescribedColumn } from "./description.ts";

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const TRUE = /^(1|t|true)$/i;
const FALSE = /^(0|f|false)$/i;

const isNumber = ({ kind }: ColumnType): boolean =>
  kind === "integer" || kind === "decimal" || kind === "float";

/** A value as text, such as `'0'` for a number, becomes one of the type. */
const inType = (given: ColumnDefault, type: ColumnType): ColumnDefault => {
  if (given.kind === "expression" || given.value === null) return given;
  const text = String(given.value);
  if (type.kind === "boolean") {
    if (TRUE.test(text)) return { kind: "value", value: true };
    if (FALSE.test(text)) return { kind: "value", value: false };
  }
  return isNumber(type) && NUMBER.test(text) && Number.isSafeInteger(Math.trunc(Number(text)))
    ? { kind: "value", value: Number(text) }
    : given;
};

/** The default, or null for none and for NULL, which is the same. */
export const defaultOf = (
  given: DescribedColumn["default"],
  type: ColumnType,
): ColumnDefault | null => {
  if (given === null) return null;
  const read =
    given.kind === "expression"
      ? parseColumnDefault(withoutParentheses(given.text))
      : ({ kind: "value", value: given.value } as const);
  return read.kind === "value" && read.value === null ? null : inType(read, type);
};
