/** Adds a relation when a column is dragged to a table or a column. */
import type { OnConnectEnd, OnConnectStart } from "@xyflow/react";
import { useCallback, useState } from "react";
import type { ColumnId, SchemaDocument } from "../../engine/index.ts";
import { type RelationEnds, relate } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import type { Point } from "../state/index.ts";
import { type Drop, relationFromDrop } from "./drop-relation.ts";
import { columnOfHandle } from "./read-nodes.ts";

export type Connecting = {
  /** The handle that a relation is dragged from; null without a drag. */
  readonly from: string | null;
  readonly onConnectStart: OnConnectStart;
  readonly onConnectEnd: OnConnectEnd;
};

export const useConnecting = (): Connecting => {
  const bench = useWorkbench();
  const [from, setFrom] = useState<string | null>(null);
  const onConnectStart: OnConnectStart = useCallback((_, { handleId }) => setFrom(handleId), []);
  const onConnectEnd: OnConnectEnd = useCallback(
    (event, { fromHandle }) => {
      setFrom(null);
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (typeof fromHandle?.id !== "string" || point === undefined) return;
      const { document } = bench.project.getState();
      const ends = relationAt(document, fromHandle.id, { x: point.clientX, y: point.clientY });
      if (ends === null) return;
      ignoreNextClick();
      relate(bench, ends);
    },
    [bench],
  );
  return { from, onConnectStart, onConnectEnd };
};

/** The relation from a handle to what is at a point of the page; null if there is nothing to relate. */
export const relationAt = (
  document: SchemaDocument,
  handle: string,
  point: Point,
): RelationEnds | null => {
  const target = dropTarget(document, point);
  // The ids of handles are column ids.
  const from = columnOfHandle(handle) as ColumnId;
  return target === null ? null : relationFromDrop(document, { from, ...target });
};

/** A drop on the card where the drag began is also a click, which would select the table. */
const ignoreNextClick = (): void => {
  const ignore = (event: Event) => event.stopPropagation();
  window.addEventListener("click", ignore, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", ignore, { capture: true }));
};

/** The card and the row at a point. */
const dropTarget = (design: SchemaDocument, { x, y }: Point): Omit<Drop, "from"> | null => {
  const element = document.elementFromPoint(x, y);
  const node = element?.closest<HTMLElement>(".react-flow__node");
  const record = design.records.get(node?.dataset.id ?? "");
  if (record?.kind !== "table") return null;
  const handle = element?.closest<HTMLElement>("[data-handleid]")?.dataset.handleid;
  const row = element?.closest<HTMLElement>("[data-column]")?.dataset.column;
  const column = handle === undefined ? row : columnOfHandle(handle);
  return { table: record.id, column: (column as ColumnId | undefined) ?? null };
};
