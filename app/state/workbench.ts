/** The context of commands: project, window and panels. */
import { randomIds } from "../../engine/index.ts";
import type { Ports } from "./ports.ts";
import { createProjectStore, type Project, type ProjectStore } from "./project-store.ts";
import { createWorkspaceStore, type WorkspaceStore } from "./workspace-store.ts";

export type Workbench = {
  readonly project: ProjectStore;
  readonly workspace: WorkspaceStore;
  readonly ports: Ports;
};

export type PagePorts = Pick<Ports, "notify" | "switchTheme">;

export const createWorkbench = (page: PagePorts, initial?: Project): Workbench => ({
  project: createProjectStore({
    newId: randomIds(Math.random),
    ...(initial === undefined ? {} : { initial }),
  }),
  workspace: createWorkspaceStore(),
  ports: { ...page, canvas: null, search: null, panels: null, projects: null },
});
