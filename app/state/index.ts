/** The state that panels share, without React. */
export { attempt, failureNotice } from "./attempt.ts";
export type { BuiltDatabase, DatabasePort } from "./database-port.ts";
export { allSteps, emptyHistory, type History, type Step } from "./history.ts";
export type {
  Bounds,
  CanvasPort,
  Notice,
  PanelsPort,
  Point,
  Ports,
  ProjectsPort,
  SearchPort,
} from "./ports.ts";
export {
  createProjectStore,
  type EditOptions,
  type Highlight,
  type Project,
  type ProjectState,
  type ProjectStore,
  type ProjectStoreOptions,
} from "./project-store.ts";
export {
  activeQuery,
  createQueryStore,
  type OpenQueries,
  type QueriesState,
  type QueryStore,
  type SavedQuery,
} from "./query-store.ts";
export {
  type AnnotationId,
  isEmptySelection,
  nothingSelected,
  type Selection,
  selectAnnotation,
  selectColumn,
  selectForeignKey,
  selectTables,
} from "./selection.ts";
export { historyNews, stepName } from "./step-name.ts";
export { createWorkbench, type PagePorts, type Workbench } from "./workbench.ts";
export {
  createWorkspaceStore,
  type DialogName,
  type Incoming,
  isPanelShown,
  type ScreenName,
  type SidePanel,
  screens,
  setPanelShown,
  type WorkspaceState,
  type WorkspaceStore,
} from "./workspace-store.ts";
