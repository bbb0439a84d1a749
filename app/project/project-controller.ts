/** Opens, saves and replaces the project: connects the design, queries, rows and storage. */
import {
  type Diagnostic,
  emptyDocument,
  isError,
  mergeDocument,
  parseProjectFile,
  printProjectFile,
  type Report,
  report,
  type SchemaDocument,
  type StoredQuery,
} from "../../engine/index.ts";
import type { BuiltDatabase, DatabasePort, QueryStore, Workbench } from "../state/index.ts";
import {
  Autosave,
  headerOf,
  type ProjectDatabase,
  ProjectLock,
  type ProjectSnapshot,
  type ProjectSummary,
  readJournal,
  readStoredProject,
} from "../storage/index.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { DatabaseService, type ReadOptions } from "./database-service.ts";
import type { ImportInput, ImportPreview } from "./database-worker-service.ts";
import type { Sample } from "./samples.ts";
import { starterQueries } from "./starter-query.ts";

/** A project to open. */
type Opened = {
  readonly id: string;
  readonly name: string;
  readonly document: SchemaDocument;
  readonly queries: readonly StoredQuery[];
  readonly activeQuery?: string;
  /** Whether its queries run without asking. Those from a file or an import ask. */
  readonly trusted: boolean;
  readonly rows: Uint8Array | null;
  /** The document in storage; empty for a project that is not stored. */
  readonly stored: SchemaDocument;
};

export type ProjectControllerOptions = {
  readonly workbench: Workbench;
  readonly queries: QueryStore;
  readonly storage: ProjectDatabase;
  readonly database?: DatabaseService;
  readonly lock?: Pick<ProjectLock, "hold">;
};

const MAX_NOTICES = 3;

const OPEN_ELSEWHERE = {
  title: "This project is open in another tab too",
  description: "The tab that changes it last overwrites the other. Close one of them.",
};

export class ProjectController implements DatabasePort {
  readonly autosave: Autosave;
  readonly #workbench: Workbench;
  readonly #queries: QueryStore;
  readonly #storage: ProjectDatabase;
  readonly #database: DatabaseService;
  readonly #lock: Pick<ProjectLock, "hold">;
  #id = "";
  /** Whether a project is being opened, which is not a change. */
  #opening = false;
  /** The rows of a run that are being kept; another project opens after them. */
  #keeping: Promise<unknown> = Promise.resolve();
  /** Whether there are changes since the project was saved as a file. */
  #changedSinceFile = false;

  constructor({ workbench, queries, storage, ...options }: ProjectControllerOptions) {
    this.#database = options.database ?? new DatabaseService();
    this.#lock = options.lock ?? new ProjectLock();
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

  /** Opens the latest project; on the first visit, the sample. */
  async start(sample: () => Promise<Sample>): Promise<void> {
    const last = await this.#lastProject();
    if (!last) return this.openSample(await sample());
    this.#show(last);
    if (last.stored !== last.document) this.autosave.changed();
  }

  async list(): Promise<readonly ProjectSummary[]> {
    return this.#storage.list();
  }

  async openStored(id: string): Promise<void> {
    const opened = await this.#readStored(id);
    await this.#leaveSafely();
    this.#show(opened);
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
    await this.#keeping;
    await this.autosave.settled();
    await this.#storage.remove(id);
    if (id !== this.#id) return;
    this.autosave.open(emptyDocument);
    const [next] = await this.#storage.list();
    if (next) this.#show(await this.#readStored(next.id));
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
    if (diagnostics.some(isError)) return diagnostics;
    const rows = value.rows === null ? null : fromBase64(value.rows);
    await this.#openNew({ ...value, trusted: false, rows });
    return diagnostics;
  }

  /** Reads another format. The project does not change until the result is added or opened. */
  readImport(input: ImportInput, options: ReadOptions): Promise<ImportPreview> {
    return this.#database.read(input, options);
  }

  /**
   * Adds the result of an import to the open project, as one step.
   * @throws Error with a message for the user when another project was opened meanwhile.
   */
  async addImport(other: SchemaDocument): Promise<Report<void>> {
    const { project } = this.#workbench;
    const { name } = project.getState();
    if (!(await this.#database.addImported(other))) {
      throw new Error(`Nothing was added: "${name}" was closed meanwhile. Import again.`);
    }
    const { diagnostics } = project.edit("import", document => mergeDocument(document, { other }));
    this.autosave.rowsChanged();
    return report(undefined, diagnostics);
  }

  /** Opens the result of an import as a new project. */
  async openImport(name: string, document: SchemaDocument): Promise<void> {
    const rows = await this.#database.importedRows(document);
    const queries = starterQueries(document);
    await this.#openNew({ name, document, queries, trusted: false, rows });
  }

  current(): Promise<BuiltDatabase | null> {
    return this.#database.build(this.#id, this.#workbench.project.getState().document);
  }

  keep(built: BuiltDatabase, database: Uint8Array): Promise<boolean> {
    const keeping = this.#keepRows(built, database);
    this.#keeping = keeping.catch(() => undefined);
    return keeping;
  }

  async #keepRows({ project, document }: BuiltDatabase, database: Uint8Array): Promise<boolean> {
    if (project !== this.#id) return false;
    if (!(await this.#database.absorb(document, database))) return false;
    this.#changedSinceFile = true;
    this.autosave.rowsChanged();
    return true;
  }

  async #openNew(opened: Omit<Opened, "id" | "stored">): Promise<void> {
    await this.#leaveSafely();
    this.#show({ ...opened, id: `project:${crypto.randomUUID()}`, stored: emptyDocument });
    if (opened.rows) this.autosave.rowsChanged();
    else this.autosave.changed();
  }

  /** @throws Error with a message for the user when leaving would lose unsaved changes. */
  async #leaveSafely(): Promise<void> {
    await this.#keeping;
    await this.autosave.settled();
    const failed = this.autosave.state.getState().kind === "failed";
    if (!failed || !this.#changedSinceFile) return;
    const { name } = this.#workbench.project.getState();
    throw new Error(`"${name}" is not saved in this browser. Save it as a file first.`);
  }

  #show({ id, name, document, queries, activeQuery, trusted, rows, stored }: Opened): void {
    this.#opening = true;
    this.#changedSinceFile = false;
    this.autosave.open(stored);
    this.#id = id;
    this.#database.open(rows);
    this.#queries.open({ queries, active: activeQuery, trusted });
    this.#workbench.project.open({ name, document });
    this.#opening = false;
    void this.#lock.hold(id).then(alone => {
      if (!alone) this.#workbench.ports.notify(OPEN_ELSEWHERE);
    });
  }

  #changed(): void {
    if (this.#opening) return;
    this.#changedSinceFile = true;
    this.autosave.changed();
  }

  #snapshot(): ProjectSnapshot {
    const { name, document } = this.#workbench.project.getState();
    const { queries, active: activeQuery, trusted } = this.#queries.getState();
    const fields = { id: this.#id, name, queries, activeQuery, trusted, savedAt: Date.now() };
    return { header: headerOf(fields), document, rows: this.#database.rows };
  }

  /** The latest project, in storage or in the journal. A project that cannot be read is skipped and reported. */
  async #lastProject(): Promise<Opened | null> {
    // If the browser refuses storage, the first save reports it.
    const projects = await this.#storage.list().catch(() => []);
    const unsaved = await this.#fromJournal(projects[0]?.savedAt ?? 0);
    if (unsaved) return unsaved;
    for (const { id, name } of projects) {
      try {
        return await this.#readStored(id);
      } catch (thrown) {
        const description = thrown instanceof Error ? thrown.message : String(thrown);
        this.#workbench.ports.notify({ title: `"${name}" could not be opened`, description });
      }
    }
    return null;
  }

  /** The project of the journal, if it is not older than what is stored. */
  async #fromJournal(latest: number): Promise<Opened | null> {
    const journal = readJournal();
    const { value } = readStoredProject(journal);
    if (!value || value.savedAt < latest) return null;
    const rows = await this.#storage.readRows(value.id).catch(() => null);
    const stored = readStoredProject(await this.#storage.read(value.id).catch(() => undefined));
    return { ...value, rows, stored: stored.value?.document ?? emptyDocument };
  }

  /** @throws Error with a message for the user when the project cannot be read. */
  async #readStored(id: string): Promise<Opened> {
    const { value, diagnostics } = readStoredProject(await this.#storage.read(id));
    if (!value) throw new Error(diagnostics.map(({ message }) => message).join(" "));
    this.#report(diagnostics);
    const rows = await this.#storage.readRows(id);
    return { ...value, rows, stored: value.document };
  }

  /** Shows diagnostics of stored data. */
  #report(diagnostics: readonly Diagnostic[]): void {
    for (const { message, hint } of diagnostics.slice(0, MAX_NOTICES)) {
      this.#workbench.ports.notify(
        hint ? { title: message, description: hint } : { title: message },
      );
    }
  }
}
