/** Adds a relation when a column is dragged to a table or a column. */
import type { OnConnectEnd } from "@xyflow/react";
import { useCallback, useState } from "react";
import type { ColumnId, TableId } from "../../engine/index.ts";
import { relate } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { type Drop, relationFromDrop } from "./drop-relation.ts";
import { columnOfHandle } from "./read-nodes.ts";

export type Connecting = {
  readonly connecting: boolean;
  readonly onConnectStart: () => void;
  readonly onConnectEnd: OnConnectEnd;
};

export const useConnecting = (): Connecting => {
  const bench = useWorkbench();
  const [connecting, setConnecting] = useState(false);
  const onConnectStart = useCallback(() => setConnecting(true), []);
  const onConnectEnd: OnConnectEnd = useCallback(
    (event, { fromHandle }) => {
      setConnecting(false);
      if (typeof fromHandle?.id !== "string") return;
      const target = dropTarget(event);
      if (target === null) return;
      // The ids of handles are column ids.
      const from = columnOfHandle(fromHandle.id) as ColumnId;
      const ends = relationFromDrop(bench.project.getState().document, { from, ...target });
      if (ends === null) return;
      ignoreNextClick();
      relate(bench, ends);
    },
    [bench],
  );
  return { connecting, onConnectStart, onConnectEnd };
};

/** A drop on the card where the drag began is also a click, which would select the table. */
const ignoreNextClick = (): void => {
  const ignore = (event: Event) => event.stopPropagation();
  window.addEventListener("click", ignore, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", ignore, { capture: true }));
};

/** The card and the row under the point where the pointer was released. */
const dropTarget = (event: MouseEvent | TouchEvent): Omit<Drop, "from"> | null => {
  const point = "changedTouches" in event ? event.changedTouches[0] : event;
  if (point === undefined) return null;
  const element = document.elementFromPoint(point.clientX, point.clientY);
  const node = element?.closest<HTMLElement>(".react-flow__node");
  const table = node?.dataset.id;
  if (table === undefined) return null;
  const handle = element?.closest<HTMLElement>("[data-handleid]")?.dataset.handleid;
  const row = element?.closest<HTMLElement>("[data-column]")?.dataset.column;
  const column = handle === undefined ? row : columnOfHandle(handle);
  return { table: table as TableId, column: (column as ColumnId | undefined) ?? null };
};
