import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../testing/open-database.ts";
import { dialects } from "./dialects.ts";
import { quoteIdentifier } from "./identifiers.ts";
import { print } from "./printing.ts";
import { type Expression, type Select, select } from "./tree.ts";

describe("names", () => {
  const hostile = fc.oneof(
    fc.string({ minLength: 1 }).filter(name => !name.includes("\0")),
    fc.constantFrom('a"b', "a`b", "a;b", "--", "'; DROP TABLE t; --", "SELECT", "Ünï", " ", "1"),
  );

  it("are read back unchanged by a real database", () => {
    const database = openDatabase();
    fc.assert(
      fc.property(hostile, name => {
        const quoted = quoteIdentifier(name, dialects[0]?.identifiers ?? fail());
        const { columns, rows } = database.query(`SELECT 1 AS ${quoted}`);
        expect([columns, rows]).toEqual([[name], [[1]]]);
      }),
    );
  });

  it("are rejected if no database accepts them", () => {
    for (const { identifiers } of dialects) {
      expect(() => quoteIdentifier("", identifiers)).toThrow(RangeError);
      expect(() => quoteIdentifier("a\0b", identifiers)).toThrow(RangeError);
    }
  });
});

const fail = (): never => {
  throw new Error("there is no dialect");
};

describe("values", () => {
  it("never change the text", () => {
    const statement = (value: string): Select =>
      select({ items: [{ expression: { kind: "parameter", value }, alias: "x" }] });
    const database = openDatabase();
    fc.assert(
      fc.property(
        fc.string().filter(text => !text.includes("\0")),
        value => {
          for (const dialect of dialects) {
            expect(print(statement(value), dialect).text).toBe(print(statement("a"), dialect).text);
          }
          const [sqlite = fail()] = dialects;
          expect(database.query(print(statement(value), sqlite).text, [value]).rows).toEqual([
            [value],
          ]);
        },
      ),
    );
  });
});

const truth = (value: 0 | 1 | null): Expression => ({ kind: "constant", value });
const leaf = fc.constantFrom<0 | 1 | null>(0, 1, null).map(truth);
type Trees = { truth: Expression; number: Expression; any: Expression };

/** Conditions over conditions, and numbers where numbers belong: AND of a lone 2 would be no condition. */
const { truth: condition } = fc.letrec<Trees>(tie => ({
  truth: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc
      .array(tie("truth"), { minLength: 1, maxLength: 3 })
      .map((operands): Expression => ({ kind: "and", operands })),
    fc
      .array(tie("truth"), { minLength: 1, maxLength: 3 })
      .map((operands): Expression => ({ kind: "or", operands })),
    tie("truth").map((operand): Expression => ({ kind: "not", operand })),
    fc
      .tuple(tie("any"), fc.boolean())
      .map(([operand, negated]): Expression => ({ kind: "isNull", operand, negated })),
    fc
      .tuple(tie("any"), tie("any"))
      .map(([left, right]): Expression => ({ kind: "comparison", operator: "=", left, right })),
  ),
  number: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom("+", "-", "*"), tie("any"), tie("any"))
      .map(
        ([operator, left, right]): Expression => ({ kind: "arithmetic", operator, left, right }),
      ),
  ),
  any: fc.oneof(tie("truth"), tie("number")),
}));

/** Three-valued logic and arithmetic, as the SQL standard has them. */
const evaluate = (node: Expression): number | null => {
  switch (node.kind) {
    case "constant":
      return node.value === null ? null : Number(node.value);
    case "and":
      return node.operands.map(evaluate).reduce(and, 1);
    case "or":
      return negate(node.operands.map(evaluate).map(negate).reduce(and, 1));
    case "not":
      return negate(evaluate(node.operand));
    case "isNull":
      return Number((evaluate(node.operand) === null) !== node.negated);
    case "comparison":
      return both(node.left, node.right, (left, right) => Number(left === right));
    case "arithmetic":
      return both(node.left, node.right, (left, right) =>
        node.operator === "+" ? left + right : node.operator === "-" ? left - right : left * right,
      );
    default:
      return fail();
  }
};

const and = (a: number | null, b: number | null): number | null => {
  if (a === 0 || b === 0) return 0;
  return a === null || b === null ? null : 1;
};
const negate = (value: number | null): number | null =>
  value === null ? null : Number(value === 0);
const both = (
  left: Expression,
  right: Expression,
  compute: (left: number, right: number) => number,
): number | null => {
  const [a, b] = [evaluate(left), evaluate(right)];
  // Zero has no sign in SQL.
  return a === null || b === null ? null : compute(a, b) + 0;
};

it("a printed expression has the value of its tree, with parentheses where needed", () => {
  const database = openDatabase();
  const [sqlite = fail()] = dialects;
  fc.assert(
    fc.property(condition, expression => {
      const { text } = print(select({ items: [{ expression, alias: "x" }] }), sqlite);
      const value = database.query(text).rows[0]?.[0];
      expect(value === null ? null : Number(value)).toBe(evaluate(expression));
    }),
    { numRuns: 400 },
  );
});
