/** The diagram: cards and lines that can be panned and zoomed. */
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from "@xyflow/react";
import { type MouseEvent, type RefObject, useMemo, useState } from "react";
import { addTableAt } from "../commands/index.ts";
import { useProject, useWorkbench, useWorkspace } from "../hooks/index.ts";
import { nothingSelected } from "../state/index.ts";
import { classNames, useShownTheme } from "../ui/index.ts";
import { annotationNodes } from "./annotations/annotation-nodes.ts";
import { AreaNode } from "./annotations/area-node.tsx";
import { NoteNode } from "./annotations/note-node.tsx";
import { DetailByZoom } from "./detail.tsx";
import styles from "./diagram.module.css";
import { DropHint } from "./drop-hint.tsx";
import { FarNameLayer } from "./far-name-layer.tsx";
import { lowestZoom } from "./fit.ts";
import { LineLayer } from "./line-layer.tsx";
import { createLineReader } from "./read-lines.ts";
import { boxOfNode, createNodeReader, type DiagramState } from "./read-nodes.ts";
import { SmallMap } from "./small-map.tsx";
import { TableNode } from "./table-node.tsx";
import { useConnecting } from "./use-connecting.ts";
import { useKeepFitted } from "./use-keep-fitted.ts";
import { useNodeChanges } from "./use-node-changes.ts";
import { useTapRelating } from "./use-tap-relating.ts";
import { ZoomBar } from "./zoom-bar.tsx";

const NODE_TYPES = { table: TableNode, area: AreaNode, note: NoteNode };
const MULTI_SELECTION_KEYS = ["Shift", "Control", "Meta"];
const CONNECTION_LINE = { stroke: "var(--accent)", strokeWidth: 1.6 };
const MANY_TABLES = 30;

export const Diagram = ({ frame }: { readonly frame: RefObject<HTMLDivElement | null> }) => {
  const { project } = useWorkbench();
  const theme = useShownTheme();
  const { moving, onNodesChange } = useNodeChanges();
  const { from: dragged, onConnectStart, onConnectEnd } = useConnecting();
  const tapped = useWorkspace(state => state.relating);
  const from = dragged ?? tapped;
  useTapRelating(frame);
  const { nodes, cards, lines } = useDiagram(moving);
  const minZoom = useMemo(() => lowestZoom(nodes.map(boxOfNode)), [nodes]);
  const onMoveStart = useKeepFitted(frame);
  const onDoubleClick = useAddOnDoubleClick();
  return (
    <DetailByZoom>
      <ReactFlow
        className={classNames(styles.diagram, from !== null && styles.connecting)}
        colorMode={theme}
        nodes={nodes}
        nodeTypes={NODE_TYPES}
        onNodesChange={onNodesChange}
        onConnectStart={onConnectStart}
        onConnectEnd={onConnectEnd}
        onMoveStart={onMoveStart}
        onDoubleClick={onDoubleClick}
        onPaneClick={() => project.select(nothingSelected)}
        connectionMode={ConnectionMode.Loose}
        connectionLineStyle={CONNECTION_LINE}
        connectionRadius={0}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={MULTI_SELECTION_KEYS}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        panOnScroll
        minZoom={minZoom}
        maxZoom={2}
        autoPanSpeed={4}
        onlyRenderVisibleElements
        elevateNodesOnSelect
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} />
        <LineLayer lines={lines} />
        {from === null ? null : <DropHint from={from} />}
        <ZoomBar />
        <FarNameLayer nodes={cards} />
        {cards.length > MANY_TABLES ? <SmallMap nodes={nodes} /> : null}
      </ReactFlow>
    </DetailByZoom>
  );
};

/** Adds a table where the empty diagram is double-clicked. */
const useAddOnDoubleClick = () => {
  const bench = useWorkbench();
  const flow = useReactFlow();
  return (event: MouseEvent) => {
    const onPane = event.target instanceof Element && event.target.matches(".react-flow__pane");
    if (!onPane) return;
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    addTableAt(bench, { x: point.x - 60, y: point.y - 17 });
  };
};

/** The cards and the lines of the diagram. */
const useDiagram = (moving: DiagramState["moving"]) => {
  const document = useProject(state => state.document);
  const selection = useProject(state => state.selection);
  const highlight = useProject(state => state.highlight);
  const [readNodes] = useState(createNodeReader);
  const [readLines] = useState(createLineReader);
  const nodes = useMemo(
    () => readNodes({ document, selection, highlight, moving }),
    [readNodes, document, selection, highlight, moving],
  );
  const lines = useMemo(
    () => readLines({ document, selection, highlight, nodes, moving }),
    [readLines, document, selection, highlight, nodes, moving],
  );
  const annotations = useMemo(
    () => annotationNodes({ document, selection, moving }),
    [document, selection, moving],
  );
  const all = useMemo(() => [...annotations, ...nodes], [annotations, nodes]);
  return { nodes: all, cards: nodes, lines };
};
