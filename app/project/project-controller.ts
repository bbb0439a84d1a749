/** Opens, saves and replaces the project: connects the design, queries, rows and storage. */

import { createStore, type StoreApi } from "zustand/vanilla";
import {
  type Diagnostic,
  isError,
  mergeDocument,
  type Report,
  report,
  type SchemaDocument,
} from "../../engine/index.ts";
import type { BuiltDatabase, DatabasePort, QueryStore, Workbench } from "../state/index.ts";
import {
  Autosave,
  headerOf,
  type LockListener,
  notStored,
  type ProjectDatabase,
  ProjectLock,
  type ProjectSnapshot,
  type ProjectSummary,
} from "../storage/index.ts";
import { toBase64 } from "./base64.ts";
import { DatabaseService, type ReadOptions } from "./database-service.ts";
import type { ImportInput, ImportPreview } from "./database-worker-service.ts";
import { download } from "./download.ts";
import { type DamagedRows, isDamage } from "./examine-rows.ts";
import { printProject, readProject } from "./project-file.ts";
import { type Opened, ProjectReader } from "./project-reader.ts";
import type { Sample } from "./samples.ts";
import { starterQueries } from "./starter-query.ts";

export type ProjectControllerOptions = {
  readonly workbench: Workbench;
  readonly queries: QueryStore;
  readonly storage: ProjectDatabase;
  readonly database?: DatabaseService;
  readonly lock?: Pick<ProjectLock, "hold" | "take">;
};

/** What hinders work with the open project. */
export type Hindrance = {
  /** Whether another tab has the project; here it can only be looked at. */
  readonly elsewhere: boolean;
  /** Rows that cannot be read. Queries run when the person decides to go on without them. */
  readonly damagedRows: DamagedRows | null;
};

const MAX_NOTICES = 3;

const UNREADABLE_ROWS = "The rows of this project cannot be read.";

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

export class ProjectController implements DatabasePort {
  readonly autosave: Autosave;
  readonly #workbench: Workbench;
  readonly #queries: QueryStore;
  readonly #storage: ProjectDatabase;
  readonly #database: DatabaseService;
  readonly #lock: Pick<ProjectLock, "hold" | "take">;
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
    this.#reader = new ProjectReader(storage);
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
    this.#reportJournal();
    const last = await this.#lastProject();
    if (last) this.#show(last);
    else await this.openSample(await sample());
  }

  async list(): Promise<readonly ProjectSummary[]> {
    return this.#storage.list();
  }

  async openStored(id: string): Promise<void> {
    const opened = await this.#reader.read(id);
    await this.#leaveSafely();
    this.#show(opened);
  }

  /** Takes the project over from another tab, as that tab has saved it. */
  async takeOver(): Promise<void> {
    await this.#lock.take(this.#id, this.#lockListener);
    this.#display(await this.#reader.read(this.#id));
    this.hindrance.setState({ elsewhere: false });
  }

  /** Goes on with empty tables, which replace rows that cannot be read. */
  continueWithoutRows(): void {
    this.#database.open(null);
    this.hindrance.setState({ damagedRows: null });
    this.autosave.rowsChanged();
  }

  /** What is stored of a project, readable or not, as a file. */
  async printStored(id: string): Promise<Blob> {
    const rows = await this.#storage.readRows(id).catch(() => null);
    const content = JSON.stringify({ content: (await this.#storage.read(id)) ?? null });
    const printed = rows instanceof Uint8Array ? toBase64(rows) : [JSON.stringify(rows) ?? ""];
    return new Blob([content, '\n{"rows":"', ...printed, '"}\n']);
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

  async remove(id: string): Promise<void> {
    await this.#keeping;
    await this.autosave.settled();
    await this.#storage.remove(id);
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

  /** Opens a project file as a new project. */
  async openFile(file: Blob): Promise<readonly Diagnostic[]> {
    const { value, diagnostics } = await readProject(file);
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
   * would replace them, and when another project was opened meanwhile.
   */
  async addImport({
    document: other,
    references,
  }: Pick<ImportPreview, "document" | "references">): Promise<Report<void>> {
    if (this.hindrance.getState().damagedRows) throw new Error(UNREADABLE_ROWS);
    const { project } = this.#workbench;
    const { name } = project.getState();
    if (!(await this.#database.addImported(other))) {
      throw new Error(`Nothing was added: "${name}" was closed meanwhile. Import again.`);
    }
    const { diagnostics } = project.edit("import", document =>
      mergeDocument(document, { other, references }),
    );
    this.autosave.rowsChanged();
    return report(undefined, diagnostics);
  }

  /** Opens the result of an import as a new project. */
  async openImport(name: string, document: SchemaDocument): Promise<void> {
    const rows = await this.#database.importedRows(document);
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
    void this.#lock.hold(id, this.#lockListener).then(alone => {
      if (alone || id !== this.#id) return;
      this.hindrance.setState({ elsewhere: true });
      // Unsaved changes of a closed page stay in the journal, and the other tab goes on saving.
      this.autosave.open(stored);
    });
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
    if (read.stored.document !== document) this.autosave.changed();
    this.#report(read.diagnostics);
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
        this.#workbench.ports.notify({
          kind: "error",
          title: `"${name}" could not be opened`,
          description: `${messageOf(thrown)} It stays in the list of projects, and can be saved as a file there.`,
        });
      }
    }
    return null;
  }

  #reportJournal(): void {
    for (const text of this.#reader.damagedEntries) {
      const run = () => download({ name: "unsaved-changes.json", content: text });
      this.#workbench.ports.notify({
        kind: "error",
        title: "Changes that were not saved cannot be read",
        description: "They were set aside when the page was last closed.",
        action: { label: "Save them as a file", run },
      });
    }
  }

  /** Shows diagnostics of stored data. */
  #report(diagnostics: readonly Diagnostic[]): void {
    for (const { message, hint } of diagnostics.slice(0, MAX_NOTICES)) {
      this.#workbench.ports.notify({ kind: "error", title: message, description: hint ?? "" });
    }
  }
}
