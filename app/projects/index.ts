/** Projects: the menu, the list, and the state of the last save. */
export { ProjectMenu } from "./project-menu.tsx";
export { ProjectsDialog } from "./projects-dialog.tsx";
export { createProjectsPort } from "./projects-port.ts";
export { RescueButton } from "./rescue-button.tsx";
export { SavedState } from "./saved-state.tsx";
