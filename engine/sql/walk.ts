/** Walks over the SQL tree. */
import { mapFields, sameFields, visitFields } from "./fields.ts";
import type { AnyNode } from "./tree.ts";
import { treeLists } from "./tree-fields.ts";

/** The nodes directly within a node, in the order in which they are printed. */
export const childrenOf = (node: AnyNode): readonly AnyNode[] => {
  const children: AnyNode[] = [];
  const add = (child: AnyNode): void => {
    children.push(child);
  };
  visitFields(node, treeLists[node.kind], { node: add, query: add });
  return children;
};

/** The node with each child changed; the node itself if none changes. */
export const mapChildren = <Tree extends AnyNode>(
  node: Tree,
  change: (child: AnyNode) => AnyNode,
): Tree => mapFields(node, treeLists[node.kind], { node: change, query: change });

/** All nodes of a tree, parents before their children. */
export function* nodesIn(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}

/**
 * Replaces nodes of a tree, from the root down. Where `replacement` returns null, the node stays and its children are
 * visited; what it returns otherwise is not visited again. A replacement has to be of a kind that may be in that place.
 */
export const replaceIn = <Tree extends AnyNode>(
  tree: Tree,
  replacement: (node: AnyNode) => AnyNode | null,
): Tree => {
  const replace = (node: AnyNode): AnyNode => replacement(node) ?? mapChildren(node, replace);
  return replace(tree) as Tree;
};

/** Whether two trees mean the same: origins do not count, and bytes are the same if they are one object. */
export const sameNode = (a: AnyNode, b: AnyNode): boolean =>
  a === b ||
  (a.kind === b.kind &&
    sameFields(
      a,
      b,
      treeLists[a.kind],
      (left, right, role) => role !== "data" && sameNode(left as AnyNode, right as AnyNode),
    ));
