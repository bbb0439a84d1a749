/** The window: top bar, status bar, the diagram, and the panels of the screen. */
import { Fragment, type ReactNode, useRef } from "react";
import { Canvas, PictureDialog } from "./canvas/index.ts";
import { ExportPanel } from "./export/index.ts";
import {
  Announcer,
  ErrorBoundary,
  Palette,
  StatusBar,
  useClipboard,
  useIncoming,
  usePanelMoves,
  useShortcuts,
} from "./frame/index.ts";
import { useWorkspace } from "./hooks/index.ts";
import { AddRelationDialog, DeletionDialog, Inspector } from "./inspector/index.ts";
import { Outline } from "./outline/index.ts";
import { ProblemList, ProblemsButton } from "./problems/index.ts";
import { Sheets } from "./sheets.tsx";
import { Panel, PanelHandle, Panels, ToastRegion } from "./ui/index.ts";
import styles from "./window.module.css";

type Props = {
  readonly topBar: ReactNode;
  readonly queryScreen: ReactNode;
  /** The ways out, shown after an error. */
  readonly rescue: ReactNode;
  readonly dialogs: ReactNode;
};

export const Window = ({ topBar, queryScreen, rescue, dialogs }: Props) => {
  useShortcuts();
  useIncoming();
  useClipboard();
  const body = useRef<HTMLElement>(null);
  usePanelMoves(body);
  const outline = useWorkspace(state => state.outline && !state.compact);
  const side = useSide();
  const panels = [outline && "outline", "middle", side?.id].filter(id => typeof id === "string");
  return (
    <div className={styles.window}>
      {topBar}
      <main ref={body} className={styles.body}>
        <Panels id="window" direction="horizontal" panels={panels}>
          {outline ? <OutlinePanel /> : null}
          <Panel id="middle" minimum={240}>
            <Middle queryScreen={queryScreen} rescue={rescue} />
          </Panel>
          {side === undefined ? null : <SidePanel key={side.id} side={side} />}
        </Panels>
      </main>
      <StatusBar left={<ProblemsButton />} right="SQLite in this page" />
      <Sheets />
      <Announcer />
      <Palette />
      <AddRelationDialog />
      <DeletionDialog />
      <PictureDialog />
      {dialogs}
      <ToastRegion />
    </div>
  );
};

const OutlinePanel = () => (
  <>
    <Panel id="outline" size={228} minimum={160} maximum={420} fixed>
      <Outline />
    </Panel>
    <PanelHandle label="Width of the list of tables" />
  </>
);

type Side = {
  readonly id: string;
  readonly size: number | string;
  readonly fixed: boolean;
  readonly content: ReactNode;
};

const SidePanel = ({ side }: { readonly side: Side }) => (
  <>
    <PanelHandle label={`Width of the ${side.id}`} />
    <Panel id={side.id} size={side.size} minimum={220} fixed={side.fixed}>
      {side.content}
    </Panel>
  </>
);

const useSide = (): Side | undefined => {
  const screen = useWorkspace(state => state.screen);
  const inspector = useWorkspace(state => state.inspector);
  const compact = useWorkspace(state => state.compact);
  if (compact) return undefined;
  if (screen === "design" && inspector) {
    return { id: "inspector", size: 288, fixed: true, content: <Inspector /> };
  }
  if (screen === "export") {
    return { id: "export", size: "52%", fixed: false, content: <ExportPanel /> };
  }
  return undefined;
};

/** The diagram, which keeps its state across screens, and the panel below it. */
const Middle = ({ queryScreen, rescue }: Pick<Props, "queryScreen" | "rescue">) => {
  const below = useBelow(queryScreen);
  return (
    <Panels
      id="middle-split"
      direction="vertical"
      panels={below === null ? ["canvas"] : ["canvas", below.id]}
    >
      <Panel id="canvas" minimum={120}>
        <ErrorBoundary part="The diagram" rescue={rescue}>
          <Canvas />
        </ErrorBoundary>
      </Panel>
      {below === null ? null : (
        <Fragment key={below.id}>
          <PanelHandle label={`Height of the ${below.id}`} />
          <Panel id={below.id} size={below.size} minimum={80}>
            {below.content}
          </Panel>
        </Fragment>
      )}
    </Panels>
  );
};

/** The panel below the diagram, if the screen has one. */
const useBelow = (queryScreen: ReactNode) => {
  const screen = useWorkspace(state => state.screen);
  const problems = useWorkspace(state => state.problems);
  const compact = useWorkspace(state => state.compact);
  if (screen === "query") return { id: "query", size: "55%", content: queryScreen };
  if (screen === "export" && compact) {
    return { id: "export-below", size: "65%", content: <ExportPanel /> };
  }
  return screen === "design" && problems
    ? { id: "problems", size: 168, content: <ProblemList /> }
    : null;
};
