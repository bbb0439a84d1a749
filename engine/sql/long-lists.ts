/** Lists of so many values that they go to the database as one parameter: statements take only so many. */
import type { ParameterType, ParameterValue } from "./operators.ts";
import type { NodeOf } from "./tree.ts";

/** Loads by key have shorter lists, of which each value has a place of its own. */
const LONG = 1_000;

/** The values of a list that is long and of nothing but values; null for another. */
export const longList = ({ values }: NodeOf<"inList">): readonly NodeOf<"parameter">[] | null => {
  if (values.length <= LONG) return null;
  const parameters = values.filter(value => value.kind === "parameter");
  return parameters.length === values.length ? parameters : null;
};

const numberText = (value: number | bigint): string => {
  if (value === Number.POSITIVE_INFINITY) return "9e999";
  return value === Number.NEGATIVE_INFINITY ? "-9e999" : String(value);
};

/** JSON loses bytes, and SQLite ends a text of JSON at a zero character. */
const isJson = (value: ParameterValue): boolean =>
  !(value instanceof Uint8Array) && !(typeof value === "string" && value.includes("\0"));

/** The list as JSON; null for values that JSON has no words for. */
export const jsonList = (list: readonly NodeOf<"parameter">[]): string | null => {
  if (!list.every(({ value }) => isJson(value))) return null;
  const texts = list.map(({ value }) =>
    typeof value === "number" || typeof value === "bigint"
      ? numberText(value)
      : JSON.stringify(value),
  );
  return `[${texts.join(",")}]`;
};

export const hexText = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");

const element = (value: ParameterValue): string => {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) return `"\\\\x${hexText(value)}"`;
  return `"${String(value).replaceAll(/["\\]/g, "\\$&")}"`;
};

/** The list as PostgreSQL writes an array. */
export const arrayText = (list: readonly NodeOf<"parameter">[]): string =>
  `{${list.map(({ value }) => element(value)).join(",")}}`;

const BY_WIDTH = ["decimal", "bigint"] as const;

/** What all values of the list fit into; undefined for what is guessed well. */
export const elementType = (list: readonly NodeOf<"parameter">[]): ParameterType | undefined =>
  BY_WIDTH.find(type => list.some(each => each.type === type)) ??
  list.find(each => each.type)?.type;
