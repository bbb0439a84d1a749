/** A tree in which some nodes are others. */
import { isValueHolder } from "./nodes-in.ts";

type Replaced = (node: object) => object | null;

/** Asks of every node what stands in its place, from the outermost on; null leaves it, and asks of its parts. */
export const replaceIn = <Tree>(tree: Tree, replaced: Replaced): Tree => {
  if (typeof tree !== "object" || tree === null) return tree;
  const other = replaced(tree);
  if (other) return other as Tree;
  if (isValueHolder(tree)) return tree;
  if (Array.isArray(tree)) return tree.map(part => replaceIn(part, replaced)) as Tree;
  const parts = Object.entries(tree).map(([name, part]) => [name, replaceIn(part, replaced)]);
  return Object.fromEntries(parts);
};
