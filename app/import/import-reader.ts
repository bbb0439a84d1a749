/** Reads what the user pastes or drops: one input at a time, the latest wins. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { type Diagnostic, detectImporter, type ImportSource, isError } from "../../engine/index.ts";
import type { ImportInput, ImportPreview, ReadOptions } from "../project/index.ts";
import { formatsText } from "./formats.ts";
import { projectFileOf, projectNameOf, readSource } from "./read-source.ts";

/** The tables that were read, and where their diagnostics point to. */
export type ReadTables = ImportPreview & {
  /** A name for a new project. */
  readonly name: string;
  /** The text that diagnostics refer to; null for a binary file. */
  readonly text: string | null;
};

export type Reading =
  | { readonly kind: "idle" }
  /** The progress is null until the importer reports it. */
  | { readonly kind: "reading"; readonly progress: number | null }
  | { readonly kind: "read"; readonly tables: ReadTables }
  /** The tables are being added, or opened as a project. */
  | { readonly kind: "accepting"; readonly tables: ReadTables }
  /** A project file opens at once. */
  | { readonly kind: "opened"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "failed"; readonly message: string };

/** The operations of the project that reading needs. */
export type ImportPort = {
  readImport(input: ImportInput, options: ReadOptions): Promise<ImportPreview>;
  openFile(file: Blob, signal: AbortSignal): Promise<readonly Diagnostic[]>;
};

const IDLE: Reading = { kind: "idle" };

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

export class ImportReader {
  readonly store: StoreApi<Reading> = createStore<Reading>(() => IDLE);
  readonly #port: ImportPort;
  #current = new AbortController();

  constructor(port: ImportPort) {
    this.#port = port;
  }

  /** Reads an input; a previous one is cancelled. */
  async read(input: File | string): Promise<void> {
    const signal = this.#restart({ kind: "reading", progress: null });
    try {
      const file = await projectFileOf(input);
      const reading = file
        ? await this.#openProject(file, signal)
        : await this.#readSource(await readSource(input), signal);
      if (!signal.aborted) this.store.setState(reading, true);
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown);
    }
  }

  /** Cancels the current read, if any, and forgets its result. */
  reset(): void {
    this.#restart(IDLE);
  }

  /**
   * Puts the tables that were read where they belong, once; true if that is done, and its result is still shown.
   * @throws what `body` throws if its result is no longer shown.
   */
  async accept(body: (tables: ReadTables) => Promise<void>): Promise<boolean> {
    const reading = this.store.getState();
    if (reading.kind !== "read") return false;
    const { tables } = reading;
    const signal = this.#restart({ kind: "accepting", tables });
    try {
      await body(tables);
      return !signal.aborted;
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      this.#fail(thrown);
      return false;
    }
  }

  #fail(thrown: unknown): void {
    this.store.setState({ kind: "failed", message: messageOf(thrown) }, true);
  }

  #restart(reading: Reading): AbortSignal {
    this.#current.abort(new Error("The import was cancelled."));
    this.#current = new AbortController();
    this.store.setState(reading, true);
    return this.#current.signal;
  }

  async #readSource(source: ImportSource, signal: AbortSignal): Promise<Reading> {
    const detection = detectImporter(source);
    if (!detection)
      throw new Error(`The format of ${source.name ?? "the text"} is unknown. ${formatsText}`);
    const { id, isText } = detection.importer;
    const onProgress = (progress: number) => {
      if (!signal.aborted) this.store.setState({ kind: "reading", progress }, true);
    };
    const preview = await this.#port.readImport({ importer: id, source }, { signal, onProgress });
    const text = isText ? source.text : null;
    return { kind: "read", tables: { ...preview, name: projectNameOf(source), text } };
  }

  async #openProject(file: Blob, signal: AbortSignal): Promise<Reading> {
    const diagnostics = await this.#port.openFile(file, signal);
    const failure = diagnostics.find(isError);
    if (failure) throw new Error([failure.message, failure.hint].filter(Boolean).join(" "));
    return { kind: "opened", diagnostics };
  }
}
