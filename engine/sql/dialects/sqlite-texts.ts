/** Functions of text that SQLite lacks, by those that it has. */
import type { Expression, NodeOf } from "../tree.ts";

const number = (value: number): Expression => ({ kind: "constant", value });

const call = (name: string, ...operands: readonly Expression[]): Expression => ({
  kind: "call",
  name,
  arguments: operands,
  distinct: false,
});

const minus = (left: Expression, right: Expression): Expression => ({
  kind: "arithmetic",
  operator: "-",
  left,
  right,
});

/** A text a number of times: a zero byte is two hexadecimal digits, and no number of bytes is an empty text. */
const repeated = (text: Expression, count: Expression): Expression => {
  const zeros: Expression = { kind: "raw", texts: ["hex(zeroblob(", "))"], holes: [count] };
  const two: Expression = { kind: "raw", texts: ["'00'"], holes: [] };
  const repeats = call("replace", zeros, two, text);
  if (count.kind === "parameter" && count.value !== null) return repeats;
  const when: Expression = { kind: "isNull", operand: count, negated: true };
  return { kind: "case", branches: [{ when, then: repeats }], otherwise: null };
};

/** What a text lacks to a length. */
const padding = (text: Expression, length: Expression, fill: Expression): Expression =>
  call("substr", repeated(fill, length), number(1), minus(length, call("length", text)));

const padded = (
  text: Expression,
  length: Expression,
  operands: readonly [Expression, Expression],
): Expression => {
  const when: Expression = {
    kind: "comparison",
    operator: "<",
    left: call("length", text),
    right: length,
  };
  const cut = call("substr", text, number(1), length);
  return {
    kind: "case",
    branches: [{ when, then: { kind: "concat", operands } }],
    otherwise: cut,
  };
};

/** The function by others; null if SQLite has it. */
export const sqliteText = ({ name, arguments: operands }: NodeOf<"call">): Expression | null => {
  const [text, count, fill] = operands;
  if (!text || !count) return null;
  switch (name) {
    case "right":
      return call("substr", text, minus(number(0), count), count);
    case "repeat":
      return repeated(text, count);
    case "lpad":
      return fill ? padded(text, count, [padding(text, count, fill), text]) : null;
    case "rpad":
      return fill ? padded(text, count, [text, padding(text, count, fill)]) : null;
    default:
      return null;
  }
};
