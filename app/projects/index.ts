/** Projects: the menu, the list, and the state of the last save. */
export { DamagedRowsDialog } from "./damaged-rows-dialog.tsx";
export { ElsewhereDialog } from "./elsewhere-dialog.tsx";
export { ProjectMenu } from "./project-menu.tsx";
export { ProjectsDialog } from "./projects-dialog.tsx";
export { createProjectsPort } from "./projects-port.ts";
export { Rescue } from "./rescue.tsx";
export { SavedState } from "./saved-state.tsx";
