/** The tables that a statement speaks of. */
import { nodesIn } from "./nodes-in.ts";
import type { Statement } from "./tree.ts";

/** The names of those that are read anywhere within a tree. */
export const tablesRead = (tree: unknown): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const node of nodesIn(tree)) {
    if ("kind" in node && node.kind === "tableSource" && "name" in node) {
      names.add(String(node.name));
    }
  }
  return names;
};

/** Their names, each once; found anywhere in the tree, subqueries included. */
export const tablesIn = (statement: Statement): readonly string[] => {
  const names = new Set(tablesRead(statement));
  if ("table" in statement) names.add(statement.table);
  return [...names];
};
