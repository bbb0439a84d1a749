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

type Candidate = Pick<ProjectSummary, "id" | "name" | "savedAt"> & Partial<ProjectSummary>;

const ROWS_LOST = warning(
  "rows-lost",
  "The last changes of rows were not saved, because the page was closed before.",
  { hint: "The design is as you left it; the rows are those that were saved before." },
);

/** Storage from a clock that was ahead does not hide newer changes. */
const momentOf = (savedAt: number): number => (savedAt > Date.now() ? 0 : savedAt);

export class ProjectReader {
  readonly #storage: ProjectDatabase;
  readonly #unsaved: ReadonlyMap<string, JournalEntry>;
  /** Journal entries that could not be read, as text. */
  readonly damagedEntries: readonly string[];

  constructor(storage: ProjectDatabase) {
    const { entries, damaged } = readJournal();
    this.#storage = storage;
    this.#unsaved = new Map(entries.map(entry => [entry.project.id, entry]));
    this.damagedEntries = damaged;
  }

  /** The projects to open at the start: damaged ones first, so that they are reported, then the latest. */
  async candidates(): Promise<readonly Candidate[]> {
    // If the browser refuses storage, the first save reports it.
    const stored = await this.#storage.list().catch(() => []);
    const unsaved = [...this.#unsaved.values()].map(({ project }) => project);
    const byId = new Map<string, Candidate>(stored.map(project => [project.id, project]));
    for (const project of unsaved) byId.set(project.id, project);
    const latestFirst = [...byId.values()].toSorted((a, b) => b.savedAt - a.savedAt);
    const isDamaged = ({ damaged = false }: Candidate) => damaged;
    return [
      ...latestFirst.filter(isDamaged),
      ...latestFirst.filter(candidate => !isDamaged(candidate)),
    ];
  }

  /**
   * Reads a project, with its unsaved changes if the page was closed before they were saved.
   * @throws Error with a message for the user when it cannot be read.
   */
  async read(id: string): Promise<Opened> {
    const content: unknown = await this.#storage.read(id);
    const { value, diagnostics } = readStoredProject(content);
    const entry = this.#unsaved.get(id);
    if (entry && (!value || entry.project.savedAt >= momentOf(value.savedAt))) {
      return this.#withUnsaved(entry, value);
    }
    if (!value) throw new Error(messagesOf(diagnostics));
    return { ...value, ...(await this.#rowsOf(id)), stored: value, diagnostics };
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
