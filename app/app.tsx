/** The product: the window with all its parts. */
import { lazy, Suspense } from "react";
import { ErrorBoundary, TopBar } from "./frame/index.ts";
import { WorkbenchProvider } from "./hooks/index.ts";
import type { ProjectController } from "./project/index.ts";
import {
  DamagedRowsDialog,
  ElsewhereDialog,
  ProjectMenu,
  ProjectsDialog,
  Rescue,
  SavedState,
} from "./projects/index.ts";
import type { QueryScreenParts } from "./query-screen.tsx";
import { RunButton } from "./run-button.tsx";
import type { QueryStore, Workbench } from "./state/index.ts";
import { ProgressLine, TooltipProvider } from "./ui/index.ts";
import { Window } from "./window.tsx";

const ImportDialog = lazy(async () => ({
  default: (await import("./import/index.ts")).ImportDialog,
}));

const GuideDialog = lazy(async () => ({
  default: (await import("./learn/index.ts")).GuideDialog,
}));

export type AppProps = {
  readonly workbench: Workbench;
  readonly controller: ProjectController;
  readonly queries: QueryStore;
  readonly query: QueryScreenParts;
};

export const App = ({ workbench, controller, queries, query }: AppProps) => {
  const rescue = <Rescue {...{ workbench, controller }} />;
  const topBar = (
    <TopBar
      savedState={<SavedState controller={controller} />}
      projectMenu={<ProjectMenu controller={controller} />}
      primaryAction={<RunButton queries={queries} loadPlayground={query.loadPlayground} />}
    />
  );
  const queryScreen = (
    <Suspense fallback={<ProgressLine label="Loading the query screen" />}>
      <query.Screen />
    </Suspense>
  );
  const dialogs = (
    <>
      <Suspense>
        <ImportDialog controller={controller} />
        <GuideDialog />
      </Suspense>
      <ProjectsDialog controller={controller} />
      <ElsewhereDialog controller={controller} />
      <DamagedRowsDialog controller={controller} />
    </>
  );
  return (
    <ErrorBoundary part="The window" rescue={rescue}>
      <WorkbenchProvider workbench={workbench}>
        <TooltipProvider>
          <Window topBar={topBar} queryScreen={queryScreen} rescue={rescue} dialogs={dialogs} />
        </TooltipProvider>
      </WorkbenchProvider>
    </ErrorBoundary>
  );
};
