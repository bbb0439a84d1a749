/** LEAST and GREATEST of text parameters, which MySQL compares as numbers without a cast. */
import type { Expression, NodeOf } from "../tree.ts";

const EXTREMES: ReadonlySet<string> = new Set(["min", "max"]);
const ONE_OF_THEM: ReadonlySet<string> = new Set(["coalesce", "nullif", "greatest", "least"]);

/** The candidates for the value of an expression; null if it is computed. */
const outcomesOf = (node: Expression): readonly Expression[] | null => {
  if (node.kind === "call") return ONE_OF_THEM.has(node.name) ? node.arguments : null;
  if (node.kind !== "case") return null;
  const thens = node.branches.map(({ then }) => then);
  return node.otherwise ? [...thens, node.otherwise] : thens;
};

const isGivenText = (node: Expression): boolean => {
  if (node.kind !== "parameter") return outcomesOf(node)?.every(isGivenText) ?? false;
  return typeof node.value === "string" || node.value === null;
};

export const asText = (operand: Expression): Expression => ({
  kind: "cast",
  operand,
  type: "text",
});

/** The call with its first argument cast to text, if all candidates are parameters. */
export const extremeOfTexts = (node: NodeOf<"call">): NodeOf<"call"> => {
  const [value] = node.arguments;
  const isUnknown = EXTREMES.has(node.name) && value && outcomesOf(value) && isGivenText(value);
  return isUnknown ? { ...node, arguments: [asText(value)] } : node;
};
