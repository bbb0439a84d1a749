/** Orders and groups the nodes of a directed graph, without recursion, because chains may be long. */
import { present } from "../../../base/index.ts";

type Neighbours<Node> = (node: Node) => readonly Node[];

/** The nodes in postorder: in a graph without cycles, each one after its neighbours. */
export const postorder = <Node>(
  nodes: readonly Node[],
  next: Neighbours<Node>,
): readonly Node[] => {
  const order = new Set<Node>();
  const visited = new Set<Node>();
  for (const start of nodes) {
    const open = visited.has(start) ? [] : [start];
    while (open.length > 0) {
      const node = present(open.at(-1), "an open node");
      const further = visited.has(node) ? [] : next(node).filter(each => !visited.has(each));
      visited.add(node);
      if (further.length > 0) open.push(...further);
      else {
        open.pop();
        order.add(node);
      }
    }
  }
  return [...order];
};

/** All nodes that can be reached from one, itself included. */
export const reachable = <Node>(start: Node, next: Neighbours<Node>): ReadonlySet<Node> => {
  const found = new Set([start]);
  for (const node of found) for (const each of next(node)) found.add(each);
  return found;
};

/**
 * The strongly connected components: nodes that lead to each other. Each one comes after those that it leads to.
 * @see https://en.wikipedia.org/wiki/Kosaraju%27s_algorithm
 */
export const components = <Node>(
  nodes: readonly Node[],
  next: Neighbours<Node>,
  previous: Neighbours<Node>,
): readonly (readonly Node[])[] => {
  const assigned = new Set<Node>();
  const groups: (readonly Node[])[] = [];
  for (const node of postorder(nodes, next).toReversed()) {
    if (assigned.has(node)) continue;
    const group = reachable(node, each => previous(each).filter(other => !assigned.has(other)));
    for (const each of group) assigned.add(each);
    groups.push([...group]);
  }
  return groups.toReversed();
};
