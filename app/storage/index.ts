/** Projects in the storage of the browser. */
export { Autosave, type SaveState } from "./autosave.ts";
export { clearJournal, readJournal } from "./journal.ts";
export { ProjectDatabase, type ProjectSummary } from "./project-database.ts";
export { ProjectLock } from "./project-lock.ts";
export {
  headerOf,
  type ProjectSnapshot,
  type ReadProject,
  readStoredProject,
} from "./stored-project.ts";
