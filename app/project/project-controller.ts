/** Opens, saves and replaces the project: connects the design, queries, rows and storage. */

import { createStore, type StoreApi } from "zustand/vanilla";
import {
  type Diagnostic,
  isError,
  mergeDocument,
  type Report,
  report,
} from "../../engine/index.ts";
import {
  attempt,
  type BuiltDatabase,
  type DatabasePort,
  type Notice,
  type QueryStore,
  type Workbench,
} from "../state/index.ts";
import {
  Autosave,
  clearJournal,
  headerOf,
  type LockListener,
  notStored,
  type ProjectDatabase,
  ProjectLock,
  type ProjectSnapshot,
  type ProjectSummary,
} from "../storage/index.ts";
import { DatabaseService, type ReadOptions } from "./database-service.ts";
import type { ImportInput, ImportPreview } from "./database-worker-service.ts";
import { download, fileName } from "./download.ts";
import { type DamagedRows, isDamage } from "./examine-rows.ts";
import { printProject, printStored, readProject } from "./project-file.ts";
import { noticeOfSetAside, noticeOfUnopened, noticesOf } from "./project-notices.ts";
import { type Opened, ProjectReader } from "./project-reader.ts";
import type { Sample } from "./samples.ts";
import { starterQueries } from "./starter-query.ts";

export type Lock = Pick<ProjectLock, "hold" | "take" | "isElsewhere">;

export type ProjectControllerOptions = {
  readonly workbench: Workbench;
  readonly queries: QueryStore;
  readonly storage: ProjectDatabase;
  readonly database?: DatabaseService;
  readonly lock?: Lock;
};

/** What hinders work with the open project. */
export type Hindrance = {
  /** Whether another tab has the project; here it can only be looked at. */
  readonly elsewhere: boolean;
  /** Rows that cannot be read. Queries run when the person decides to go on without them. */
  readonly damagedRows: DamagedRows | null;
};

const UNREADABLE_ROWS =
  'The rows of this project cannot be read. Decide what to do with them under "Damaged rows…".';

export class ProjectController implements DatabasePort {
  readonly autosave: Autosave;
  readonly #workbench: Workbench;
  readonly #queries: QueryStore;
  readonly #storage: ProjectDatabase;
  readonly #database: DatabaseService;
  readonly #lock: Lock;
  readonly #reader: ProjectReader;
  readonly hindrance: StoreApi<Hindrance> = createStore<Hindrance>(() => ({
    elsewhere: false,
    damagedRows: null,
  }));
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
    this.#reader = new ProjectReader(storage, changes => this.#notify(noticeOfSetAside(changes)));
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
    if (last) this.#show(last);
    else await this.openSample(await sample());
  }

  async list(): Promise<readonly ProjectSummary[]> {
    return this.#reader.list();
  }

  async openStored(id: string): Promise<void> {
    const opened = await this.#reader.read(id);
    await this.#leaveSafely();
    this.#show(opened);
  }

  /** Takes the project over from another tab, as that tab has saved it. */
  async takeOver(): Promise<void> {
    const id = this.#id;
    await this.#lock.take(id, this.#lockListener);
    const opened = await this.#reader.read(id);
    // Another project may have been opened meanwhile.
    if (id !== this.#id) return;
    this.#display(opened);
    this.#edit(opened);
  }

  /** Goes on with empty tables, which replace rows that cannot be read. */
  continueWithoutRows(): void {
    if (this.hindrance.getState().elsewhere) return;
    this.#database.open(null);
    this.hindrance.setState({ damagedRows: null });
    this.autosave.rowsChanged();
  }

  /** Downloads what is stored of a project, readable or not. */
  async saveStored({ id, name }: Pick<ProjectSummary, "id" | "name">): Promise<void> {
    const content = printStored(await this.#storage.read(id), await this.#storage.readRows(id));
    download({ name: fileName(`${name}-damaged`, "json"), content });
  }

  async openSample({ file, name }: Sample): Promise<void> {
    const { value } = await readProject(new Blob([file]));
    await this.#openNew({ ...value, name, trusted: true });
  }

  /** An empty project. */
  async create(): Promise<void> {
    const document = { records: new Map() };
    await this.#openNew({ name: "Untitled", document, queries: [], trusted: true, rows: null });
  }

  /** @throws Error with a message for the user when another tab has it, which would store it again. */
  async remove(id: string): Promise<void> {
    if (await this.#lock.isElsewhere(id)) {
      throw new Error("The project is open in another tab. Close it there, then delete it.");
    }
    await this.#keeping;
    await this.autosave.settled();
    await this.#storage.remove(id);
    clearJournal(id);
    if (id !== this.#id) return;
    this.autosave.open(notStored);
    const next = await this.#lastProject();
    if (next) this.#show(next);
    else await this.create();
  }

  /**
   * The project as a file.
   * @throws Error with a message for the user when the rows are too large for a file.
   */
  print(): Blob {
    const { name, document } = this.#workbench.project.getState();
    const { queries } = this.#queries.getState();
    const file = printProject({ name, document, queries, rows: this.#database.rows });
    this.#changedSinceFile = false;
    return file;
  }

  /**
   * Opens a project file as a new project.
   * @throws the reason of `signal` when it is cancelled before the file is read.
   */
  async openFile(file: Blob, signal?: AbortSignal): Promise<readonly Diagnostic[]> {
    const { value, diagnostics } = await readProject(file);
    signal?.throwIfAborted();
    if (diagnostics.some(isError)) return diagnostics;
    await this.#openNew({ ...value, trusted: false });
    return diagnostics;
  }

  /** Reads another format. The project does not change until the result is added or opened. */
  readImport(input: ImportInput, options: ReadOptions): Promise<ImportPreview> {
    return this.#database.read(input, options);
  }

  /**
   * Adds the result of an import to the open project, as one step.
   * @throws Error with a message for the user when the rows of the project cannot be read, because those of the import
   * would replace them, and when another project or another tab has taken its place meanwhile.
   */
  async addImport({
    document: other,
    references,
    hasRows,
  }: Omit<ImportPreview, "diagnostics">): Promise<Report<void>> {
    if (this.hindrance.getState().damagedRows) throw new Error(UNREADABLE_ROWS);
    const { project } = this.#workbench;
    const { name } = project.getState();
    // The database worker may still have the rows of an earlier import.
    if (hasRows && !(await this.#database.addImported(other))) {
      throw new Error(`Nothing was added: "${name}" was closed meanwhile. Import again.`);
    }
    if (this.hindrance.getState().elsewhere) {
      throw new Error(`Nothing was added: "${name}" is open in another tab. Use it here first.`);
    }
    const { diagnostics } = project.edit("import", document =>
      mergeDocument(document, { other, references }),
    );
    if (hasRows) this.autosave.rowsChanged();
    return report(undefined, diagnostics);
  }

  /** Opens the result of an import as a new project. */
  async openImport(
    name: string,
    { document, hasRows }: Pick<ImportPreview, "document" | "hasRows">,
  ): Promise<void> {
    const rows = hasRows ? await this.#database.importedRows(document) : null;
    const queries = starterQueries(document);
    await this.#openNew({ name, document, queries, trusted: false, rows });
  }

  async current(): Promise<BuiltDatabase | null> {
    if (this.hindrance.getState().damagedRows) throw new Error(UNREADABLE_ROWS);
    const id = this.#id;
    try {
      return await this.#database.build(id, this.#workbench.project.getState().document);
    } catch (thrown) {
      if (id !== this.#id) return null;
      const { rows } = this.#database;
      if (!isDamage(thrown) || rows === null) throw thrown;
      this.#askAboutRows({ reason: thrown.message, content: rows });
      throw new Error(UNREADABLE_ROWS);
    }
  }

  onRowsReplaced(listener: () => void): () => void {
    return this.hindrance.subscribe((state, before) => {
      if (state.damagedRows !== before.damagedRows) listener();
    });
  }

  keep(built: BuiltDatabase, database: Uint8Array): Promise<boolean> {
    const keeping = this.#keepRows(built, database);
    this.#keeping = keeping.catch(() => undefined);
    return keeping;
  }

  async #keepRows({ project, document }: BuiltDatabase, database: Uint8Array): Promise<boolean> {
    if (project !== this.#id || this.hindrance.getState().elsewhere) return false;
    if (!(await this.#database.absorb(document, database))) return false;
    this.#changedSinceFile = true;
    this.autosave.rowsChanged();
    return true;
  }

  async #openNew(opened: Omit<Opened, "id" | "stored" | "damaged" | "diagnostics">): Promise<void> {
    await this.#leaveSafely();
    const id = `project:${crypto.randomUUID()}`;
    this.#show({ ...opened, id, stored: notStored, damaged: null, diagnostics: [] });
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

  #show(opened: Opened): void {
    this.#display(opened);
    this.hindrance.setState({ elsewhere: false });
    const { id, stored } = opened;
    void this.#lock.hold(id, this.#lockListener).then(isHeld => {
      if (id !== this.#id) return;
      if (isHeld) return this.#edit(opened);
      this.hindrance.setState({ elsewhere: true });
      // The other tab goes on saving.
      this.autosave.open(stored);
    });
  }

  /** Starts to edit, and saves what a closed page left in the journal, where it stays until this tab has the lock. */
  #edit({ document, stored }: Opened): void {
    this.hindrance.setState({ elsewhere: false });
    if (stored.document !== document) this.autosave.changed();
  }

  #display({ id, name, document, queries, activeQuery, trusted, rows, ...read }: Opened): void {
    this.#opening = true;
    this.#changedSinceFile = false;
    this.autosave.open(read.stored);
    this.#id = id;
    this.#database.open(rows);
    this.#askAboutRows(read.damaged);
    this.#queries.open({ queries, active: activeQuery, trusted });
    this.#workbench.project.open({ name, document });
    this.#opening = false;
    noticesOf(read.diagnostics).forEach(this.#notify);
  }

  #askAboutRows(damagedRows: DamagedRows | null): void {
    this.hindrance.setState({ damagedRows });
    if (damagedRows) this.#workbench.workspace.setState({ dialog: "damaged-rows" });
  }

  readonly #lockListener: LockListener = {
    beforeRelease: async () => {
      await this.#keeping;
      await this.autosave.settled();
    },
    onLost: () => this.hindrance.setState({ elsewhere: true }),
  };

  #changed(): void {
    if (this.#opening || this.hindrance.getState().elsewhere) return;
    this.#changedSinceFile = true;
    this.autosave.changed();
  }

  #snapshot(): ProjectSnapshot {
    const { name, document } = this.#workbench.project.getState();
    const { queries, active: activeQuery, trusted } = this.#queries.getState();
    const fields = { id: this.#id, name, queries, activeQuery, trusted, savedAt: Date.now() };
    return { header: headerOf(fields), document, rows: this.#database.rows };
  }

  /** The latest project. A project that cannot be read is skipped and reported. */
  async #lastProject(): Promise<Opened | null> {
    for (const { id, name } of await this.#reader.candidates()) {
      try {
        return await this.#reader.read(id);
      } catch (thrown) {
        const save = () => void attempt(this.#workbench.ports, () => this.saveStored({ id, name }));
        this.#notify(noticeOfUnopened({ name, thrown, save }));
      }
    }
    return null;
  }

  readonly #notify = (notice: Notice): void => this.#workbench.ports.notify(notice);
}
