/** The product: the window with all its parts. */
import { lazy, Suspense, useState } from "react";
import { App } from "./app.tsx";
import { ExportPanel } from "./export/index.ts";

import type { ProjectController } from "./project/index.ts";
import { ProjectMenu, ProjectsDialog, RescueButton, SavedState } from "./projects/index.ts";
import type { QuerySlot } from "./query-slot.tsx";
import type { Workbench } from "./state/index.ts";

const ImportDialog = lazy(async () => ({
  default: (await import("./import/index.ts")).ImportDialog,
}));

const GuideDialog = lazy(async () => ({
  default: (await import("./learn/index.ts")).GuideDialog,
}));

export type SteleProps = {
  readonly workbench: Workbench;
  readonly controller: ProjectController;
  readonly query: QuerySlot;
};

export const Stele = ({ workbench, controller, query }: SteleProps) => {
  const [listing, setListing] = useState(false);
  return (
    <App
      workbench={workbench}
      query={query.screen}
      export={<ExportPanel />}
      savedState={<SavedState controller={controller} />}
      projectMenu={<ProjectMenu controller={controller} onList={() => setListing(true)} />}
      primaryAction={query.runButton}
      status="SQLite in this page"
      rescue={<RescueButton controller={controller} workbench={workbench} />}
      overlays={
        <>
          <Suspense>
            <ImportDialog controller={controller} />
            <GuideDialog />
          </Suspense>
          <ProjectsDialog
            controller={controller}
            open={listing}
            onClose={() => setListing(false)}
          />
        </>
      }
    />
  );
};
