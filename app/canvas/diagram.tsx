// The diagram: cards and lines on a plane that pans and zooms.

import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  MiniMap,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from "@xyflow/react";
import { type MouseEvent, type RefObject, useMemo, useState } from "react";
import { addTableAt } from "../commands/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { classNames, useShownTheme } from "../ui/index.ts";
import { DetailByZoom } from "./detail.tsx";
import styles from "./diagram.module.css";
import { createEdgeReader } from "./read-edges.ts";
import { createNodeReader, type DiagramState } from "./read-nodes.ts";
import { RelationEdge } from "./relation-edge.tsx";
import { TableNode } from "./table-node.tsx";
import { fitOptions } from "./use-canvas-port.ts";
import { useConnecting } from "./use-connecting.ts";
import { useKeepFitted } from "./use-keep-fitted.ts";
import { useNodeChanges } from "./use-node-changes.ts";
import { ZoomBar } from "./zoom-bar.tsx";

const nodeTypes = { table: TableNode };
const edgeTypes = { relation: RelationEdge };
const multiSelectionKeys = ["Shift", "Control", "Meta"];
const connectionLine = { stroke: "var(--accent)", strokeWidth: 1.6 };
const manyTables = 30;
// Said for a moment whenever a row and its relation appear together, before the card has grown.
const handleNotYetThere = "008";

export function Diagram({ frame }: { readonly frame: RefObject<HTMLDivElement | null> }) {
  const bench = useWorkbench();
  const flow = useReactFlow();
  const theme = useShownTheme();
  const { moving, measured, onNodesChange, onEdgesChange } = useNodeChanges();
  const { connecting, onConnectStart, onConnectEnd } = useConnecting();
  const { nodes, edges } = useDiagram({ moving, measured });
  const onMoveStart = useKeepFitted(frame);

  const onDoubleClick = (event: MouseEvent) => {
    const onPane = event.target instanceof Element && event.target.matches(".react-flow__pane");
    if (!onPane) return;
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    addTableAt(bench, { x: point.x - 60, y: point.y - 17 });
  };
  return (
    <DetailByZoom>
      <ReactFlow
        className={classNames(styles.diagram, connecting && styles.connecting)}
        colorMode={theme}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnectStart={onConnectStart}
        onConnectEnd={onConnectEnd}
        onMoveStart={onMoveStart}
        onDoubleClick={onDoubleClick}
        onError={reportError}
        connectionMode={ConnectionMode.Loose}
        connectionLineStyle={connectionLine}
        connectionRadius={0}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={multiSelectionKeys}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        panOnScroll
        minZoom={0.04}
        maxZoom={2}
        fitView
        fitViewOptions={fitOptions}
        onlyRenderVisibleElements
        elevateNodesOnSelect
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} />
        <ZoomBar />
        {nodes.length > manyTables ? (
          <MiniMap pannable zoomable ariaLabel="Map of the diagram" className={styles.map} />
        ) : null}
      </ReactFlow>
    </DetailByZoom>
  );
}

function useDiagram({ moving, measured }: Pick<DiagramState, "moving" | "measured">) {
  const document = useProject(state => state.document);
  const selection = useProject(state => state.selection);
  const highlight = useProject(state => state.highlight);
  const [readNodes] = useState(createNodeReader);
  const [readEdges] = useState(createEdgeReader);
  const nodes = useMemo(
    () => readNodes({ document, selection, highlight, moving, measured }),
    [readNodes, document, selection, highlight, moving, measured],
  );
  const edges = useMemo(
    () => readEdges({ document, selection, highlight }),
    [readEdges, document, selection, highlight],
  );
  return { nodes, edges };
}

function reportError(code: string, message: string): void {
  if (code !== handleNotYetThere) console.warn(message);
}
