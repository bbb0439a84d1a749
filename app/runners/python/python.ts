/** The real Python libraries in a sandbox: loaded when first needed, and kept ready. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { PythonLibrary } from "../../../python/index.ts";
import { outcomeOf, type PythonOutcome, unavailable } from "./outcome.ts";
import { pythonLimits } from "./protocol.ts";
import { type PythonSandbox, PythonWorker } from "./python-worker.ts";
import {
  type CheckedModels,
  type PythonFiles,
  type PythonParameters,
  type PythonRequest,
  type PythonResult,
  pythonRequests,
} from "./requests.ts";

export type PythonProgress =
  | { readonly kind: "idle" }
  /** Bytes of files, from the network or from the cache. The total is null before it is known. */
  | {
      readonly kind: "loading";
      readonly library: PythonLibrary;
      readonly loaded: number;
      readonly total: number | null;
    }
  /** Python starts and imports the library. */
  | { readonly kind: "starting"; readonly library: PythonLibrary }
  | { readonly kind: "ready"; readonly library: PythonLibrary }
  | { readonly kind: "running"; readonly library: PythonLibrary };

/** Opens the sandbox of a library; reports the bytes of the files that it loads. */
export type OpenPythonSandbox = (
  library: PythonLibrary,
  onProgress: (loaded: number, total: number) => void,
) => PythonSandbox;

type Opened = { readonly library: PythonLibrary; readonly worker: PythonWorker };

/**
 * One library is open at a time. Files of one call can affect later calls of the same library, but nothing else:
 * another project needs another instance, or `close` before.
 */
export class Python {
  /** What happens now, for a screen. */
  readonly progress: StoreApi<PythonProgress> = createStore<PythonProgress>(() => ({
    kind: "idle",
  }));
  readonly #openSandbox: OpenPythonSandbox;
  #opened: Opened | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(openSandbox: OpenPythonSandbox) {
    this.#openSandbox = openSandbox;
  }

  /** Loads models in the library, and creates their tables in an empty SQLite database. */
  check(library: PythonLibrary, files: PythonFiles): Promise<PythonOutcome<CheckedModels>> {
    return this.call(library, "check", { files });
  }

  /** Loads a library before it is needed. If that fails, the next call tries again. */
  async prepare(library: PythonLibrary): Promise<void> {
    await this.#enqueue(() => this.#ready(library)).catch(() => undefined);
  }

  /** Any request. Calls wait for each other; a call of another library ends the worker of the one before. */
  call<Request extends PythonRequest>(
    library: PythonLibrary,
    request: Request,
    parameters: PythonParameters[Request],
  ): Promise<PythonOutcome<PythonResult<Request>>> {
    return this.#enqueue(() => this.#call(library, request, parameters));
  }

  /** Ends the worker; the calls that wait for it never resolve. The next call starts another one. */
  close(): void {
    this.#last = Promise.resolve();
    if (this.#opened) this.#end(this.#opened);
  }

  #enqueue<Value>(body: () => Promise<Value>): Promise<Value> {
    const result = this.#last.then(body);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #call<Request extends PythonRequest>(
    library: PythonLibrary,
    request: Request,
    parameters: PythonParameters[Request],
  ): Promise<PythonOutcome<PythonResult<Request>>> {
    try {
      const opened = await this.#ready(library);
      this.#report(opened, { kind: "running", library });
      const { milliseconds } = pythonRequests[request];
      const limit = { milliseconds, recursion: pythonLimits.recursion };
      const received = await opened.worker.call({ request, parameters, limit });
      if (received.kind === "answer" && !received.isLarge)
        this.#report(opened, { kind: "ready", library });
      else this.#end(opened);
      return outcomeOf(request, received);
    } catch (thrown) {
      return unavailable(library, thrown);
    }
  }

  /** @throws Error when the library cannot be loaded. */
  async #ready(library: PythonLibrary): Promise<Opened> {
    const opened = this.#open(library);
    try {
      await opened.worker.ready();
      this.#report(opened, { kind: "ready", library });
      return opened;
    } catch (thrown) {
      this.#end(opened);
      throw thrown;
    }
  }

  #open(library: PythonLibrary): Opened {
    if (this.#opened?.library === library) return this.#opened;
    if (this.#opened) this.#end(this.#opened);
    const report = (progress: PythonProgress): void => {
      if (opened) this.#report(opened, progress);
    };
    let opened: Opened | null = null;
    const sandbox = this.#openSandbox(library, (loaded, total) =>
      report(
        loaded < total
          ? { kind: "loading", library, loaded, total }
          : { kind: "starting", library },
      ),
    );
    opened = { library, worker: new PythonWorker(sandbox) };
    this.#opened = opened;
    this.#report(opened, { kind: "loading", library, loaded: 0, total: null });
    return opened;
  }

  #end(opened: Opened): void {
    // A call that fails late belongs to a worker that was ended before.
    if (this.#opened !== opened) return;
    opened.worker.close();
    this.#report(opened, { kind: "idle" });
    this.#opened = null;
  }

  /** A worker that was ended reports nothing more. */
  #report(opened: Opened, progress: PythonProgress): void {
    if (this.#opened === opened) this.progress.setState(progress, true);
  }
}
