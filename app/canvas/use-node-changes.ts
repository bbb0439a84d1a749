/** Applies changes reported by the canvas library (drags, arrow keys, sizes, selection) to the project. */
import { type NodeChange, useReactFlow } from "@xyflow/react";
import { useCallback, useState } from "react";
import type { ForeignKeyId, TableId, TableSizes } from "../../engine/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import type { Point, Workbench } from "../state/index.ts";
import type { DiagramNode } from "./flow-types.ts";
import { moveNodes, resizeNode, withContents } from "./moves.ts";

/** The positions of nodes by the ids of their records. */
type Moving = ReadonlyMap<string, Point>;
const NOTHING_MOVES: Moving = new Map();

type Changes = NodeChange<DiagramNode>[];

export type NodeChanges = {
  readonly moving: Moving;
  readonly onNodesChange: (changes: Changes) => void;
};

export const useNodeChanges = (): NodeChanges => {
  const bench = useWorkbench();
  const flow = useReactFlow<DiagramNode>();
  const [moving, setMoving] = useState<Moving>(NOTHING_MOVES);
  const onNodesChange = useCallback(
    (changes: Changes) => {
      const moves = changes.filter(change => change.type === "position");
      const places = new Map(
        moves.flatMap(({ id, position }) =>
          position === undefined ? [] : [[id, position] as const],
        ),
      );
      const sizes = () => sizesOf(flow.getNodes());
      const isResized = resize(bench, changes, places);
      if (moves.some(move => move.dragging)) {
        setMoving(withContents(bench.project.getState().document, places, sizes()));
      } else if (moves.length > 0) {
        setMoving(NOTHING_MOVES);
        if (places.size > 0 && !isResized) keepPlaces(bench, { places, sizes: sizes() }, moving);
      }
      selectNodes(bench, changes);
    },
    [bench, flow, moving],
  );
  return { moving, onNodesChange };
};

// The ids of nodes are record ids.
const sizesOf = (nodes: readonly DiagramNode[]): TableSizes =>
  new Map(
    nodes.map(({ id, width = 0, height = 0 }) => [id as TableId, { width, height }] as const),
  );

type Drop = { readonly places: Moving; readonly sizes: TableSizes };

const keepPlaces = ({ project }: Workbench, drop: Drop, moving: Moving): void => {
  const { places } = drop;
  const [id = ""] = places.keys();
  const kind = project.getState().document.records.get(id)?.kind ?? "table";
  const label = places.size === 1 ? `move ${kind}` : `move ${places.size} elements`;
  // A drag, or a series of arrow keys, is one step of the history.
  const options = moving.size > 0 ? {} : { mark: `nudge ${[...places.keys()].join(" ")}` };
  const { newId } = project;
  project.edit(label, document => moveNodes(document, { newId, ...drop }), options);
};

/** Applies the sizes that are dragged at the handles of a note or an area; a drag is one step of the history. */
const resize = ({ project }: Workbench, changes: Changes, places: Moving): boolean => {
  const resized = changes.filter(
    change => change.type === "dimensions" && change.resizing !== undefined,
  );
  for (const change of resized) {
    if (change.type !== "dimensions" || change.dimensions === undefined) continue;
    const { id, dimensions } = change;
    const record = project.getState().document.records.get(id);
    if (record?.kind !== "note" && record?.kind !== "area") continue;
    const bounds = { x: record.x, y: record.y, ...places.get(id), ...dimensions };
    project.edit(`resize ${record.kind}`, document => resizeNode(document, id, bounds), {
      mark: `resize ${id}`,
    });
  }
  return resized.length > 0;
};

const selectNodes = ({ project }: Workbench, changes: Changes): void => {
  const { document, selection } = project.getState();
  const tables = new Set(selection.tables);
  const annotations = new Set(selection.annotations);
  for (const change of changes) {
    if (change.type !== "select") continue;
    const isTable = document.records.get(change.id)?.kind === "table";
    const selected: Set<string> = isTable ? tables : annotations;
    if (change.selected) selected.add(change.id);
    else selected.delete(change.id);
  }
  if (!changes.some(change => change.type === "select")) return;
  const isAlone = tables.size === 1 && annotations.size === 0;
  const column = isAlone ? selection.column : null;
  // Extending the selection keeps the selected relations; otherwise they are deselected.
  const isExtended = tables.size + annotations.size > 1;
  const foreignKeys = isExtended ? selection.foreignKeys : new Set<ForeignKeyId>();
  project.select({ tables, foreignKeys, annotations, column });
};
