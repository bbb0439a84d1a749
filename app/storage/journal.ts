/**
 * What was not yet saved when the page went away. Writing here is immediate, where IndexedDB may be cut short
 * by the closing of the tab; the next start takes it over.
 */
import type { StoredProject } from "./project-database.ts";

const KEY = "stele.journal";

/** Keeps a project; a browser without room or leave for that keeps nothing, and there is no one left to tell. */
export const writeJournal = (project: StoredProject): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(project));
  } catch {
    clearJournal();
  }
};

/** What was kept, if it can still be read. */
export const readJournal = (): StoredProject | null => {
  try {
    const text = localStorage.getItem(KEY);
    // What we wrote ourselves, and cleared whenever it was taken over.
    return text === null ? null : (JSON.parse(text) as StoredProject);
  } catch {
    return null;
  }
};

export const clearJournal = (): void => {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Refused storage holds nothing to clear.
  }
};
