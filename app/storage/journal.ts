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

/** What the storage had of a project when its unsaved changes were written here. Times are milliseconds since 1970. */
export type JournalBase = {
  /**
   * When the save that carries changed rows is marked as done; the journal has no room for rows. Null if no rows had
   * changed.
   */
  readonly rowsAt: number | null;
  /** The revision in storage to which the changes apply; null in entries of earlier versions. */
  readonly base: number | null;
  /** When a save that was running is marked as done; null if none was running. */
  readonly writingAt: number | null;
};

/** An unsaved project. */
export type JournalEntry = JournalBase & {
  readonly project: ReadProject;
  readonly diagnostics: readonly Diagnostic[];
};

export type Journal = {
  readonly entries: readonly JournalEntry[];
  /** What could not be read. It was set aside under another name, and nothing deletes it. */
  readonly damaged: readonly string[];
};

const keyOf = (project: string): string => `${PREFIX}.${project}`;

/** Writes a project without its rows; false if the browser refuses. */
export const writeJournal = ({ header, document }: ProjectSnapshot, base: JournalBase): boolean => {
  const project: StoredProject = { ...header, records: [...document.records.values()] };
  try {
    localStorage.setItem(keyOf(header.id), JSON.stringify({ ...project, ...base }));
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
    const place = entry ? keyOf(entry.project.id) : asideOf(key);
    if (place !== key) move(key, place, text);
  }
  return { entries, damaged };
};

/** Sets the unsaved state of a project aside, and returns it as text. */
export const setAside = (project: string): string => {
  const key = keyOf(project);
  const text = localStorage.getItem(key) ?? "";
  move(key, asideOf(key), text);
  return text;
};

/** A free place for what is set aside. */
const asideOf = (key: string): string => {
  let place = `${ASIDE}${key.slice(PREFIX.length)}`;
  while (localStorage.getItem(place) !== null) place += "+";
  return place;
};

const journalKeys = (): readonly string[] => {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index));
    return keys.filter(key => key !== null).filter(key => key.startsWith(PREFIX));
  } catch {
    return [];
  }
};

const numberOrNull = v.fallback(v.nullable(v.number()), null);
const baseSchema = v.object({ rowsAt: numberOrNull, base: numberOrNull, writingAt: numberOrNull });

const readEntry = (text: string): JournalEntry | null => {
  try {
    const stored: unknown = JSON.parse(text);
    const { value, diagnostics } = readStoredProject(stored);
    return value && { project: value, diagnostics, ...v.parse(baseSchema, stored) };
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
