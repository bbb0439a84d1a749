/**
 * The unsaved state of a project when the page closes. Local storage is synchronous, whereas IndexedDB may be
 * interrupted when the tab closes. The next start reads it.
 */
import type { ProjectSnapshot, StoredProject } from "./stored-project.ts";

const KEY = "stele.journal";

/** Writes a project without its rows. Does nothing if the browser refuses storage. */
export const writeJournal = ({ header, document }: ProjectSnapshot): void => {
  const project: StoredProject = { ...header, records: [...document.records.values()] };
  try {
    localStorage.setItem(KEY, JSON.stringify(project));
  } catch {
    clearJournal();
  }
};

/** The stored form of the project in the journal, for `readStoredProject`; null if there is none. */
export const readJournal = (): unknown => {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
};

export const clearJournal = (): void => {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Without storage there is nothing to clear.
  }
};
