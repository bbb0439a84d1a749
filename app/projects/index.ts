/** Projects: which one is open, and whether it is safe. */
export { ProjectMenu } from "./project-menu.tsx";
export { ProjectsDialog } from "./projects-dialog.tsx";
export { RescueButton } from "./rescue-button.tsx";
export { SavedState } from "./saved-state.tsx";
