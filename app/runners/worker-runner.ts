/**
 * A runner that uses a new worker for each run, so that nothing of a run can reach the next one.
 * A spare worker with the project already open keeps the wait short.
 */
import type { QueryLanguage } from "../../engine/index.ts";
import {
  emptyOutcome,
  type RunnerProject,
  type RunOutcome,
  type RunRequest,
  runLimits,
} from "./protocol.ts";
import { type Received, RunConnection } from "./run-connection.ts";
import type { Runner } from "./runner.ts";
import type { OpenSandbox, Sandbox } from "./sandbox.ts";

/** A project with its sandbox, and the worker of the current or the next run. */
type Opened = { readonly sandbox: Sandbox; readonly worker: RunConnection };

export class WorkerRunner implements Runner {
  readonly language: QueryLanguage;
  readonly #openSandbox: OpenSandbox;
  #project: RunnerProject | null = null;
  #opened: Opened | null = null;
  #abandonRun: (() => void) | null = null;

  constructor(language: QueryLanguage, openSandbox: OpenSandbox) {
    this.language = language;
    this.#openSandbox = openSandbox;
  }

  open(project: RunnerProject): void {
    this.close();
    this.#project = project;
    this.#opened = this.#start(project);
  }

  async run(request: RunRequest): Promise<RunOutcome | null> {
    this.abandon();
    if (!this.#project) throw new Error("the runner has no project");
    this.#opened ??= this.#start(this.#project);
    const { worker } = this.#opened;
    const abandoned = new Promise<null>(resolve => {
      this.#abandonRun = () => resolve(null);
    });
    try {
      const received = await Promise.race([worker.run(request), abandoned]);
      // What abandons a run also ends its worker.
      if (received === null) return null;
      this.#finish(received);
      return outcomeOf(received, request);
    } catch (thrown) {
      this.#restart();
      throw thrown;
    }
  }

  abandon(): void {
    if (!this.#abandonRun) return;
    this.#abandonRun();
    this.#restart();
  }

  close(): void {
    this.#project = null;
    this.#abandonRun?.();
    this.#endSandbox();
  }

  /** The sandbox of a run that ended well is used again; any other may be busy and is replaced. */
  #finish({ kind }: Received): void {
    this.#abandonRun = null;
    const { sandbox, worker } = this.#opened ?? {};
    if (kind !== "outcome" || !sandbox) return this.#restart();
    worker?.close();
    this.#opened = { sandbox, worker: new RunConnection(sandbox.start()) };
  }

  #restart(): void {
    this.#endSandbox();
    if (this.#project) this.#opened = this.#start(this.#project);
  }

  #start(project: RunnerProject): Opened {
    const sandbox = this.#openSandbox(project);
    return { sandbox, worker: new RunConnection(sandbox.start()) };
  }

  #endSandbox(): void {
    this.#abandonRun = null;
    this.#opened?.worker.close();
    this.#opened?.sandbox.close();
    this.#opened = null;
  }
}

/** The outcome in a reply to a run. @throws Error when the worker itself failed. */
const outcomeOf = (received: Received, { keep }: RunRequest): RunOutcome => {
  switch (received.kind) {
    case "outcome":
      // A preview keeps nothing, even if the worker claims so.
      return keep ? received.outcome : { ...received.outcome, kept: false, database: null };
    case "failed":
      throw new Error(received.message);
    case "late":
      return stopped(
        "too-long",
        `Stopped after ${runLimits.killAfterMilliseconds / 1_000} seconds without an answer.`,
        "Does the code wait for something that never happens?",
      );
    default:
      return stopped(
        "unreadable-result",
        "The result of this run cannot be read.",
        "Does the code replace built-in functions, or return millions of values?",
      );
  }
};

const stopped = (code: string, message: string, hint: string): RunOutcome => ({
  ...emptyOutcome,
  failure: { kind: "stopped", code, message, hint, origin: null },
  milliseconds: runLimits.killAfterMilliseconds,
});
