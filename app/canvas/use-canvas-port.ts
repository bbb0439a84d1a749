/** Lets commands zoom, fit, reveal and tidy while the canvas is on screen. */
import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { type TableId, tableView } from "../../engine/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import type { CanvasPort, ProjectStore } from "../state/index.ts";
import { fitOptions } from "./fit.ts";
import type { TableNode } from "./flow-types.ts";
import { freePlace } from "./free-place.ts";
import type { Box } from "./lines/index.ts";
import { boxOfNode } from "./read-nodes.ts";

type Flow = ReactFlowInstance<TableNode>;
type Tidy = (tables?: readonly TableId[]) => Promise<void>;

// Leaves space for columns that are typed into the new card.
const NEW_CARD = { width: 220, height: 180 };
/** The text of cards can be read from this zoom on. */
const LEGIBLE_ZOOM = 0.5;

export const useCanvasPort = (frame: Frame, tidy: Tidy): void => {
  const flow = useReactFlow<TableNode>();
  const { ports, project } = useWorkbench();
  useEffect(() => {
    ports.canvas = canvasPort(flow, { frame, tidy, project });
    return () => {
      ports.canvas = null;
    };
  }, [flow, frame, tidy, ports, project]);
};

type Frame = RefObject<HTMLElement | null>;
type PortParts = { readonly frame: Frame; readonly tidy: Tidy; readonly project: ProjectStore };

const canvasPort = (flow: Flow, { frame, tidy, project }: PortParts): CanvasPort => {
  const middle = () => {
    const { left, top, width, height } = frame.current?.getBoundingClientRect() ?? new DOMRect();
    return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
  };
  /** The place of a card. A new one is not drawn yet, and has only the place of the design. */
  const boxOf = (id: TableId): Box | undefined => {
    const node = flow.getNode(id);
    if (node) return boxOfNode(node);
    const { placement } = tableView(project.getState().document, id);
    return placement ? { x: placement.x, y: placement.y, ...NEW_CARD } : undefined;
  };
  const isInView = ({ x, y, width, height }: Box) => {
    const { left, top, right, bottom } = frame.current?.getBoundingClientRect() ?? new DOMRect();
    const start = flow.flowToScreenPosition({ x, y });
    const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
    const isLegible = flow.getZoom() > LEGIBLE_ZOOM;
    return isLegible && start.x >= left && start.y >= top && end.x <= right && end.y <= bottom;
  };
  return {
    fit: tables =>
      void flow.fitView({
        ...fitOptions(frame.current),
        ...(tables === undefined ? {} : { nodes: tables.map(id => ({ id })) }),
      }),
    zoomIn: () => void flow.zoomIn(),
    zoomOut: () => void flow.zoomOut(),
    reveal(tables, below = 0) {
      const boxes = tables
        .map(boxOf)
        .filter(box => box !== undefined)
        .map(box => ({ ...box, height: box.height + below }));
      if (boxes.every(isInView)) return;
      const [box] = boxes;
      if (box && boxes.length === 1) {
        // At once, so that what is typed next reaches the card.
        const zoom = Math.min(1, Math.max(LEGIBLE_ZOOM, flow.getZoom()));
        void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom });
      } else {
        const nodes = tables.map(id => ({ id }));
        void flow.fitView({ nodes, maxZoom: 1, minZoom: LEGIBLE_ZOOM, padding: 0.3 });
      }
    },
    freePlace() {
      const { x, y } = middle();
      const preferred = { x: x - NEW_CARD.width / 2, y: y - NEW_CARD.height / 2 };
      return freePlace(preferred, NEW_CARD, flow.getNodes().map(boxOfNode));
    },
    boundsOf(tables) {
      const nodes = tables.filter(id => flow.getNode(id) !== undefined);
      return nodes.length === 0 ? null : flow.getNodesBounds(nodes);
    },
    focus: () => frame.current?.focus({ preventScroll: true }),
    tidy,
  };
};
