/** Automatic layout: referenced tables on the left, referencing ones on the right. Runs in a worker. */
import type { ELK as Elk, ElkNode } from "elkjs/lib/elk-api.js";
import workerAddress from "elkjs/lib/elk-worker.min.js?url";
import type { ForeignKey, TableId } from "../../engine/index.ts";
import type { Point } from "../state/index.ts";
import type { Card } from "./card.ts";
import { foldLayers, type PlacedBox } from "./fold-layers.ts";

export type Places = ReadonlyMap<TableId, Point>;

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  // One layering for all components, so that tall layers can be split.
  "elk.separateConnectedComponents": "false",
  "elk.spacing.nodeNode": "40",
  "elk.layered.spacing.nodeNodeBetweenLayers": "84",
  "elk.layered.spacing.edgeNodeBetweenLayers": "32",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
};

/** Reducing crossings takes long, and they are not visible in a diagram of so many tables. */
const MANY_TABLES = 250;
const FAST_OPTIONS = {
  ...OPTIONS,
  "elk.edgeRouting": "POLYLINE",
  "elk.layered.thoroughness": "1",
  "elk.layered.crossingMinimization.greedySwitch.type": "OFF",
  "elk.layered.nodePlacement.strategy": "SIMPLE",
};

/** Positions for these cards, starting at 0, 0. */
export const layOut = async (
  cards: readonly Card[],
  foreignKeys: readonly ForeignKey[],
): Promise<Places> => {
  const shown = new Set<string>(cards.map(card => card.id));
  const graph: ElkNode = {
    id: "diagram",
    layoutOptions: cards.length > MANY_TABLES ? FAST_OPTIONS : OPTIONS,
    children: cards.map(({ id, width, height }) => ({ id, width, height })),
    edges: foreignKeys
      .filter(key => shown.has(key.table) && shown.has(key.target) && key.table !== key.target)
      .map(key => ({ id: key.id, sources: [key.target], targets: [key.table] })),
  };
  const elk = await startElk();
  try {
    const laidOut = await elk.layout(graph);
    return placesOf(foldLayers((laidOut.children ?? []).map(boxOf)));
  } finally {
    elk.terminateWorker();
  }
};

const startElk = async (): Promise<Elk> => {
  const { default: ElkConstructor } = await import("elkjs/lib/elk-api.js");
  return new ElkConstructor({ workerFactory: () => new Worker(workerAddress) });
};

const boxOf = ({ id, x = 0, y = 0, width = 0, height = 0 }: ElkNode): PlacedBox => ({
  id,
  x,
  y,
  width,
  height,
});

// The ids are table ids. The top left corner of the layout moves to 0, 0.
const placesOf = (boxes: readonly PlacedBox[]): Places => {
  const left = Math.min(...boxes.map(box => box.x));
  const top = Math.min(...boxes.map(box => box.y));
  return new Map(
    boxes.map(({ id, x, y }) => [
      id as TableId,
      { x: Math.round(x - left), y: Math.round(y - top) },
    ]),
  );
};
