/** Whether an expression may be null, as far as the model shows. */
import type { QueryExpression } from "./expression.ts";
import { partsOf } from "./walk.ts";

/** Functions that return null only for a null argument. */
const KEEPS_VALUES: ReadonlySet<string> = new Set([
  "lower",
  "upper",
  "trim",
  "ltrim",
  "rtrim",
  "length",
  "replace",
  "abs",
  "round",
  "floor",
  "ceil",
  "sign",
]);

const anyPart = (expression: QueryExpression): boolean => partsOf(expression).some(mayBeNull);

export const mayBeNull = (expression: QueryExpression): boolean => {
  switch (expression.kind) {
    case "column": {
      const { variable, relations } = expression.path;
      const isOuter = relations.some(relation => relation.optional) || variable.optional === true;
      return isOuter || expression.column.nullable;
    }
    case "value":
      return expression.value === null;
    case "constant":
    case "isNull":
    case "exists":
    case "existsQuery":
      return false;
    case "arithmetic":
      return expression.operator === "/" || expression.operator === "%" || anyPart(expression);
    case "concat":
    case "comparison":
    case "like":
    case "between":
    case "not":
    case "and":
    case "or":
      return anyPart(expression);
    case "call":
      return (
        expression.name !== "count" && (!KEEPS_VALUES.has(expression.name) || anyPart(expression))
      );
    case "aggregate":
      return expression.name !== "count";
    case "star":
    case "givenColumn":
    case "inList":
    case "inQuery":
    case "subquery":
    case "window":
    case "case":
    case "cast":
    case "datePart":
    case "dateStart":
    case "dateAdd":
    case "secondsBetween":
    case "jsonGet":
    case "jsonLength":
    case "raw":
      return true;
  }
};
