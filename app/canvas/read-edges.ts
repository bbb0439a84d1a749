// From the document to the lines of the diagram, one for each foreign key.

import {
  columnOf,
  type ForeignKey,
  type ForeignKeyId,
  isOneToOne,
  recordsOf,
  tableView,
} from "../../engine/index.ts";
import type { RelationEdge } from "./flow-types.ts";
import { type DiagramState, lightOf } from "./read-nodes.ts";

type EdgeState = Pick<DiagramState, "document" | "selection" | "highlight">;

export function createEdgeReader(): (state: EdgeState) => RelationEdge[] {
  let known = new Map<ForeignKeyId, RelationEdge>();
  return state => {
    const next = new Map<ForeignKeyId, RelationEdge>();
    for (const key of recordsOf(state.document, "foreignKey")) {
      const fresh = edgeOf(key, state);
      const before = known.get(key.id);
      next.set(key.id, before !== undefined && sameEdge(before, fresh) ? before : fresh);
    }
    known = next;
    return [...next.values()];
  };
}

function edgeOf(key: ForeignKey, { document, selection, highlight }: EdgeState): RelationEdge {
  return {
    id: key.id,
    type: "relation",
    source: key.table,
    target: key.target,
    sourceHandle: key.columns[0] ?? null,
    targetHandle: key.targetColumns[0] ?? null,
    selected: selection.foreignKeys.has(key.id),
    ariaLabel: edgeLabel(key, document),
    data: {
      many: !isOneToOne(document, key),
      optional: key.columns.some(id => columnOf(document, id).nullable),
      light: lightOf(highlight?.foreignKeys, key.id),
      lane: laneOf(key, document),
      forward: key.forward,
      reverse: key.reverse,
    },
  };
}

function laneOf(key: ForeignKey, document: EdgeState["document"]): number {
  const siblings = tableView(document, key.table).foreignKeys;
  return siblings.findIndex(({ id }) => id === key.id) - (siblings.length - 1) / 2;
}

function edgeLabel(key: ForeignKey, document: EdgeState["document"]): string {
  const names = key.columns.map(id => columnOf(document, id).name).join(", ");
  const source = tableView(document, key.table).table.name;
  const target = tableView(document, key.target).table.name;
  return `Relation ${key.forward}: ${source}.${names} refers to ${target}`;
}

function sameEdge(one: RelationEdge, other: RelationEdge): boolean {
  return (
    one.source === other.source &&
    one.target === other.target &&
    one.sourceHandle === other.sourceHandle &&
    one.targetHandle === other.targetHandle &&
    one.selected === other.selected &&
    one.ariaLabel === other.ariaLabel &&
    one.data?.many === other.data?.many &&
    one.data?.optional === other.data?.optional &&
    one.data?.lane === other.data?.lane &&
    one.data?.light === other.data?.light &&
    one.data?.reverse === other.data?.reverse
  );
}
