/** What numbers can be asked. */
import type { ColumnType } from "../../schema/index.ts";
import type { ArithmeticOperator, Division } from "../../sql/index.ts";
import { TextMethods } from "./text.ts";
import { FLOAT, INTEGER } from "./types.ts";
import { isAsked, isQuery, typeAsked, ValueMethods } from "./value.ts";

const typeOf = (value: unknown): ColumnType | undefined => {
  if (isAsked(value)) return typeAsked(value);
  return Number.isInteger(Number(value)) ? INTEGER : FLOAT;
};

const isWhole = (type: ColumnType | undefined): boolean => type?.kind === "integer";

const isKnownFraction = (type: ColumnType | undefined): boolean =>
  type?.kind === "float" || type?.kind === "decimal";

/** Whether a number has a fraction also where it is kept: in a column for it, or as it is said. */
const isKeptFraction = (value: unknown): boolean =>
  value instanceof ValueMethods
    ? value.node.kind === "column" && value.type?.kind === "float"
    : !isQuery(value) && !Number.isInteger(Number(value));

/** What a division gives, where some databases would give something else. */
const divisionOf = (left: NumberMethods, right: unknown): Division | undefined => {
  const types = [left.type, typeOf(right)];
  if (types.every(isWhole)) return "whole";
  const isKept = isKeptFraction(left) || isKeptFraction(right);
  return types.some(isKnownFraction) && !isKept ? "fraction" : undefined;
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

  /** As in SQL, whole numbers divide to a whole number, and others never do. */
  dividedBy(other: unknown): this {
    return this.arithmetic("/", other);
  }

  /** The rest of a division. */
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
    // SQLite rounds to no tens and hundreds.
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
