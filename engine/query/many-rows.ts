/** Expressions that depend on several rows: aggregates on a group, window functions on a window. */
import { aggregates } from "../sql/index.ts";
import type { QueryExpression } from "./expression.ts";
import { partsOf } from "./walk.ts";

/** The function of a window is not an aggregate, but its arguments may be. */
const partsToCheck = (node: QueryExpression): readonly QueryExpression[] =>
  node.kind === "window" ? [...partsOf(node.function), ...partsOf(node).slice(1)] : partsOf(node);

const LEAVES: ReadonlySet<QueryExpression["kind"]> = new Set([
  "column",
  "value",
  "constant",
  "star",
]);

/** Whether an expression contains an aggregate. `raw` is the answer for raw SQL. */
export const isAggregated = (node: QueryExpression, raw: boolean): boolean => {
  if (LEAVES.has(node.kind)) return false;
  if (node.kind === "raw" && raw) return true;
  if (node.kind === "call" && aggregates.has(node.name)) return true;
  return partsToCheck(node).some(part => isAggregated(part, raw));
};

export const hasWindow = (node: QueryExpression): boolean =>
  !LEAVES.has(node.kind) && (node.kind === "window" || partsOf(node).some(hasWindow));
