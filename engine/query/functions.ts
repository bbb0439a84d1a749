/** Functions that stand by themselves in a selection: aggregates over a group. */
import type { Condition, Expression, NumberExpression } from "./api.ts";
import type { CallSites } from "./call-site.ts";
import type { QueryExpression } from "./expression.ts";
import { conditionOf, ExpressionBuilder } from "./expression-builder.ts";

/** The functions as people write them. */
export type QueryFunctions = {
  /** The number of rows; of an expression, the number of its values that are not null. */
  count(of?: Expression<unknown>): NumberExpression;
  countDistinct(of: Expression<unknown>): NumberExpression;
  sum(of: Expression<number>): NumberExpression;
  avg(of: Expression<number>): NumberExpression;
  min<Of extends Expression<unknown>>(of: Of): Of;
  max<Of extends Expression<unknown>>(of: Of): Of;
  and(...conditions: readonly Condition[]): Condition;
  or(...conditions: readonly Condition[]): Condition;
  not(condition: Condition): Condition;
};

/** The functions, noting where they are called. */
export const queryFunctions = (callSites: CallSites): QueryFunctions => {
  const call = (name: string, of: unknown, distinct = false) => {
    const origin = callSites()?.expression;
    const argument: QueryExpression =
      of === undefined ? { kind: "star", origin } : conditionOf(of, origin);
    return new ExpressionBuilder(
      { kind: "call", name, arguments: [argument], distinct, origin },
      callSites,
    );
  };
  const connect = (kind: "and" | "or", conditions: readonly unknown[]) => {
    const origin = callSites()?.expression;
    const operands = conditions.map(condition => conditionOf(condition, origin));
    return new ExpressionBuilder({ kind, operands, origin }, callSites);
  };
  const functions = {
    count: (of?: unknown) => call("count", of),
    countDistinct: (of: unknown) => call("count", of, true),
    sum: (of: unknown) => call("sum", of),
    avg: (of: unknown) => call("avg", of),
    min: (of: unknown) => call("min", of),
    max: (of: unknown) => call("max", of),
    and: (...conditions: readonly unknown[]) => connect("and", conditions),
    or: (...conditions: readonly unknown[]) => connect("or", conditions),
    not: (condition: unknown) => {
      const origin = callSites()?.expression;
      const operand = conditionOf(condition, origin);
      return new ExpressionBuilder({ kind: "not", operand, origin }, callSites);
    },
  };
  // The builder has every method of the declared types, which are narrower than it is.
  return functions as unknown as QueryFunctions;
};
