/** Saves changes after a short pause: one write at a time, with the difference to the previous write. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { diffBetween, emptyDocument, type SchemaDocument } from "../../engine/index.ts";
import { clearJournal, writeJournal } from "./journal.ts";
import { NOT_STORED, type ProjectDatabase } from "./project-database.ts";
import { storageReason } from "./storage-reason.ts";
import type { ProjectSnapshot } from "./stored-project.ts";

export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly message: string };

export type AutosaveOptions = {
  readonly database: Pick<ProjectDatabase, "write">;
  /** The current state of the project. */
  readonly snapshot: () => ProjectSnapshot;
  /** The pause after a change before it is written. */
  readonly delayMilliseconds?: number;
};

/** What is in storage of a project. */
export type Stored = { readonly document: SchemaDocument; readonly revision: number };

export const notStored: Stored = { document: emptyDocument, revision: NOT_STORED };

const DELAY_MILLISECONDS = 200;

export class Autosave {
  readonly state: StoreApi<SaveState> = createStore<SaveState>(() => ({ kind: "saved" }));
  readonly #options: AutosaveOptions;
  /** The project as it was last written. */
  #written = notStored;
  #isDirty = false;
  #rowsChanged = false;
  /** The write that is running. */
  #current: { readonly savedAt: number; readonly rowsChanged: boolean } | null = null;
  /** Increases with each project that is opened. */
  #opened = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | null = null;

  constructor(options: AutosaveOptions) {
    this.#options = options;
  }

  /** Starts with another project, of which this is in storage. Changes of the previous one are dropped. */
  open(stored: Stored): void {
    clearTimeout(this.#timer);
    this.#written = stored;
    this.#opened += 1;
    this.#isDirty = false;
    this.#rowsChanged = false;
    this.state.setState({ kind: "saved" }, true);
  }

  /** Schedules a write, because the design, its name or a query changed. */
  changed(): void {
    this.#isDirty = true;
    this.state.setState({ kind: "saving" }, true);
    clearTimeout(this.#timer);
    const delay = this.#options.delayMilliseconds ?? DELAY_MILLISECONDS;
    this.#timer = setTimeout(() => this.#start(), delay);
  }

  /** Writes at once, because the rows changed. */
  rowsChanged(): void {
    this.#rowsChanged = true;
    this.#isDirty = true;
    this.#start();
  }

  /** Writes pending changes at once. Resolves when everything is written, or a write has failed. */
  async settled(): Promise<void> {
    if (this.#isDirty && this.state.getState().kind !== "failed") this.#start();
    while (this.#writing) await this.#writing;
  }

  /** Writes again after a failure. */
  retry(): void {
    this.#start();
  }

  /** Keeps unwritten changes in the journal, because the page may close; false if some would be lost. */
  leave(): boolean {
    if (!this.#isDirty && !this.#writing) return true;
    const snapshot = this.#options.snapshot();
    const base = this.#written.revision;
    const writingAt = this.#current?.savedAt ?? null;
    const rowsWriting = this.#current?.rowsChanged ? writingAt : null;
    const rowsAt = this.#rowsChanged ? snapshot.header.savedAt : rowsWriting;
    return writeJournal(snapshot, { rowsAt, base, writingAt }) && rowsAt === null;
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#writing ??= this.#writeWhileDirty().finally(() => {
      this.#writing = null;
      // A change may come between the last write and this moment.
      if (this.#isDirty && this.state.getState().kind !== "failed") this.#start();
    });
  }

  async #writeWhileDirty(): Promise<void> {
    this.state.setState({ kind: "saving" }, true);
    while (this.#isDirty) {
      const opened = this.#opened;
      try {
        await this.#write();
      } catch (thrown) {
        // The failure of a project that was closed meanwhile does not concern the open one.
        if (opened !== this.#opened) continue;
        this.#isDirty = true;
        this.state.setState({ kind: "failed", message: storageReason(thrown) }, true);
        return;
      }
    }
    this.state.setState({ kind: "saved" }, true);
  }

  async #write(): Promise<void> {
    const snapshot = this.#options.snapshot();
    const { id, savedAt } = snapshot.header;
    const [before, rowsChanged, opened] = [this.#written, this.#rowsChanged, this.#opened];
    this.#isDirty = false;
    this.#rowsChanged = false;
    this.#current = { savedAt, rowsChanged };
    const diff = diffBetween(before.document, snapshot.document);
    const changes = { ...snapshot, diff, rowsChanged, revision: before.revision };
    try {
      const revision = await this.#options.database.write(changes);
      // Another project may have been opened meanwhile.
      if (opened !== this.#opened) return;
      this.#written = { document: snapshot.document, revision };
      if (!this.#isDirty) clearJournal(id);
    } catch (thrown) {
      if (opened === this.#opened) this.#rowsChanged ||= rowsChanged;
      throw thrown;
    } finally {
      this.#current = null;
    }
  }
}
