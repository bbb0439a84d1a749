/** What numbers can be asked. */
import type { ArithmeticOperator } from "../../sql/index.ts";
import { TextMethods } from "./text.ts";
import { FLOAT, INTEGER } from "./types.ts";

export abstract class NumberMethods extends TextMethods {
  plus(other: unknown): this {
    return this.#arithmetic("+", other);
  }

  minus(other: unknown): this {
    return this.#arithmetic("-", other);
  }

  times(other: unknown): this {
    return this.#arithmetic("*", other);
  }

  dividedBy(other: unknown): this {
    return this.#arithmetic("/", other);
  }

  modulo(other: unknown): this {
    return this.#arithmetic("%", other);
  }

  abs(): this {
    return this.call("abs", FLOAT);
  }

  round(digits?: number): this {
    return digits === undefined
      ? this.call("round", FLOAT)
      : this.call("round", FLOAT, Number(digits));
  }

  floor(): this {
    return this.call("floor", FLOAT);
  }

  ceil(): this {
    return this.call("ceil", FLOAT);
  }

  sign(): this {
    return this.call("sign", INTEGER);
  }

  power(exponent: unknown): this {
    return this.call("power", FLOAT, exponent);
  }

  sqrt(): this {
    return this.call("sqrt", FLOAT);
  }

  #arithmetic(operator: ArithmeticOperator, other: unknown): this {
    return this.make(
      origin => ({
        kind: "arithmetic",
        operator,
        left: this.node,
        right: this.operand(other, origin, FLOAT),
        origin,
      }),
      FLOAT,
    );
  }
}
