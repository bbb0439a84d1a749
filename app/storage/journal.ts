/**
 * The unsaved state of projects when the page closes. Local storage is synchronous, whereas IndexedDB may be
 * interrupted when the tab closes. The project is read from here when it is opened again.
 */
import * as v from "valibot";
import type { Diagnostic } from "../../engine/index.ts";
import {
  type ProjectSnapshot,
  type ReadProject,
  readStoredProject,
  type StoredProject,
} from "./stored-project.ts";

const PREFIX = "stele.journal";
const ASIDE = "stele.damaged";

/** An unsaved project. */
export type JournalEntry = {
  readonly project: ReadProject;
  readonly diagnostics: readonly Diagnostic[];
  /**
   * When the save that carries changed rows is marked as done, in milliseconds since 1970; the journal has no room
   * for rows. Null if no rows had changed.
   */
  readonly rowsAt: number | null;
};

export type Journal = {
  readonly entries: readonly JournalEntry[];
  /** What could not be read. It was set aside under another name, and nothing deletes it. */
  readonly damaged: readonly string[];
};

const keyOf = (project: string): string => `${PREFIX}.${project}`;

/** Writes a project without its rows; false if the browser refuses. */
export const writeJournal = (
  { header, document }: ProjectSnapshot,
  rowsAt: number | null,
): boolean => {
  const project: StoredProject = { ...header, records: [...document.records.values()] };
  try {
    localStorage.setItem(keyOf(header.id), JSON.stringify({ ...project, rowsAt }));
    return true;
  } catch {
    clearJournal(header.id);
    return false;
  }
};

/** Forgets the unsaved state of a project. */
export const clearJournal = (project: string): void => {
  try {
    localStorage.removeItem(keyOf(project));
  } catch {
    // Without storage there is nothing to clear.
  }
};

/** All unsaved projects. Damaged entries are set aside. */
export const readJournal = (): Journal => {
  const entries: JournalEntry[] = [];
  const damaged: string[] = [];
  for (const key of journalKeys()) {
    const text = localStorage.getItem(key) ?? "";
    const entry = readEntry(text);
    if (entry) entries.push(entry);
    else damaged.push(text);
    const place = entry ? keyOf(entry.project.id) : `${ASIDE}${key.slice(PREFIX.length)}`;
    if (place !== key) move(key, place, text);
  }
  return { entries, damaged };
};

const journalKeys = (): readonly string[] => {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index));
    return keys.filter(key => key !== null).filter(key => key.startsWith(PREFIX));
  } catch {
    return [];
  }
};

const rowsSchema = v.object({ rowsAt: v.optional(v.nullable(v.number()), null) });

const readEntry = (text: string): JournalEntry | null => {
  try {
    const stored: unknown = JSON.parse(text);
    const { value, diagnostics } = readStoredProject(stored);
    const rows = v.safeParse(rowsSchema, stored);
    const rowsAt = rows.success ? rows.output.rowsAt : null;
    return value && { project: value, diagnostics, rowsAt };
  } catch {
    return null;
  }
};

/** Moves what is damaged aside, and what earlier versions wrote under a key without an id to its key. */
const move = (from: string, to: string, text: string): void => {
  try {
    localStorage.setItem(to, text);
    localStorage.removeItem(from);
  } catch {
    // Without room it stays where it is.
  }
};
