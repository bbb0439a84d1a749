/** Runs the exported models in the real library, in the page. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ExportedFile, Exporter, SchemaDocument } from "../../../engine/index.ts";
import type {
  CheckedModels,
  Python,
  PythonLibrary,
  PythonOutcome,
  PythonProgress,
  PythonWarning,
} from "../../runners/python/index.ts";
import { compareTables, type MadeTable } from "./made-tables.ts";

/** What the library did with the models. */
export type CheckResult =
  | {
      readonly kind: "made";
      readonly version: string;
      readonly tables: readonly MadeTable[];
      readonly warnings: readonly PythonWarning[];
    }
  | { readonly kind: "failed"; readonly title: string; readonly detail: string }
  /** The app was built without Python. */
  | { readonly kind: "absent" };

export type CheckState = {
  readonly progress: PythonProgress | null;
  readonly result: CheckResult | null;
  /** The files of the result; others have none. */
  readonly files: readonly ExportedFile[] | null;
};

export type CheckRequest = {
  readonly exporter: Exporter;
  readonly design: SchemaDocument;
  readonly files: readonly ExportedFile[];
};

export type CheckTools = {
  /** Opens Python; null if the app was built without it. */
  readonly openPython: () => Promise<Python | null>;
  readonly readDatabase: (bytes: Uint8Array) => Promise<SchemaDocument>;
};

const nothing: CheckState = { progress: null, result: null, files: null };

export class ModelCheck {
  readonly store: StoreApi<CheckState> = createStore(() => nothing);
  readonly #tools: CheckTools;
  #python: Promise<Python | null> | null = null;
  #closed = false;

  constructor(tools: CheckTools) {
    this.#tools = tools;
  }

  async run(request: CheckRequest): Promise<void> {
    const { files } = request;
    this.store.setState({ progress: { kind: "idle" }, result: null, files });
    const result = await this.#check(request).catch(failedBy);
    if (!this.#closed) this.store.setState({ progress: null, result, files });
  }

  /** Ends Python. */
  close(): void {
    this.#closed = true;
    void this.#python?.then(python => python?.close());
  }

  async #check({ exporter, design, files }: CheckRequest): Promise<CheckResult> {
    this.#python ??= this.#tools.openPython();
    const python = await this.#python;
    if (!python) return { kind: "absent" };
    const stop = python.progress.subscribe(progress => this.store.setState({ progress }));
    try {
      const texts = Object.fromEntries(files.map(({ name, text }) => [name, text]));
      const outcome = await python.check(exporter.id as PythonLibrary, texts);
      return await this.#resultOf(outcome, design);
    } finally {
      stop();
    }
  }

  async #resultOf(
    outcome: PythonOutcome<CheckedModels>,
    design: SchemaDocument,
  ): Promise<CheckResult> {
    switch (outcome.kind) {
      case "result": {
        const { version, database, warnings } = outcome.result;
        const tables = compareTables(design, await this.#tools.readDatabase(database));
        return { kind: "made", version, tables, warnings };
      }
      case "error": {
        const { kind, message, file, line } = outcome.error;
        const place = file === null ? "" : `${file}, line ${line}: `;
        return { kind: "failed", title: `${place}${kind}`, detail: message };
      }
      case "stopped":
        return { kind: "failed", title: outcome.message, detail: outcome.hint };
      case "unavailable":
        return { kind: "failed", title: "Python is not available", detail: outcome.message };
    }
  }
}

const failedBy = (thrown: unknown): CheckResult => ({
  kind: "failed",
  title: "The check failed",
  detail: thrown instanceof Error ? thrown.message : String(thrown),
});
