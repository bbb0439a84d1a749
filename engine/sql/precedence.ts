/** How tightly each operator binds, so that parentheses stand only where they are needed. */
import type { ArithmeticOperator, Expression } from "./tree.ts";

const ARITHMETIC: Readonly<Record<ArithmeticOperator, number>> = {
  "+": 7,
  "-": 7,
  "*": 8,
  "/": 8,
  "%": 8,
};

/** Stands by itself everywhere. */
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
    // To SQLite they bind tightest of all, to PostgreSQL less tightly than a sum.
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
    default:
      return ATOM;
  }
};

/** One operand alone is printed as itself. */
const connectivePrecedence = (operands: readonly Expression[], own: number): number => {
  const [first, second] = operands;
  return first && !second ? precedenceOf(first) : own;
};

/** What an operand of a comparison must exceed to stand without parentheses. */
export const COMPARISON = 5;
/** The same for the operand of NOT. */
export const NEGATION = 3;
