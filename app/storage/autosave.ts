/** Saves at once whatever changes: one write under way, the latest state next. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { clearJournal, writeJournal } from "./journal.ts";
import type { ProjectDatabase, StoredProject } from "./project-database.ts";

export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly message: string };

export type AutosaveOptions = {
  readonly database: ProjectDatabase;
  /** The project as it stands now. */
  readonly snapshot: () => StoredProject;
};

/** Why a browser refused to store, in words. */
const reasonOf = (thrown: unknown): string => {
  const name = thrown instanceof DOMException ? thrown.name : "";
  if (name === "QuotaExceededError") return "This browser has no room left for the project.";
  if (name === "SecurityError" || name === "InvalidStateError") {
    return "This browser does not let the page store anything.";
  }
  return thrown instanceof Error ? thrown.message : String(thrown);
};

export class Autosave {
  readonly state: StoreApi<SaveState> = createStore<SaveState>(() => ({ kind: "saved" }));
  readonly #database: ProjectDatabase;
  readonly #snapshot: () => StoredProject;
  #dirty = false;
  #rows: Uint8Array | null = null;
  #writing: Promise<void> | null = null;

  constructor({ database, snapshot }: AutosaveOptions) {
    this.#database = database;
    this.#snapshot = snapshot;
  }

  /** Something of the project changed. */
  changed(): void {
    this.#dirty = true;
    this.#start();
  }

  /** The rows changed. */
  rowsChanged(rows: Uint8Array): void {
    this.#rows = rows;
    this.#dirty = true;
    this.#start();
  }

  /** Another project takes the place of this one: nothing of it is to be written any more. */
  forget(): void {
    this.#dirty = false;
    this.#rows = null;
    this.state.setState({ kind: "saved" }, true);
  }

  /** Waits until all is written, or could not be. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Tries again after a failure. */
  retry(): void {
    this.#start();
  }

  /** The page is going away: what is not written yet is kept where writing is immediate. */
  leave(): void {
    if (this.#dirty || this.#writing) writeJournal(this.#snapshot());
  }

  #start(): void {
    this.#writing ??= this.#writeWhileDirty().finally(() => {
      this.#writing = null;
    });
  }

  async #writeWhileDirty(): Promise<void> {
    this.state.setState({ kind: "saving" }, true);
    try {
      while (this.#dirty) {
        this.#dirty = false;
        await this.#write();
      }
      clearJournal();
      this.state.setState({ kind: "saved" }, true);
    } catch (thrown) {
      this.#dirty = true;
      this.state.setState({ kind: "failed", message: reasonOf(thrown) }, true);
    }
  }

  async #write(): Promise<void> {
    const rows = this.#rows;
    const project = this.#snapshot();
    if (rows) await this.#database.writeWhole(project, rows);
    else await this.#database.write(project);
    if (this.#rows === rows) this.#rows = null;
  }
}
