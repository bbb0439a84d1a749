/**
 * How MySQL is told what a group is: by expressions that stand there once.
 * @see https://dev.mysql.com/doc/refman/8.0/en/group-by-handling.html
 */
import { aggregates } from "../aggregates.ts";
import { nodesIn } from "../nodes-in.ts";
import { replaceIn } from "../replace-in.ts";
import { sameNode } from "../same-node.ts";
import type { Clause, Expression, NodeOf, Select } from "../tree.ts";

type Keys = readonly Expression[];

const isNode = (part: object): part is Expression => "kind" in part;

/** A placeholder is a value of its own each time, even if the same value is meant. */
const hasPlaceholder = (key: Expression): boolean => {
  for (const part of nodesIn(key)) {
    if (isNode(part) && (part.kind === "parameter" || part.kind === "jsonGet")) return true;
  }
  return false;
};

/** All rows of a group have the same value, so the least of them is the value of the group. */
const ofGroup = (key: Expression): Expression => ({
  kind: "call",
  name: "min",
  arguments: [key],
  distinct: false,
});

/** Tells the keys by an aggregate; what is aggregated is a row's, and left alone. */
const aggregated = <Tree>(tree: Tree, keys: Keys): Tree =>
  keys.length === 0
    ? tree
    : replaceIn(tree, part => {
        if (!isNode(part)) return null;
        if (keys.some(key => key.kind === part.kind && sameNode(key, part))) return ofGroup(part);
        if (part.kind === "window") return windowOver(part, keys);
        return part.kind === "call" && aggregates.has(part.name) ? part : null;
      });

/** A window looks at groups: what it aggregates is theirs. */
const windowOver = (node: NodeOf<"window">, keys: Keys): NodeOf<"window"> => {
  const call = node.function;
  const inner =
    call.kind === "call" ? { ...call, arguments: aggregated(call.arguments, keys) } : call;
  return {
    ...node,
    function: inner,
    partitionBy: aggregated(node.partitionBy, keys),
    orderBy: aggregated(node.orderBy, keys),
  };
};

const bodyOf = <Body>(
  clause: Clause<Body> | null,
  change: (body: Body) => Body,
): Clause<Body> | null => clause && { ...clause, body: change(clause.body) };

/** The select with each key that holds values said once: by its place among the items, or within an aggregate. */
export const groupedOnce = (node: Select): Select => {
  const keys: Keys = (node.groupBy?.body ?? []).filter(key => key.kind !== "column");
  if (keys.length === 0) return node;
  const held = keys.filter(hasPlaceholder);
  const placeOf = (key: Expression): number =>
    held.includes(key) ? node.items.findIndex(item => sameNode(item.expression, key)) : -1;
  const places = keys.map(placeOf);
  const byPlace = (key: Expression): Expression => {
    const place = placeOf(key);
    return place < 0 ? key : { kind: "constant", value: place + 1 };
  };
  return {
    ...node,
    items: node.items.map((item, index) =>
      places.includes(index) ? item : aggregated(item, held),
    ),
    groupBy: bodyOf(node.groupBy, body => body.map(byPlace)),
    // Where rows are grouped, HAVING knows columns that are selected or grouped by, and no others.
    having: bodyOf(node.having, body => aggregated(body, keys)),
    orderBy: bodyOf(node.orderBy, body => aggregated(body, held)),
  };
};
