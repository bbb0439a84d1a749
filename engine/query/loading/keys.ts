/** Conditions on keys of one or several columns: in a list of values or in a subquery. */
import type { TextRange } from "../../base/index.ts";
import { allOf, type Expression, type ParameterValue, type Select } from "../../sql/index.ts";

export type Keys = readonly (readonly ParameterValue[])[];

/** Whether a key is one of these. */
export const isOneOf = (
  key: readonly Expression[],
  keys: Keys,
  origin: TextRange | undefined,
): Expression => {
  const parameter = (value: ParameterValue): Expression => ({ kind: "parameter", value, origin });
  const [column, second] = key;
  if (column && !second && keys.length > 1) {
    const values = keys.map(([value = null]) => parameter(value));
    return { kind: "inList", operand: column, values, negated: false, origin };
  }
  const operands = keys.map((values): Expression => {
    const parts = key.map(
      (left, index): Expression => ({
        kind: "comparison",
        operator: "=",
        left,
        right: parameter(values[index] ?? null),
        origin,
      }),
    );
    return allOf(parts) ?? { kind: "constant", value: false };
  });
  const [only, another] = operands;
  return only && !another ? only : { kind: "or", operands, origin };
};

/** Whether a key is in the result of a query. */
export const isIn = (
  key: readonly Expression[],
  query: Select,
  origin: TextRange | undefined,
): Expression => {
  const [only, second] = key;
  const operand: Expression = only && !second ? only : { kind: "tuple", items: key };
  return { kind: "inQuery", operand, query, negated: false, origin };
};
