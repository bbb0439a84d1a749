/** What is made of many rows: by aggregates, of a group; by window functions, of the rows around. */
import { aggregates } from "../sql/index.ts";
import { partsOf, type QueryExpression } from "./expression.ts";

/** A window function is no aggregate; what it goes over may be. */
const partsToLookAt = (node: QueryExpression): readonly QueryExpression[] =>
  node.kind === "window" ? [...partsOf(node.function), ...partsOf(node).slice(1)] : partsOf(node);

/** `written`: what to take SQL for that a person wrote. */
export const isAggregated = (node: QueryExpression, written: boolean): boolean => {
  if (node.kind === "raw" && written) return true;
  if (node.kind === "call" && aggregates.has(node.name)) return true;
  return partsToLookAt(node).some(part => isAggregated(part, written));
};

export const hasWindow = (node: QueryExpression): boolean =>
  node.kind === "window" || partsOf(node).some(hasWindow);
