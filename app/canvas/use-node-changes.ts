/** Applies changes reported by the canvas library (drags, arrow keys, selection) to the project. */
import type { NodeChange } from "@xyflow/react";
import { useCallback, useState } from "react";
import { type ForeignKeyId, placeTables, type TableId } from "../../engine/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import type { Point, Workbench } from "../state/index.ts";
import type { TableNode } from "./flow-types.ts";

type Moving = ReadonlyMap<TableId, Point>;
const NOTHING_MOVES: Moving = new Map();

export type NodeChanges = {
  readonly moving: Moving;
  readonly onNodesChange: (changes: NodeChange<TableNode>[]) => void;
};

export const useNodeChanges = (): NodeChanges => {
  const bench = useWorkbench();
  const [moving, setMoving] = useState<Moving>(NOTHING_MOVES);
  const onNodesChange = useCallback(
    (changes: NodeChange<TableNode>[]) => {
      const moves = changes.filter(change => change.type === "position");
      const places = new Map(
        moves.flatMap(({ id, position }) =>
          position === undefined ? [] : [[id as TableId, position] as const],
        ),
      );
      if (moves.some(move => move.dragging)) setMoving(places);
      else if (moves.length > 0) {
        setMoving(NOTHING_MOVES);
        if (places.size > 0) keepPlaces(bench, places, moving.size > 0);
      }
      selectNodes(bench, changes);
    },
    [bench, moving],
  );
  return { moving, onNodesChange };
};

const keepPlaces = ({ project }: Workbench, places: Moving, dragged: boolean): void => {
  const label = places.size === 1 ? "move table" : `move ${places.size} tables`;
  // A drag, or a series of arrow keys, is one step of the history.
  const options = dragged ? {} : { mark: `nudge ${[...places.keys()].join(" ")}` };
  project.edit(label, document => placeTables(document, { newId: project.newId, places }), options);
};

// The ids of nodes are table ids.
const selectNodes = ({ project }: Workbench, changes: NodeChange<TableNode>[]): void => {
  const { selection } = project.getState();
  const tables = new Set(selection.tables);
  for (const change of changes) {
    if (change.type !== "select") continue;
    if (change.selected) tables.add(change.id as TableId);
    else tables.delete(change.id as TableId);
  }
  if (!changes.some(change => change.type === "select")) return;
  const column = tables.size === 1 ? selection.column : null;
  // Extending the selection keeps the selected relations; otherwise they are deselected.
  const foreignKeys = tables.size > 1 ? selection.foreignKeys : new Set<ForeignKeyId>();
  project.select({ tables, foreignKeys, column });
};
