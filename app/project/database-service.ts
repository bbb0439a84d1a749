/** The page's side of the database worker, which starts when rows are first needed. */
import { type Endpoint, proxy, type Remote, wrap } from "comlink";
import type { SchemaDocument } from "../../engine/index.ts";
import type { BuiltDatabase } from "../state/index.ts";
import type {
  DatabaseWorkerService,
  ImportInput,
  ImportPreview,
} from "./database-worker-service.ts";

export type ReadOptions = {
  /** Cancels the import. */
  readonly signal: AbortSignal;
  /** Receives the progress from 0 to 1. */
  readonly onProgress: (progress: number) => void;
};

/** An import may take this long for one statement. */
const IDLE_MILLISECONDS = 30_000;

/** A worker that does not stop in this time after a cancellation is replaced. */
const PATIENCE_MILLISECONDS = 1_000;

const WORKER_FAILED =
  "The part of the page that keeps the rows has failed. Try again, or load the page again.";

/** The position of a table is irrelevant to the database. */
const ON_CANVAS_ONLY: ReadonlySet<string> = new Set(["placement", "note", "area"]);

const concernsDatabase = (kind: string): boolean => !ON_CANVAS_ONLY.has(kind);

const sameTables = (a: SchemaDocument, b: SchemaDocument): boolean => {
  if (a === b) return true;
  const relevant = (document: SchemaDocument) =>
    [...document.records.values()].filter(record => concernsDatabase(record.kind));
  const [before, after] = [relevant(a), relevant(b)];
  return (
    before.length === after.length && before.every(record => b.records.get(record.id) === record)
  );
};

/** Starts a worker that exposes a {@link DatabaseWorkerService}. */
export type StartWorker = () => Endpoint & { terminate(): void };

const startWorker: StartWorker = () =>
  new Worker(new URL("./database.worker.ts", import.meta.url), { type: "module" });

type Connection = {
  readonly remote: Remote<DatabaseWorkerService>;
  /** Rejects when the worker is terminated. */
  readonly terminated: Promise<never>;
  readonly terminate: (reason: unknown) => void;
};

const connect = (worker: ReturnType<StartWorker>): Connection => {
  let reject: (reason: unknown) => void = () => {};
  const terminated = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  const terminate = (reason: unknown) => {
    worker.terminate();
    reject(reason);
  };
  // Its script could not be loaded, or it ran out of memory.
  worker.addEventListener("error", () => terminate(new Error(WORKER_FAILED)));
  return { remote: wrap<DatabaseWorkerService>(worker), terminated, terminate };
};

type Call<Value> = (remote: Remote<DatabaseWorkerService>) => Promise<Value>;

/** Aborts when nothing happens for a time. */
class IdleLimit {
  readonly #controller = new AbortController();
  readonly #milliseconds: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.restart();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  restart(): void {
    this.end();
    const message = `The import was stopped: it made no progress for ${this.#milliseconds / 1_000} seconds. Does one of the statements run without end?`;
    const abort = () => this.#controller.abort(new Error(message));
    this.#timer = setTimeout(abort, this.#milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

export type DatabaseServiceOptions = {
  readonly start?: StartWorker;
  /** How long an import may make no progress. */
  readonly idleMilliseconds?: number;
};

export class DatabaseService {
  readonly #options: DatabaseServiceOptions;
  #connection: Connection | null = null;
  #rows: Uint8Array | null = null;
  /** Increases with each project that is opened. */
  #project = 0;
  /** Whether the worker has the row store of the project. */
  #isOpen = false;
  #built: Promise<BuiltDatabase | null> | null = null;
  #builtFor: SchemaDocument | null = null;
  /** The latest database that has the current rows. */
  #latest: BuiltDatabase | null = null;
  /** The last call: one runs after the other, so that none meets the rows of another project. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: DatabaseServiceOptions = {}) {
    this.#options = options;
  }

  /** Sets the row store of another project; the worker opens it when it is needed. */
  open(rows: Uint8Array | null): void {
    this.#rows = rows;
    this.#latest = null;
    this.#project += 1;
    this.#isOpen = false;
    this.#forget();
  }

  /** The current row store; null for a project without rows. */
  get rows(): Uint8Array | null {
    return this.#rows;
  }

  /** The database of a design, cached until the design changes; null if another project was opened meanwhile. */
  build(project: string, document: SchemaDocument): Promise<BuiltDatabase | null> {
    const known = this.#built;
    if (known && this.#builtFor && sameTables(this.#builtFor, document)) return known;
    const built = this.#startBuild(project, document);
    this.#built = built;
    this.#builtFor = document;
    built.catch(() => {
      if (this.#built === built) this.#forget();
    });
    return built;
  }

  /** Copies the rows of a database into the row store; false if another project was opened meanwhile. */
  async absorb(document: SchemaDocument, database: Uint8Array): Promise<boolean> {
    return this.#replaceRows(remote => remote.absorb(document, database));
  }

  /** Copies the rows of the last import into the row store; false if another project was opened meanwhile. */
  async addImported(document: SchemaDocument): Promise<boolean> {
    return this.#replaceRows(remote => remote.addImported(document));
  }

  /** The rows of the last import as a separate row store. */
  importedRows(document: SchemaDocument): Promise<Uint8Array> {
    return this.#inTurn(() => this.#send(remote => remote.importedRows(document)));
  }

  /**
   * Reads a source. Rejects with the reason of `signal` when it is cancelled, and with an error for the user when
   * it makes no progress for a long time.
   */
  read(input: ImportInput, { signal, onProgress }: ReadOptions): Promise<ImportPreview> {
    return this.#inTurn(async () => {
      signal.throwIfAborted();
      const idle = new IdleLimit(this.#options.idleMilliseconds ?? IDLE_MILLISECONDS);
      const stop = AbortSignal.any([signal, idle.signal]);
      const listener = proxy((progress: number) => {
        stop.throwIfAborted();
        idle.restart();
        onProgress(progress);
      });
      const reading = this.#send(remote => remote.read(input, listener));
      const onAbort = () => this.#terminateUnlessSettled(reading, stop.reason);
      stop.addEventListener("abort", onAbort);
      try {
        return await reading;
      } catch (thrown) {
        throw stop.aborted ? stop.reason : thrown;
      } finally {
        idle.end();
        stop.removeEventListener("abort", onAbort);
      }
    });
  }

  async #replaceRows(body: Call<Uint8Array>): Promise<boolean> {
    const rows = await this.#withRows(body);
    if (rows === null) return false;
    this.#rows = rows;
    this.#latest = null;
    this.#forget();
    return true;
  }

  #forget(): void {
    this.#built = null;
    this.#builtFor = null;
  }

  async #startBuild(project: string, document: SchemaDocument): Promise<BuiltDatabase | null> {
    const previous = this.#latest;
    const content = await this.#withRows(remote => remote.build(document, previous));
    if (content === null) return null;
    const built = { project, document, ...content };
    if (previous === this.#latest) this.#latest = built;
    return built;
  }

  /** A statement without end keeps the worker from noticing a cancellation. */
  #terminateUnlessSettled(reading: Promise<unknown>, reason: unknown): void {
    const connection = this.#connection;
    const timer = setTimeout(() => connection?.terminate(reason), PATIENCE_MILLISECONDS);
    const settled = () => clearTimeout(timer);
    reading.then(settled, settled);
  }

  /** Calls the worker with the rows of the open project; null if another project was opened meanwhile. */
  #withRows<Value>(body: Call<Value>): Promise<Value | null> {
    const project = this.#project;
    return this.#inTurn(async () => {
      if (project !== this.#project) return null;
      if (!this.#isOpen) await this.#openRows();
      const value = await this.#send(body);
      return project === this.#project ? value : null;
    });
  }

  async #openRows(): Promise<void> {
    const project = this.#project;
    await this.#send(remote => remote.open(this.#rows));
    this.#isOpen = project === this.#project;
  }

  /** Runs `body` after the previous calls. */
  #inTurn<Value>(body: () => Promise<Value>): Promise<Value> {
    const result = this.#last.then(body);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Calls the worker; rejects also when the worker is terminated meanwhile. */
  #send<Value>(body: Call<Value>): Promise<Value> {
    this.#connection ??= this.#connect();
    const { remote, terminated } = this.#connection;
    return Promise.race([body(remote), terminated]);
  }

  #connect(): Connection {
    const connection = connect((this.#options.start ?? startWorker)());
    connection.terminated.catch(() => {
      if (this.#connection !== connection) return;
      this.#connection = null;
      this.#isOpen = false;
    });
    return connection;
  }
}
