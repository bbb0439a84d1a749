/** Projects in the storage of the browser. */
export { Autosave, notStored, type SaveState, type Stored } from "./autosave.ts";
export { clearJournal, type JournalEntry, readJournal, setAside } from "./journal.ts";
export { ProjectDatabase } from "./project-database.ts";
export { type LockListener, ProjectLock } from "./project-lock.ts";
export { type ProjectSummary, summaryOfUnsaved } from "./project-summary.ts";
export { storageReason } from "./storage-reason.ts";
export {
  headerOf,
  type ProjectSnapshot,
  type ReadProject,
  readStoredProject,
} from "./stored-project.ts";
