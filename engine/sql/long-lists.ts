/** Long lists become one parameter: databases limit the parameters of a statement. */
import type { ParameterType, ParameterValue } from "./operators.ts";
import type { NodeOf } from "./tree.ts";

/** More than the lists of loads by key, which stay separate parameters. */
const LONG = 1_000;

/** The parameters of a long list that consists only of parameters; null for other lists. */
export const longList = ({ values }: NodeOf<"inList">): readonly NodeOf<"parameter">[] | null => {
  if (values.length <= LONG) return null;
  const parameters = values.filter(value => value.kind === "parameter");
  return parameters.length === values.length ? parameters : null;
};

const numberText = (value: number | bigint): string => {
  if (value === Number.POSITIVE_INFINITY) return "9e999";
  return value === Number.NEGATIVE_INFINITY ? "-9e999" : String(value);
};

/** JSON cannot contain bytes, and SQLite ends JSON text at a zero character. */
const isJson = (value: ParameterValue): boolean =>
  !(value instanceof Uint8Array) && !(typeof value === "string" && value.includes("\0"));

/** The list as JSON; null for values that JSON cannot represent. */
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

/** The list as a PostgreSQL array literal. */
export const arrayText = (list: readonly NodeOf<"parameter">[]): string =>
  `{${list.map(({ value }) => element(value)).join(",")}}`;

const BY_WIDTH = ["decimal", "bigint"] as const;

/** A type that fits all values of the list; undefined if it is inferred correctly. */
export const elementType = (list: readonly NodeOf<"parameter">[]): ParameterType | undefined =>
  BY_WIDTH.find(type => list.some(each => each.type === type)) ??
  list.find(each => each.type)?.type;
