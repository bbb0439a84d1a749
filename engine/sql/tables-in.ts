/** The tables that a tree reads or writes. */
import type { AnyNode } from "./tree.ts";
import { nodesIn } from "./walk.ts";

/** The distinct names of the tables in a tree, its subqueries included. */
export const tablesIn = (tree: AnyNode): readonly string[] => {
  const names = new Set<string>();
  for (const node of nodesIn(tree)) if (node.kind === "tableSource") names.add(node.name);
  if ("table" in tree) names.add(tree.table);
  return [...names];
};
