/**
 * GROUP BY in MySQL, which does not recognize repeated expressions with parameters.
 * @see https://dev.mysql.com/doc/refman/8.0/en/group-by-handling.html
 */
import { aggregates } from "../aggregates.ts";
import type { Clause, Expression, NodeOf, OrderTerm, Select, SelectItem } from "../tree.ts";
import { nodesIn, replaceIn, sameNode } from "../walk.ts";

type Keys = readonly Expression[];

/** To MySQL, two placeholders are different even if their values are equal. */
const hasPlaceholder = (key: Expression): boolean => {
  for (const part of nodesIn(key)) {
    if (part.kind === "parameter" || part.kind === "jsonGet") return true;
  }
  return false;
};

/** All rows of a group have the same value, so their minimum is the value of the group. */
const ofGroup = (key: Expression): Expression => ({
  kind: "call",
  name: "min",
  arguments: [key],
  distinct: false,
});

/** Replaces the keys by aggregates; the arguments of aggregates are values of single rows and stay. */
const aggregated = (expression: Expression, keys: Keys): Expression =>
  keys.length === 0
    ? expression
    : replaceIn(expression, node => {
        const key = keys.find(each => each.kind === node.kind && sameNode(each, node));
        if (key) return ofGroup({ ...key, origin: node.origin });
        if (node.kind === "window") return windowOver(node, keys);
        return node.kind === "call" && aggregates.has(node.name) ? node : null;
      });

/** The same for items and order terms. */
const withAggregates = <Part extends SelectItem | OrderTerm>(part: Part, keys: Keys): Part => ({
  ...part,
  expression: aggregated(part.expression, keys),
});

/** A window sees groups, so its own function aggregates over values of groups. */
const windowOver = (node: NodeOf<"window">, keys: Keys): NodeOf<"window"> => {
  const call = node.function;
  const over = (expression: Expression) => aggregated(expression, keys);
  return {
    ...node,
    function: call.kind === "call" ? { ...call, arguments: call.arguments.map(over) } : call,
    partitionBy: node.partitionBy.map(over),
    orderBy: node.orderBy.map(term => withAggregates(term, keys)),
  };
};

const bodyOf = <Body>(
  clause: Clause<Body> | null,
  change: (body: Body) => Body,
): Clause<Body> | null => clause && { ...clause, body: change(clause.body) };

/** The select with each key with parameters written once, and otherwise replaced by its position or an aggregate. */
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
      places.includes(index) ? item : withAggregates(item, held),
    ),
    groupBy: bodyOf(node.groupBy, body => body.map(byPlace)),
    // HAVING can use only columns that are selected or grouped by.
    having: bodyOf(node.having, body => aggregated(body, keys)),
    orderBy: bodyOf(node.orderBy, body => body.map(term => withAggregates(term, held))),
  };
};
