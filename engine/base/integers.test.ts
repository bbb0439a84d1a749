import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integerOf, plus } from "./integers.ts";

const LIMIT = 2n ** 63n - 1n - 2n ** 33n;

const integers = fc.oneof(
  fc.bigInt({ min: -LIMIT, max: LIMIT }),
  fc.bigInt({ min: -8n, max: 8n }).map(near => 2n ** 53n + near),
  fc.bigInt({ min: -8n, max: 8n }).map(near => near - 2n ** 53n),
);

describe("integers", () => {
  it("have one form: a number if it is safe, otherwise a bigint", () => {
    fc.assert(
      fc.property(integers, value => {
        const integer = integerOf(value);
        expect(BigInt(integer)).toBe(value);
        expect(typeof integer === "number").toBe(value < 2n ** 53n && value > -(2n ** 53n));
      }),
    );
  });

  it("are added exactly", () => {
    fc.assert(
      fc.property(integers, fc.integer(), (value, more) => {
        const sum = value + BigInt(more);
        expect(plus(value, more)).toBe(integerOf(sum));
        expect(plus(integerOf(value), more)).toBe(integerOf(sum));
      }),
    );
  });
});
