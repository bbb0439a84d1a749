/** The methods of numbers. */
import type { ColumnType } from "../../schema/index.ts";
import type { ArithmeticOperator, Division } from "../../sql/index.ts";
import { TextMethods } from "./text.ts";
import { FLOAT, INTEGER } from "./types.ts";
import { isComputed, isQuery, operandType, ValueMethods } from "./value.ts";

const typeOf = (value: unknown): ColumnType | undefined => {
  if (isComputed(value)) return operandType(value);
  return Number.isInteger(Number(value)) ? INTEGER : FLOAT;
};

const isWhole = (type: ColumnType | undefined): boolean => type?.kind === "integer";

const isKnownFraction = (type: ColumnType | undefined): boolean =>
  type?.kind === "float" || type?.kind === "decimal";

/** Whether a database sees a number as a fraction: a column of type float, or a value with a fraction. */
const isVisibleFraction = (value: unknown): boolean =>
  value instanceof ValueMethods
    ? value.node.kind === "column" && value.type?.kind === "float"
    : !isQuery(value) && !Number.isInteger(Number(value));

/** The kind of a division, where databases differ. */
const divisionOf = (left: NumberMethods, right: unknown): Division | undefined => {
  const types = [left.type, typeOf(right)];
  if (types.every(isWhole)) return "whole";
  const isVisible = isVisibleFraction(left) || isVisibleFraction(right);
  return types.some(isKnownFraction) && !isVisible ? "fraction" : undefined;
};

export abstract class NumberMethods extends TextMethods {
  plus(other: unknown): this {
    return this.arithmetic("+", other);
  }

  minus(other: unknown): this {
    return this.arithmetic("-", other);
  }

  times(other: unknown): this {
    return this.arithmetic("*", other);
  }

  /** As in SQL, dividing whole numbers truncates the result. */
  dividedBy(other: unknown): this {
    return this.arithmetic("/", other);
  }

  modulo(other: unknown): this {
    return isWhole(this.type) && isWhole(typeOf(other))
      ? this.arithmetic("%", other)
      : this.call("mod", FLOAT, other);
  }

  abs(): this {
    return this.call("abs", isWhole(this.type) ? INTEGER : FLOAT);
  }

  round(digits?: number): this {
    if (digits === undefined) return this.call("round", FLOAT);
    // SQLite cannot round to tens and hundreds.
    if (digits < 0)
      return this.times(10 ** digits)
        .round()
        .times(10 ** -digits);
    return this.call("round", FLOAT, Number(digits));
  }

  floor(): this {
    return this.call("floor", FLOAT);
  }

  ceil(): this {
    return this.call("ceil", FLOAT);
  }

  sign(): this {
    return this.call("sign", FLOAT);
  }

  power(exponent: unknown): this {
    return this.call("power", FLOAT, exponent);
  }

  sqrt(): this {
    return this.call("sqrt", FLOAT);
  }

  protected arithmetic(operator: ArithmeticOperator, other: unknown): this {
    const isWholeNumber = isWhole(this.type) && isWhole(typeOf(other));
    const division = operator === "/" ? divisionOf(this, other) : undefined;
    return this.make(
      origin => ({
        kind: "arithmetic",
        operator,
        left: this.node,
        right: this.operand(other, origin, FLOAT),
        ...(division && { division }),
        origin,
      }),
      isWholeNumber ? INTEGER : FLOAT,
    );
  }
}
