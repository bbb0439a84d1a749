/** The zoom and layout buttons of the canvas. */
import { Panel, useStore } from "@xyflow/react";
import { Minus, Plus } from "lucide-react";
import { fitDiagram, tidyUp, zoomIn, zoomOut } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { Tooltip } from "../ui/index.ts";
import styles from "./zoom-bar.module.css";

export const ZoomBar = () => {
  const bench = useWorkbench();
  const percent = useStore(state => Math.round(state.transform[2] * 100));
  return (
    <Panel position="bottom-left" className={styles.bar}>
      <Tooltip label={zoomOut.label} shortcut="-" side="top">
        <button type="button" aria-label={zoomOut.label} onClick={() => zoomOut.run(bench)}>
          <Minus size={13} aria-hidden />
        </button>
      </Tooltip>
      <span className={styles.percent}>{percent} %</span>
      <Tooltip label={zoomIn.label} shortcut="+" side="top">
        <button type="button" aria-label={zoomIn.label} onClick={() => zoomIn.run(bench)}>
          <Plus size={13} aria-hidden />
        </button>
      </Tooltip>
      <Tooltip label={fitDiagram.label} shortcut="Shift+1" side="top">
        <button type="button" onClick={() => fitDiagram.run(bench)}>
          Fit
        </button>
      </Tooltip>
      <Tooltip label={tidyUp.label} side="top">
        <button type="button" onClick={() => tidyUp.run(bench)}>
          Tidy up
        </button>
      </Tooltip>
    </Panel>
  );
};
