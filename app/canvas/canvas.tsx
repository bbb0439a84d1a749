/** The canvas panel: the diagram, or an empty state. */
import "@xyflow/react/dist/base.css";
import { ReactFlowProvider } from "@xyflow/react";
import { Plus } from "lucide-react";
import { type RefObject, useCallback, useEffect, useState } from "react";
import { recordsOf, type TableId, tableViews } from "../../engine/index.ts";
import { addTable } from "../commands/index.ts";
import { useProject, useWorkbench, useWorkspace } from "../hooks/index.ts";
import { Button, EmptyState, Kbd, ProgressLine, useKeptFocus } from "../ui/index.ts";
import styles from "./canvas.module.css";
import { CanvasMenu } from "./canvas-menu.tsx";
import { Diagram } from "./diagram.tsx";
import { placeNewTables, type TidyOptions, tidyTables } from "./tidy.ts";
import { useCanvasPort } from "./use-canvas-port.ts";

export const Canvas = () => (
  <ReactFlowProvider>
    <CanvasFrame />
  </ReactFlowProvider>
);

const CanvasFrame = () => {
  const bench = useWorkbench();
  const frame = useKeptFocus<HTMLDivElement>();
  const isEmpty = useProject(state => recordsOf(state.document, "table").length === 0);
  const screen = useWorkspace(state => state.screen);
  const { progress, tidy } = useTidy(frame);
  useCanvasPort(frame, tidy);
  return (
    <section ref={frame} aria-label="Diagram" tabIndex={-1} className={styles.frame}>
      {progress === null ? null : (
        <div className={styles.busy}>
          <ProgressLine label="Laying out the diagram" value={progress} />
        </div>
      )}
      <CanvasMenu>
        <Diagram frame={frame} />
      </CanvasMenu>
      {isEmpty ? <NothingYet /> : null}
      {!isEmpty && screen === "design" ? (
        <Button className={styles.add} onClick={() => addTable.run(bench)}>
          <Plus size={14} aria-hidden />
          Add table
          <Kbd keys="T" />
        </Button>
      ) : null}
    </section>
  );
};

const NothingYet = () => {
  const bench = useWorkbench();
  return (
    <div className={styles.empty}>
      <EmptyState
        title="No tables yet"
        actions={
          <>
            <Button variant="primary" onClick={() => addTable.run(bench)}>
              Add a table
            </Button>
            <Button onClick={() => bench.workspace.setState({ dialog: "import" })}>Import</Button>
          </>
        }
      >
        Double-click anywhere to add one, or import SQL or a database file.
      </EmptyState>
    </div>
  );
};

/** Lays out tables on demand, and automatically when new tables have no position. */
const useTidy = (frame: RefObject<HTMLElement | null>) => {
  const bench = useWorkbench();
  const [running, setRunning] = useState(0);
  const [progress, setProgress] = useState(0);
  const during = useCallback(
    async (work: (options: TidyOptions) => Promise<void>) => {
      setRunning(count => count + 1);
      setProgress(0);
      try {
        await work({ aspect: aspectOf(frame.current), onProgress: setProgress });
      } finally {
        setRunning(count => count - 1);
      }
      requestAnimationFrame(() => bench.ports.canvas?.fit());
    },
    [bench, frame],
  );
  const tidy = useCallback(
    (tables?: readonly TableId[]) => during(options => tidyTables(bench, options, tables)),
    [bench, during],
  );
  const unplaced = useProject(({ document }) =>
    tableViews(document).some(view => view.placement === null),
  );
  useEffect(() => {
    if (unplaced) void during(options => placeNewTables(bench, options));
  }, [unplaced, bench, during]);
  return { progress: running > 0 ? progress : null, tidy };
};

const aspectOf = (frame: HTMLElement | null): number =>
  frame === null || frame.clientHeight === 0 ? 1.5 : frame.clientWidth / frame.clientHeight;
