/** Where projects are kept: the browser's disk, and files. */
export { Autosave, type SaveState } from "./autosave.ts";
export { clearJournal, readJournal } from "./journal.ts";
export { ProjectDatabase, type StoredProject } from "./project-database.ts";
export { ProjectLock } from "./project-lock.ts";
