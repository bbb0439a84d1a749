/** Opens, saves and replaces the project: the one place where design, queries, rows and disk meet. */
import {
  type Diagnostic,
  mergeDocument,
  parseProjectFile,
  printProjectFile,
  type Report,
  report,
  type SchemaDocument,
} from "../../engine/index.ts";
import type {
  BuiltDatabase,
  DatabasePort,
  QueryStore,
  StoredQuery,
  Workbench,
} from "../state/index.ts";
import {
  Autosave,
  clearJournal,
  type ProjectDatabase,
  ProjectLock,
  readJournal,
  type StoredProject,
} from "../storage/index.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { DatabaseService, type ReadOptions } from "./database-service.ts";
import type { ImportInput, ImportPreview } from "./database-worker-service.ts";
import type { Sample } from "./samples.ts";
import { starterQueries } from "./starter-query.ts";

/** All of a project that is opened at once. */
type Opened = {
  readonly id: string;
  readonly name: string;
  readonly document: SchemaDocument;
  readonly queries: readonly StoredQuery[];
  readonly activeQuery?: string;
  /** Whether its queries run without asking. Those from a file or an import ask. */
  readonly trusted: boolean;
  readonly rows: Uint8Array | null;
};

export type ProjectControllerOptions = {
  readonly workbench: Workbench;
  readonly queries: QueryStore;
  readonly storage: ProjectDatabase;
};

const OPEN_ELSEWHERE = {
  title: "This project is open in another tab too",
  description: "The tab that changes it last overwrites the other. Close one of them.",
};

const documentOf = ({ records }: StoredProject): SchemaDocument => ({
  records: new Map(records.map(record => [record.id, record] as const)),
});

/** Older versions stored only projects whose queries ran without asking. */
const isTrusted = ({ trusted = true }: StoredProject): boolean => trusted;

export class ProjectController implements DatabasePort {
  readonly autosave: Autosave;
  readonly #workbench: Workbench;
  readonly #queries: QueryStore;
  readonly #storage: ProjectDatabase;
  readonly #database = new DatabaseService();
  readonly #lock = new ProjectLock();
  #id = "";
  /** Opening is no change that needs saving. */
  #opening = false;
  /** Whether there are changes that no file holds. */
  #changedSinceFile = false;

  constructor({ workbench, queries, storage }: ProjectControllerOptions) {
    this.#workbench = workbench;
    this.#queries = queries;
    this.#storage = storage;
    this.autosave = new Autosave({ database: storage, snapshot: () => this.#snapshot() });
    workbench.project.subscribe((state, before) => {
      if (state.document !== before.document || state.name !== before.name) this.#changed();
    });
    queries.subscribe(() => this.#changed());
  }

  /** The id of the open project. */
  get id(): string {
    return this.#id;
  }

  /** Opens what was open last; on the first visit, the sample. */
  async start(sample: () => Promise<Sample>): Promise<void> {
    const last = await this.#lastProject();
    if (last) this.#show(last);
    else await this.openSample(await sample());
  }

  async list(): Promise<readonly StoredProject[]> {
    return this.#storage.list();
  }

  async openStored(id: string): Promise<void> {
    await this.#leaveSafely();
    const stored = await this.#storage.read(id);
    if (stored) this.#show(await this.#withRows(stored));
  }

  async openSample({ file, name }: Sample): Promise<void> {
    const { value } = parseProjectFile(file);
    await this.#openNew({
      ...value,
      name,
      trusted: true,
      rows: value.rows === null ? null : fromBase64(value.rows),
    });
  }

  /** An empty project. */
  async create(): Promise<void> {
    const document = { records: new Map() };
    await this.#openNew({ name: "Untitled", document, queries: [], trusted: true, rows: null });
  }

  async remove(id: string): Promise<void> {
    await this.autosave.settled();
    await this.#storage.remove(id);
    if (id !== this.#id) return;
    this.autosave.forget();
    const [next] = await this.#storage.list();
    if (next) this.#show(await this.#withRows(next));
    else await this.create();
  }

  /** The project as the text of a file. */
  print(): string {
    const { name, document } = this.#workbench.project.getState();
    const { queries } = this.#queries.getState();
    const { rows } = this.#database;
    this.#changedSinceFile = false;
    return printProjectFile({ name, document, queries, rows: rows && toBase64(rows) });
  }

  /** Opens the text of a project file as a new project. */
  async openFile(text: string): Promise<readonly Diagnostic[]> {
    const { value, diagnostics } = parseProjectFile(text);
    if (diagnostics.some(found => found.severity === "error")) return diagnostics;
    const rows = value.rows === null ? null : fromBase64(value.rows);
    await this.#openNew({ ...value, trusted: false, rows });
    return diagnostics;
  }

  /** Reads another format. The project does not change until the result is added or opened. */
  readImport(input: ImportInput, options: ReadOptions): Promise<ImportPreview> {
    return this.#database.read(input, options);
  }

  /** Adds what was read to the open project, as one step. */
  async addImport(other: SchemaDocument): Promise<Report<void>> {
    const { project } = this.#workbench;
    const rows = await this.#database.accept(other);
    const { diagnostics } = project.edit("import", document => mergeDocument(document, { other }));
    this.autosave.rowsChanged(rows);
    return report(undefined, diagnostics);
  }

  /** Makes what was read a project of its own. */
  async openImport(name: string, document: SchemaDocument): Promise<void> {
    await this.#leaveSafely();
    this.#database.open(null);
    const rows = await this.#database.accept(document);
    const queries = starterQueries(document);
    await this.#openNew({ name, document, queries, trusted: false, rows });
  }

  current(): Promise<BuiltDatabase> {
    return this.#database.build(this.#id, this.#workbench.project.getState().document);
  }

  async keep({ project, document }: BuiltDatabase, database: Uint8Array): Promise<boolean> {
    if (project !== this.#id) return false;
    this.#changedSinceFile = true;
    this.autosave.rowsChanged(await this.#database.absorb(document, database));
    return true;
  }

  async #openNew(opened: Omit<Opened, "id">): Promise<void> {
    await this.#leaveSafely();
    this.#show({ ...opened, id: `project:${crypto.randomUUID()}` });
    if (opened.rows) this.autosave.rowsChanged(opened.rows);
    else this.autosave.changed();
  }

  /** @throws Error, for people to read, when leaving would lose what could not be saved. */
  async #leaveSafely(): Promise<void> {
    await this.autosave.settled();
    const failed = this.autosave.state.getState().kind === "failed";
    if (!failed || !this.#changedSinceFile) return;
    const { name } = this.#workbench.project.getState();
    throw new Error(`"${name}" is not saved in this browser. Save it as a file first.`);
  }

  #show({ id, name, document, queries, activeQuery, trusted, rows }: Opened): void {
    this.#opening = true;
    this.#changedSinceFile = false;
    this.autosave.forget();
    this.#id = id;
    this.#database.open(rows);
    this.#queries.open({ queries, active: activeQuery, trusted });
    this.#workbench.project.open({ name, document });
    this.#opening = false;
    void this.#lock.hold(id).then(alone => {
      if (!alone) this.#workbench.ports.tell(OPEN_ELSEWHERE);
    });
  }

  #changed(): void {
    if (this.#opening) return;
    this.#changedSinceFile = true;
    this.autosave.changed();
  }

  #snapshot(): StoredProject {
    const { name, document } = this.#workbench.project.getState();
    const { queries, active: activeQuery, trusted } = this.#queries.getState();
    const records = [...document.records.values()];
    return { id: this.#id, name, records, queries, activeQuery, trusted, savedAt: Date.now() };
  }

  /** The newest of what is stored and what was left in the journal. */
  async #lastProject(): Promise<Opened | null> {
    const journal = readJournal();
    // A browser that refuses storage is told of at the first save; the sample can be tried all the same.
    const [newest] = await this.#storage.list().catch(() => []);
    if (journal && journal.savedAt >= (newest?.savedAt ?? 0)) {
      return this.#takeOver(journal);
    }
    return newest ? this.#withRows(newest) : null;
  }

  /** The journal is cleared only when what it holds is stored. */
  async #takeOver(journal: StoredProject): Promise<Opened> {
    try {
      const opened = await this.#withRows(journal);
      await this.#storage.write(journal);
      clearJournal();
      return opened;
    } catch {
      return { ...journal, trusted: isTrusted(journal), document: documentOf(journal), rows: null };
    }
  }

  async #withRows(stored: StoredProject): Promise<Opened> {
    const { id, name, queries, activeQuery } = stored;
    const rows = await this.#storage.readRows(id);
    const [document, trusted] = [documentOf(stored), isTrusted(stored)];
    return { id, name, document, queries, activeQuery, trusted, rows };
  }
}
