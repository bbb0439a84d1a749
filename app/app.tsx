/** The window: top bar, status bar, the diagram, and the panels of the screen. */
import { Fragment, type ReactNode } from "react";
import styles from "./app.module.css";
import { Canvas } from "./canvas/index.ts";
import {
  ErrorBoundary,
  Palette,
  StatusBar,
  TopBar,
  useIncoming,
  useShortcuts,
} from "./frame/index.ts";
import { useWorkspace, WorkbenchProvider } from "./hooks/index.ts";
import { AddRelationDialog, Inspector } from "./inspector/index.ts";
import { Outline } from "./outline/index.ts";
import { ProblemList, ProblemsButton } from "./problems/index.ts";
import type { ScreenName, Workbench } from "./state/index.ts";
import { Panel, PanelHandle, Panels, ToastRegion, TooltipProvider } from "./ui/index.ts";

/** Elements that other parts of the product place in the window. */
export type AppSlots = {
  readonly query?: ReactNode;
  readonly export?: ReactNode;
  readonly savedState?: ReactNode;
  readonly projectMenu?: ReactNode;
  readonly primaryAction?: ReactNode;
  readonly status?: ReactNode;
  /** The button that saves the project as a file, shown after an error. */
  readonly rescue?: ReactNode;
  /** Dialogs. */
  readonly overlays?: ReactNode;
};

export type AppProps = AppSlots & {
  readonly workbench: Workbench;
};

export const App = ({ workbench, ...slots }: AppProps) => (
  <ErrorBoundary part="The window" rescue={slots.rescue}>
    <WorkbenchProvider workbench={workbench}>
      <TooltipProvider>
        <Window {...slots} />
      </TooltipProvider>
    </WorkbenchProvider>
  </ErrorBoundary>
);

const Window = (slots: AppSlots) => {
  useShortcuts();
  useIncoming();
  const screen = useWorkspace(state => state.screen);
  const outline = useWorkspace(state => state.outline);
  const side = useSide(screen, slots);
  const panels = [outline && "outline", "middle", side?.id].filter(id => typeof id === "string");
  return (
    <div className={styles.window}>
      <TopBar
        savedState={slots.savedState}
        projectMenu={slots.projectMenu}
        primaryAction={slots.primaryAction}
      />
      <main className={styles.body}>
        <Panels id="window" direction="horizontal" panels={panels}>
          {outline ? (
            <>
              <Panel id="outline" size={228} minimum={160} maximum={420} fixed>
                <Outline />
              </Panel>
              <PanelHandle label="Width of the list of tables" />
            </>
          ) : null}
          <Panel id="middle" minimum={240}>
            <Middle screen={screen} slots={slots} />
          </Panel>
          {side === undefined ? null : (
            <Fragment key={side.id}>
              <PanelHandle label={`Width of the ${side.id}`} />
              <Panel id={side.id} size={side.size} minimum={220} fixed={side.fixed}>
                {side.content}
              </Panel>
            </Fragment>
          )}
        </Panels>
      </main>
      <StatusBar left={<ProblemsButton />} right={slots.status} />
      <Palette />
      <AddRelationDialog />
      {slots.overlays}
      <ToastRegion />
    </div>
  );
};

type Side = {
  readonly id: string;
  readonly size: number | string;
  readonly fixed: boolean;
  readonly content: ReactNode;
};

const useSide = (screen: ScreenName, slots: AppSlots): Side | undefined => {
  const inspector = useWorkspace(state => state.inspector);
  if (screen === "design" && inspector) {
    return { id: "inspector", size: 288, fixed: true, content: <Inspector /> };
  }
  if (screen === "export" && slots.export !== undefined) {
    return { id: "export", size: "52%", fixed: false, content: slots.export };
  }
  return undefined;
};

type MiddleProps = {
  readonly screen: ScreenName;
  readonly slots: AppSlots;
};

/** The diagram, which keeps its state across screens, and the panel below it. */
const Middle = ({ screen, slots }: MiddleProps) => {
  const problems = useWorkspace(state => state.problems);
  const showsQuery = screen === "query" && slots.query !== undefined;
  const below = showsQuery ? "query" : screen === "design" && problems ? "problems" : undefined;
  return (
    <Panels
      id="middle-split"
      direction="vertical"
      panels={below === undefined ? ["canvas"] : ["canvas", below]}
    >
      <Panel id="canvas" minimum={120}>
        <ErrorBoundary part="The diagram" rescue={slots.rescue}>
          <Canvas />
        </ErrorBoundary>
      </Panel>
      {below === undefined ? null : (
        <Fragment key={below}>
          <PanelHandle label={`Height of the ${below}`} />
          <Panel id={below} size={below === "query" ? "55%" : 168} minimum={80}>
            {below === "query" ? slots.query : <ProblemList />}
          </Panel>
        </Fragment>
      )}
    </Panels>
  );
};
