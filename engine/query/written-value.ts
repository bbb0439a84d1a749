/** Checks that a column can hold a value, so that no database rejects, rounds or keeps it in its own way. */
import type { TextRange } from "../base/index.ts";
import type { ColumnModel } from "./model.ts";
import { QueryError } from "./query-error.ts";
import { checkType } from "./values.ts";

type Problem = { readonly message: string; readonly hint: string };

const fraction = (value: unknown, { name }: ColumnModel): Problem => ({
  message: `${value} does not fit ${name}, a column of whole numbers.`,
  hint: "Round the value, or make the column a decimal.",
});

/** SQLite would store a fraction, and an integer of any size. */
const integerProblem = (value: unknown, column: ColumnModel, bits: number): Problem | null => {
  if (typeof value === "boolean") return null;
  if (!isWhole(value)) return fraction(value, column);
  const number = Number(value);
  const limit = 2 ** (bits - 1);
  if (number >= -limit && number < limit) return null;
  // As numbers, the greatest integers of 64 bits are equal to the limit.
  if (typeof value !== "number" && isInside(String(value), bits)) return null;
  return {
    message: `${value} does not fit ${column.name}, an integer of ${bits} bits.`,
    hint: bits < 64 ? "Use a smaller value, or make the column a bigint." : "Use a smaller value.",
  };
};

const isWhole = (value: unknown): boolean =>
  typeof value === "number" ? Number.isInteger(value) : /^\s*[-+]?\d+\s*$/.test(String(value));

const isInside = (text: string, bits: number): boolean =>
  BigInt.asIntN(bits, BigInt(text)) === BigInt(text);

const isLonger = (text: string, length: number): boolean =>
  text.length > length && [...text].length > length;

/** SQLite would store a text of any length. */
const textProblem = (value: string, { name, type }: ColumnModel, length: number): Problem | null =>
  isLonger(value, length)
    ? {
        message: `A text of ${[...value].length} characters does not fit ${name}, a ${type.kind}(${length}).`,
        hint: "Shorten the text, or make the column longer.",
      }
    : null;

/** SQLite would store a decimal with any number of digits. */
const decimalProblem = (value: unknown, { name }: ColumnModel, digits: number): Problem | null =>
  Math.abs(Number(value)) < 10 ** digits
    ? null
    : {
        message: `${value} does not fit ${name}, which has ${digits} digits before the decimal point.`,
        hint: "Use a smaller value, or give the column more digits.",
      };

const problemOf = (value: unknown, column: ColumnModel): Problem | null => {
  const { type } = column;
  switch (type.kind) {
    case "integer":
      return integerProblem(value, column, type.bits);
    case "varchar":
    case "char":
      if (type.length === null) return null;
      return textProblem(String(value), column, type.length);
    case "decimal":
      if (type.precision === null) return null;
      return decimalProblem(value, column, type.precision - (type.scale ?? 0));
    default:
      return null;
  }
};

/** @throws QueryError `type-mismatch` for a value that does not fit the column */
export const checkWritten = (
  value: unknown,
  column: ColumnModel,
  range: TextRange | undefined,
): void => {
  if (value === null || value === undefined) return;
  checkType(value, column.type, range);
  const problem = problemOf(value, column);
  if (!problem) return;
  throw new QueryError("type-mismatch", problem.message, { range, hint: problem.hint });
};
