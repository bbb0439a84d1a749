/** Values of columns in JSON, read back as the values that the columns would have. */
import type { ColumnType } from "../../schema/index.ts";
import type { JsonForm, ParameterValue } from "../../sql/index.ts";
import type { ColumnModel } from "../model.ts";

export type ReadJsonRow = (row: readonly unknown[]) => ParameterValue[];

/** The form of values of this type in JSON. */
export const formOf = (type: ColumnType): JsonForm => {
  switch (type.kind) {
    case "blob":
      return "hex";
    case "decimal":
      return "exact";
    case "integer":
      return type.bits === 64 ? "big" : "plain";
    // A date in JSON is the text that databases return for it.
    case "time":
    case "datetime":
    case "json":
      return "text";
    default:
      return "plain";
  }
};

const bytesOf = (hex: string): Uint8Array => {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
};

const WHOLE = /^-?\d+$/;

/** Integers that a number cannot hold are big ones. */
const integerOf = (text: string): number | bigint | string => {
  if (!WHOLE.test(text)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

type FromText = (text: string) => ParameterValue;

/** The value that a text in JSON represents. */
const fromTextOf = (type: ColumnType): FromText | null => {
  switch (type.kind) {
    case "blob":
      return bytesOf;
    case "integer":
      return type.bits === 64 ? integerOf : null;
    // Infinity and NaN are no numbers in JSON.
    case "float":
      return text => (Number.isNaN(Number(text)) && text !== "NaN" ? text : Number(text));
    default:
      return null;
  }
};

/** Reads the columns of a row; further values stay as they are. */
export const rowFromJson = (columns: readonly ColumnModel[]): ReadJsonRow => {
  const texts = columns.flatMap((column, index) => {
    const fromText = fromTextOf(column.type);
    return fromText ? [{ index, fromText }] : [];
  });
  return row => {
    const values = row as ParameterValue[];
    for (const { index, fromText } of texts) {
      const value = values[index];
      if (typeof value === "string") values[index] = fromText(value);
    }
    return values;
  };
};
