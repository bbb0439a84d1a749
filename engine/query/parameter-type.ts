/** The types of parameters, for databases that infer them from the context. */
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

/** The type of a value without context; undefined where databases infer it correctly. */
export const ownType = (value: ParameterValue): ParameterType | undefined => {
  if (typeof value === "boolean") return "boolean";
  return isNumber(value) ? typeOfNumber(Number(value)) : undefined;
};

const NUMBERS: ReadonlySet<ColumnType["kind"]> = new Set(["integer", "float", "decimal"]);

/** Whether a number fits the column that it is compared with. The types of other expressions are less certain. */
const fits = (other: QueryExpression, own: ParameterType): boolean => {
  if (own === "integer") return true;
  if (other.kind !== "column" || other.path.variable.derived) return false;
  return other.column.type.kind !== "integer";
};

/** The type of a value compared with an expression; undefined where databases infer it correctly. */
export const contextType = (
  value: ParameterValue,
  other: QueryExpression,
  type: ColumnType | undefined,
): ParameterType | undefined => {
  if (type?.kind === "json") return value === null ? undefined : "json";
  const isNumberText = typeof value === "string" && type && NUMBERS.has(type.kind);
  if (!isNumber(value) && !isNumberText) return undefined;
  const own = typeOfNumber(Number(value));
  if (type?.kind === "integer" && Math.abs(Number(value)) >= 2 ** (type.bits - 1)) return own;
  return fits(other, own) ? undefined : own;
};

/** A value without its type, for contexts that determine it. Large whole numbers keep theirs. */
export const untyped = (node: QueryExpression): QueryExpression =>
  node.kind === "value" && node.type !== "bigint" ? { ...node, type: undefined } : node;
