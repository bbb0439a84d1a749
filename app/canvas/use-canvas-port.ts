/** Lets commands zoom, fit, reveal and tidy while the canvas is on screen. */
import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import type { TableId } from "../../engine/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import type { CanvasPort } from "../state/index.ts";
import type { TableNode } from "./flow-types.ts";
import { freePlace } from "./free-place.ts";

type Flow = ReactFlowInstance<TableNode>;
type Tidy = (tables?: readonly TableId[]) => Promise<void>;

export const fitOptions = { padding: 0.12, maxZoom: 1, minZoom: 0.04 };
// Leaves space for columns that are typed into the new card.
const NEW_CARD = { width: 220, height: 180 };

export const useCanvasPort = (frame: RefObject<HTMLElement | null>, tidy: Tidy): void => {
  const flow = useReactFlow<TableNode>();
  const { ports } = useWorkbench();
  useEffect(() => {
    ports.canvas = canvasPort(flow, frame, tidy);
    return () => {
      ports.canvas = null;
    };
  }, [flow, frame, tidy, ports]);
};

const canvasPort = (flow: Flow, frame: RefObject<HTMLElement | null>, tidy: Tidy): CanvasPort => {
  const middle = () => {
    const { left, top, width, height } = frame.current?.getBoundingClientRect() ?? new DOMRect();
    return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
  };
  const isInView = (id: string) => {
    const node = flow.getNode(id);
    const box = frame.current?.getBoundingClientRect();
    if (node === undefined || box === undefined) return false;
    const start = flow.flowToScreenPosition(node.position);
    const end = flow.flowToScreenPosition({
      x: node.position.x + (node.width ?? 0),
      y: node.position.y + (node.height ?? 0),
    });
    const legible = flow.getZoom() > 0.5;
    return (
      legible &&
      start.x >= box.left &&
      start.y >= box.top &&
      end.x <= box.right &&
      end.y <= box.bottom
    );
  };
  return {
    fit: () => void flow.fitView(fitOptions),
    zoomIn: () => void flow.zoomIn(),
    zoomOut: () => void flow.zoomOut(),
    reveal(tables) {
      if (tables.every(isInView)) return;
      const nodes = tables.map(id => ({ id }));
      void flow.fitView({ nodes, maxZoom: 1, minZoom: 0.5, padding: 0.3 });
    },
    freePlace() {
      const { x, y } = middle();
      const preferred = { x: x - NEW_CARD.width / 2, y: y - NEW_CARD.height / 2 };
      const taken = flow.getNodes().map(({ position, width, height }) => ({
        ...position,
        width: width ?? 0,
        height: height ?? 0,
      }));
      return freePlace(preferred, NEW_CARD, taken);
    },
    focus: () => frame.current?.focus({ preventScroll: true }),
    tidy,
  };
};
