// Automatic layout: referred tables at the left, referring ones at the right. Runs in a worker.

import type { ELK as Elk, ElkNode } from "elkjs/lib/elk-api.js";
import workerAddress from "elkjs/lib/elk-worker.min.js?url";
import type { ForeignKey, TableId } from "../../engine/index.ts";
import type { Point } from "../state/index.ts";
import type { Card } from "./card.ts";

export type Places = ReadonlyMap<TableId, Point>;

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.aspectRatio": "1.7",
  "elk.spacing.nodeNode": "40",
  "elk.spacing.componentComponent": "72",
  "elk.layered.spacing.nodeNodeBetweenLayers": "104",
  "elk.layered.spacing.edgeNodeBetweenLayers": "32",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
};

/** Places for these cards, the first in the corner at 0, 0. */
export async function layOut(
  cards: readonly Card[],
  foreignKeys: readonly ForeignKey[],
): Promise<Places> {
  const shown = new Set<string>(cards.map(card => card.id));
  const graph: ElkNode = {
    id: "diagram",
    layoutOptions: options,
    children: cards.map(({ id, width, height }) => ({ id, width, height })),
    edges: foreignKeys
      .filter(key => shown.has(key.table) && shown.has(key.target) && key.table !== key.target)
      .map(key => ({ id: key.id, sources: [key.target], targets: [key.table] })),
  };
  const elk = await startElk();
  try {
    const laidOut = await elk.layout(graph);
    const found = new Map(laidOut.children?.map(node => [node.id, node]));
    return new Map(cards.map(({ id }) => [id, pointOf(found.get(id))]));
  } finally {
    elk.terminateWorker();
  }
}

async function startElk(): Promise<Elk> {
  const { default: ElkConstructor } = await import("elkjs/lib/elk-api.js");
  return new ElkConstructor({ workerFactory: () => new Worker(workerAddress) });
}

function pointOf(node: ElkNode | undefined): Point {
  return { x: Math.round(node?.x ?? 0), y: Math.round(node?.y ?? 0) };
}
