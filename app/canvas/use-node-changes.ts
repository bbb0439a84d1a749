// Takes what the canvas library reports (drags, arrow keys, selection) to the project.

import type { EdgeChange, NodeChange } from "@xyflow/react";
import { useCallback, useState } from "react";
import { type ForeignKeyId, placeTables, type TableId } from "../../engine/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import type { Point, Workbench } from "../state/index.ts";
import type { RelationEdge, TableNode } from "./flow-types.ts";

type Moving = ReadonlyMap<TableId, Point>;
type Measured = ReadonlySet<TableId>;
const nothingMoves: Moving = new Map();
const nothingMeasured: Measured = new Set();

export interface NodeChanges {
  readonly moving: Moving;
  readonly measured: Measured;
  readonly onNodesChange: (changes: NodeChange<TableNode>[]) => void;
  readonly onEdgesChange: (changes: EdgeChange<RelationEdge>[]) => void;
}

export function useNodeChanges(): NodeChanges {
  const bench = useWorkbench();
  const [moving, setMoving] = useState<Moving>(nothingMoves);
  const [measured, setMeasured] = useState<Measured>(nothingMeasured);
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
        setMoving(nothingMoves);
        if (places.size > 0) keepPlaces(bench, places);
      }
      const sized = changes.filter(change => change.type === "dimensions");
      if (sized.length > 0) setMeasured(new Set(sized.map(({ id }) => id as TableId)));
      selectNodes(bench, changes);
    },
    [bench],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<RelationEdge>[]) => selectEdges(bench, changes),
    [bench],
  );
  return { moving, measured, onNodesChange, onEdgesChange };
}

function keepPlaces({ project }: Workbench, places: Moving): void {
  const label = places.size === 1 ? "move table" : `move ${places.size} tables`;
  project.edit(label, document => placeTables(document, { newId: project.newId, places }));
}

// The ids of nodes and edges are those that we gave them: of tables and of foreign keys.
function selectNodes({ project }: Workbench, changes: NodeChange<TableNode>[]): void {
  const { selection } = project.getState();
  const tables = new Set(selection.tables);
  for (const change of changes) {
    if (change.type !== "select") continue;
    if (change.selected) tables.add(change.id as TableId);
    else tables.delete(change.id as TableId);
  }
  const column = tables.size === 1 ? selection.column : null;
  project.select({ ...selection, tables, column });
}

function selectEdges({ project }: Workbench, changes: EdgeChange<RelationEdge>[]): void {
  const { selection } = project.getState();
  const foreignKeys = new Set(selection.foreignKeys);
  for (const change of changes) {
    if (change.type !== "select") continue;
    if (change.selected) foreignKeys.add(change.id as ForeignKeyId);
    else foreignKeys.delete(change.id as ForeignKeyId);
  }
  project.select({ ...selection, foreignKeys });
}
