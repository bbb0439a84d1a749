/** What a parameter is, for databases that guess it from what stands beside. */
import type { ColumnType } from "../schema/index.ts";
import type { ParameterType, ParameterValue } from "../sql/index.ts";
import type { QueryExpression } from "./expression.ts";

const isNumber = (value: ParameterValue): value is number | bigint =>
  typeof value === "number" || typeof value === "bigint";

const typeOfNumber = (value: number): ParameterType => {
  if (!Number.isInteger(value)) return "decimal";
  if (Math.abs(value) < 2 ** 31) return "integer";
  return Math.abs(value) < 2 ** 63 ? "bigint" : "decimal";
};

/** What a value is by itself; undefined for what is guessed well. */
export const ownType = (value: ParameterValue): ParameterType | undefined => {
  if (typeof value === "boolean") return "boolean";
  return isNumber(value) ? typeOfNumber(Number(value)) : undefined;
};

const NUMBERS: ReadonlySet<ColumnType["kind"]> = new Set(["integer", "float", "decimal"]);

/** Whether a column of a table takes such a number; the types of other expressions are not known so well. */
const takes = (beside: QueryExpression, own: ParameterType): boolean => {
  if (own === "integer") return true;
  if (beside.kind !== "column" || beside.path.variable.derived) return false;
  return beside.column.type.kind !== "integer";
};

/** What a value has to be called where it stands beside an expression; undefined where it is guessed well. */
export const typeBeside = (
  value: ParameterValue,
  beside: QueryExpression,
  type: ColumnType | undefined,
): ParameterType | undefined => {
  if (type?.kind === "json") return value === null ? undefined : "json";
  const isSaidAsText = typeof value === "string" && type && NUMBERS.has(type.kind);
  if (!isNumber(value) && !isSaidAsText) return undefined;
  const own = typeOfNumber(Number(value));
  return takes(beside, own) ? undefined : own;
};

/** A value where what it is stands around it already; large whole numbers alone are told everywhere. */
export const untyped = (node: QueryExpression): QueryExpression =>
  node.kind === "value" && node.type !== "bigint" ? { ...node, type: undefined } : node;
