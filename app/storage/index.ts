/** Projects in the storage of the browser. */
export { Autosave, notStored, type SaveState, type Stored } from "./autosave.ts";
export { type JournalEntry, readJournal } from "./journal.ts";
export { ProjectDatabase } from "./project-database.ts";
export { type LockListener, ProjectLock } from "./project-lock.ts";
export type { ProjectSummary } from "./project-summary.ts";
export {
  headerOf,
  type ProjectSnapshot,
  type ReadProject,
  readStoredProject,
} from "./stored-project.ts";
