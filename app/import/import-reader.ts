/** Reads what the user pastes, chooses or drops: one input at a time, the latest wins. */
import { createStore, type StoreApi } from "zustand/vanilla";
import {
  type Diagnostic,
  detectImporter,
  isError,
  type RecognizedModels,
} from "../../engine/index.ts";
import type { ImportInput, ImportPreview, ReadOptions } from "../project/index.ts";
import type { Incoming } from "../state/index.ts";
import { formatsText } from "./formats.ts";
import { type Failure, failureOf } from "./import-failure.ts";
import {
  type FoundModels,
  modelsInFiles,
  modelsInText,
  otherPython,
} from "./models/find-models.ts";
import type { ReadModelsOptions } from "./models/read-models.ts";
import { projectFileOf, projectNameOf, readSource, singleInput } from "./read-source.ts";

/** The tables that were read, and where their diagnostics point to. */
export type ReadTables = ImportPreview & {
  /** A name for a new project. */
  readonly name: string;
  /** The text that diagnostics refer to; null for a binary file, and for several files. */
  readonly text: string | null;
};

export type Reading =
  | { readonly kind: "idle" }
  /** Python models, which are read when the user agrees. */
  | { readonly kind: "recognized"; readonly models: FoundModels }
  | {
      readonly kind: "reading";
      readonly label: string;
      /** From 0 to 1; null if it is unknown. */
      readonly progress: number | null;
      /** The models that are read; null for another format. */
      readonly models: FoundModels | null;
    }
  | { readonly kind: "read"; readonly tables: ReadTables }
  /** The tables are being added, or opened as a project. */
  | { readonly kind: "accepting"; readonly tables: ReadTables }
  /** A project file opens at once. */
  | { readonly kind: "opened"; readonly diagnostics: readonly Diagnostic[] }
  /** Models can be read again. */
  | { readonly kind: "failed"; readonly failure: Failure; readonly models: FoundModels | null };

/** The operations that reading needs. */
export type ImportPort = {
  readImport(input: ImportInput, options: ReadOptions): Promise<ImportPreview>;
  readModels(models: RecognizedModels, options: ReadModelsOptions): Promise<ImportPreview>;
  openFile(file: Blob, signal: AbortSignal): Promise<readonly Diagnostic[]>;
};

const IDLE: Reading = { kind: "idle" };

const readingOf = (models: FoundModels | null, progress: number | null = null): Reading => ({
  kind: "reading",
  label: "Reading…",
  progress,
  models,
});

export class ImportReader {
  readonly store: StoreApi<Reading> = createStore<Reading>(() => IDLE);
  readonly #port: ImportPort;
  #current = new AbortController();

  constructor(port: ImportPort) {
    this.#port = port;
  }

  /** Reads an input, but only recognizes Python models; a previous input is cancelled. */
  async read(input: Incoming): Promise<void> {
    await this.#run(null, signal => this.#readInput(input, signal));
  }

  /** Recognizes models while a text is written; a previous input is cancelled. */
  recognize(text: string): void {
    const models = modelsInText({ name: null, bytes: null, text });
    this.#restart(models ? { kind: "recognized", models } : IDLE);
  }

  /** Runs the recognized models in their library, which the user agrees to. */
  async readModels(): Promise<void> {
    const reading = this.store.getState();
    const models = "models" in reading ? reading.models : null;
    if (models) await this.#run(models, signal => this.#readModels(models, signal));
  }

  /** Cancels the current read; models stay recognized. */
  cancel(): void {
    const reading = this.store.getState();
    const models = reading.kind === "reading" ? reading.models : null;
    this.#restart(models ? { kind: "recognized", models } : IDLE);
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
      this.#fail(thrown, null);
      return false;
    }
  }

  async #run(
    models: FoundModels | null,
    body: (signal: AbortSignal) => Promise<Reading>,
  ): Promise<void> {
    const signal = this.#restart(readingOf(models));
    try {
      const reading = await body(signal);
      if (!signal.aborted) this.store.setState(reading, true);
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown, models);
    }
  }

  #fail(thrown: unknown, models: FoundModels | null): void {
    this.store.setState({ kind: "failed", failure: failureOf(thrown), models }, true);
  }

  #restart(reading: Reading): AbortSignal {
    this.#current.abort(new Error("The import was cancelled."));
    this.#current = new AbortController();
    this.store.setState(reading, true);
    return this.#current.signal;
  }

  async #readInput(input: Incoming, signal: AbortSignal): Promise<Reading> {
    const single = await singleInput(input);
    if (single === null) {
      const items = typeof input === "string" ? [] : input;
      return { kind: "recognized", models: await modelsInFiles(items, signal) };
    }
    const file = await projectFileOf(single);
    return file ? this.#openProject(file, signal) : this.#readSource(single, signal);
  }

  async #readSource(input: File | string, signal: AbortSignal): Promise<Reading> {
    const source = await readSource(input);
    const models = modelsInText(source);
    if (models) return { kind: "recognized", models };
    const python = otherPython(source);
    if (python !== null) throw new Error(python);
    const detection = detectImporter(source);
    if (!detection)
      throw new Error(`The format of ${source.name ?? "the text"} is unknown. ${formatsText}`);
    const { id, isText } = detection.importer;
    const onProgress = (progress: number) => {
      if (!signal.aborted) this.store.setState(readingOf(null, progress), true);
    };
    const preview = await this.#port.readImport({ importer: id, source }, { signal, onProgress });
    const text = isText ? source.text : null;
    return { kind: "read", tables: { ...preview, name: projectNameOf(source.name), text } };
  }

  async #readModels(models: FoundModels, signal: AbortSignal): Promise<Reading> {
    const preview = await this.#port.readModels(models, {
      signal,
      onProgress: ({ label, value: progress }) => {
        if (!signal.aborted)
          this.store.setState({ kind: "reading", label, progress, models }, true);
      },
    });
    return { kind: "read", tables: { ...preview, name: models.name, text: null } };
  }

  async #openProject(file: Blob, signal: AbortSignal): Promise<Reading> {
    const diagnostics = await this.#port.openFile(file, signal);
    const failure = diagnostics.find(isError);
    if (failure) throw new Error([failure.message, failure.hint].filter(Boolean).join(" "));
    return { kind: "opened", diagnostics };
  }
}
