/** How tightly each operator binds, so that the printer adds only the parentheses that are needed. */
import type { ArithmeticOperator } from "./operators.ts";
import type { Expression } from "./tree.ts";

const ARITHMETIC: Readonly<Record<ArithmeticOperator, number>> = {
  "+": 7,
  "-": 7,
  "*": 8,
  "/": 8,
  "%": 8,
};

/** Never needs parentheses. */
export const ATOM = 10;

/** Higher binds tighter. */
export const precedenceOf = (expression: Expression): number => {
  switch (expression.kind) {
    case "or":
      return connectivePrecedence(expression.operands, 1);
    case "and":
      return connectivePrecedence(expression.operands, 2);
    case "not":
      return 3;
    case "comparison":
    case "isNull":
    case "like":
    case "between":
    case "inList":
    case "inQuery":
      return 4;
    case "exists":
      return expression.negated ? 3 : ATOM;
    // SQLite binds them tightest of all, PostgreSQL less tightly than a sum.
    case "concat":
    case "jsonGet":
      return 6;
    case "dateAdd":
    case "secondsBetween":
      return 7;
    case "arithmetic":
      return ARITHMETIC[expression.operator];
    case "raw":
      return 0;
    case "column":
    case "givenColumn":
    case "parameter":
    case "constant":
    case "star":
    case "tuple":
    case "subquery":
    case "call":
    case "window":
    case "case":
    case "cast":
    case "datePart":
    case "dateStart":
    case "jsonLength":
    case "jsonRows":
      return ATOM;
  }
};

/** A single operand is printed without its connective. */
const connectivePrecedence = (operands: readonly Expression[], own: number): number => {
  const [first, second] = operands;
  return first && !second ? precedenceOf(first) : own;
};

/** The least precedence of an operand of a comparison without parentheses. */
export const COMPARISON = 5;
/** The same for a factor, and for what is subtracted. */
export const FACTOR = 8;
/** The same for the operand of NOT. */
export const NEGATION = 3;
