/** Reads the projects of this browser: what is stored, and what a closed page left in the journal. */
import {
  type Diagnostic,
  type SchemaDocument,
  type StoredQuery,
  warning,
} from "../../engine/index.ts";
import {
  type JournalEntry,
  notStored,
  type ProjectDatabase,
  type ProjectSummary,
  type ReadProject,
  readJournal,
  readStoredProject,
  type Stored,
  setAside,
  summaryOfUnsaved,
} from "../storage/index.ts";
import { type ExaminedRows, examineRows } from "./examine-rows.ts";

/** A project to open. */
export type Opened = ExaminedRows & {
  readonly id: string;
  readonly name: string;
  readonly document: SchemaDocument;
  readonly queries: readonly StoredQuery[];
  readonly activeQuery?: string;
  /** Whether its queries run without asking. Those from a file or an import ask. */
  readonly trusted: boolean;
  readonly stored: Stored;
  /** What was left out or lost. */
  readonly diagnostics: readonly Diagnostic[];
};

/** Unsaved changes that were set aside, as text. */
export type SetAside = {
  readonly text: string;
  /** "conflict": another tab has changed the project since. */
  readonly reason: "damaged" | "conflict";
};

const ROWS_LOST = warning(
  "rows-lost",
  "The last changes of rows were not saved, because the page was closed before.",
  { hint: "The design is as you left it; the rows are those that were saved before." },
);

/** Storage from a clock that was ahead does not hide newer changes. */
const momentOf = (savedAt: number): number => (savedAt > Date.now() ? 0 : savedAt);

/** Whether unsaved changes apply to what is stored, and no other tab has written since. */
const isBasedOn = ({ base, writingAt }: JournalEntry, stored: ReadProject): boolean =>
  base === null || base === stored.revision || writingAt === stored.savedAt;

export class ProjectReader {
  readonly #storage: ProjectDatabase;
  readonly #onSetAside: (changes: SetAside) => void;

  constructor(storage: ProjectDatabase, onSetAside: (changes: SetAside) => void) {
    this.#storage = storage;
    this.#onSetAside = onSetAside;
  }

  /** The projects of this browser, the latest first, with those that a closed page did not save. */
  async list(): Promise<readonly ProjectSummary[]> {
    return this.#withJournal(await this.#storage.list());
  }

  /** The projects to open at the start: damaged ones first, so that they are reported, then the latest. */
  async candidates(): Promise<readonly ProjectSummary[]> {
    // If the browser refuses storage, the first save reports it.
    const latestFirst = this.#withJournal(await this.#storage.list().catch(() => []));
    return [
      ...latestFirst.filter(({ damaged }) => damaged),
      ...latestFirst.filter(({ damaged }) => !damaged),
    ];
  }

  /**
   * Reads a project, with its unsaved changes if the page was closed before they were saved.
   * @throws Error with a message for the user when it cannot be read.
   */
  async read(id: string): Promise<Opened> {
    const content: unknown = await this.#storage.read(id);
    const { value, diagnostics } = readStoredProject(content);
    const entry = this.#unsaved().find(({ project }) => project.id === id);
    if (entry && (!value || entry.project.savedAt >= momentOf(value.savedAt))) {
      if (!value || isBasedOn(entry, value)) return this.#withUnsaved(entry, value);
      this.#onSetAside({ text: setAside(id), reason: "conflict" });
    }
    if (!value) throw new Error(messagesOf(diagnostics));
    return { ...value, ...(await this.#rowsOf(id)), stored: value, diagnostics };
  }

  /** The journal as it is now: other tabs write it too. */
  #unsaved(): readonly JournalEntry[] {
    const { entries, damaged } = readJournal();
    for (const text of damaged) this.#onSetAside({ text, reason: "damaged" });
    return entries;
  }

  #withJournal(stored: readonly ProjectSummary[]): readonly ProjectSummary[] {
    const byId = new Map(stored.map(project => [project.id, project]));
    for (const { project } of this.#unsaved()) {
      const { id, savedAt } = project;
      if (savedAt >= (byId.get(id)?.savedAt ?? 0)) byId.set(id, summaryOfUnsaved(project));
    }
    return [...byId.values()].toSorted((a, b) => b.savedAt - a.savedAt);
  }

  async #withUnsaved(entry: JournalEntry, stored: ReadProject | null): Promise<Opened> {
    const { project, rowsAt } = entry;
    const rowsLost = rowsAt !== null && (stored === null || stored.savedAt < rowsAt);
    return {
      ...project,
      ...(await this.#rowsOf(project.id)),
      stored: stored ?? notStored,
      diagnostics: [...(rowsLost ? [ROWS_LOST] : []), ...entry.diagnostics],
    };
  }

  /** @throws Error when the browser cannot read them: without them, the next kept run would replace them. */
  async #rowsOf(id: string): Promise<ExaminedRows> {
    return examineRows(await this.#storage.readRows(id));
  }
}

const messagesOf = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map(({ message }) => message).join(" ");
