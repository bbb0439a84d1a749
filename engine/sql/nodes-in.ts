/** Everything that stands within a tree, from the outermost on; what a parameter holds is a value, and no node. */
export function* nodesIn(tree: unknown): Generator<object> {
  if (typeof tree !== "object" || tree === null) return;
  yield tree;
  if (isValueHolder(tree)) return;
  for (const part of Object.values(tree)) yield* nodesIn(part);
}

/** Bytes, and parameters: beside their value they know where it came from. */
export const isValueHolder = (node: object): boolean =>
  node instanceof Uint8Array || ("kind" in node && node.kind === "parameter");
