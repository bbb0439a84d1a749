/** Access to the state for components. */
export { useAttempt } from "./use-attempt.ts";
export { type RunEdit, useEdit } from "./use-edit.ts";
export {
  useDocument,
  useProject,
  useWorkbench,
  useWorkspace,
  WorkbenchProvider,
} from "./workbench.tsx";
