/** Access to the state for components. */
export { type RunEdit, useEdit } from "./use-edit.ts";
export {
  useDocument,
  useProject,
  useWorkbench,
  useWorkspace,
  WorkbenchProvider,
} from "./workbench.tsx";
