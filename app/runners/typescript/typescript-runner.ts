/** The page's side of the TypeScript runner: starts it when it is needed, and ends it when it hangs. */
import { type Remote, releaseProxy, wrap } from "comlink";
import { type RunnerProject, type RunOutcome, type RunRequest, runLimits } from "../protocol.ts";
import type { RunnerWorker } from "./runner.worker.ts";

type Started = { readonly worker: Worker; readonly remote: Remote<RunnerWorker> };

const stopped: RunOutcome = {
  statements: [],
  lines: [],
  results: [],
  failure: {
    kind: "stopped",
    code: "too-long",
    message: `Stopped after ${runLimits.killAfterMilliseconds / 1_000} seconds without an answer.`,
    hint: "Does the code wait for something that never comes?",
    origin: null,
  },
  milliseconds: runLimits.killAfterMilliseconds,
  kept: false,
  database: null,
};

const start = (): Started => {
  const worker = new Worker(new URL("./runner.worker.ts", import.meta.url), { type: "module" });
  return { worker, remote: wrap<RunnerWorker>(worker) };
};

export class TypeScriptRunner {
  #project: RunnerProject | null = null;
  #ready: Promise<Started> | null = null;
  #abandonRun: (() => void) | null = null;

  /** Runs go against this project from now on. */
  open(project: RunnerProject): void {
    this.#project = project;
    this.#ready = this.#openIn(this.#ready);
  }

  /**
   * Runs code to its end, or to the end of our patience; null when the run was abandoned.
   * @throws Error when the worker itself fails, which is no fault of the code.
   */
  async run(request: RunRequest): Promise<RunOutcome | null> {
    this.#ready ??= this.#openIn(null);
    try {
      const { remote } = await this.#ready;
      const abandoned = new Promise<null>(resolve => {
        this.#abandonRun = () => resolve(null);
      });
      const outcome = remote.run(request);
      const limit = runLimits.killAfterMilliseconds;
      const answer = await withTimeout(Promise.race([outcome, abandoned]), limit);
      if (answer === TIMED_OUT) this.#kill();
      return answer === TIMED_OUT ? stopped : answer;
    } catch (thrown) {
      this.#kill();
      throw thrown;
    } finally {
      this.#abandonRun = null;
    }
  }

  /** Ends the run that is under way, if one is; the next starts afresh. */
  abandon(): void {
    if (!this.#abandonRun) return;
    this.#abandonRun();
    this.#kill();
  }

  #kill(): void {
    const ready = this.#ready;
    this.#ready = null;
    void ready?.then(
      ({ worker, remote }) => {
        remote[releaseProxy]();
        worker.terminate();
      },
      // It never started: there is nothing to end.
      () => undefined,
    );
  }

  async #openIn(before: Promise<Started> | null): Promise<Started> {
    const started = (await before?.catch(() => null)) ?? start();
    if (!this.#project) throw new Error("the runner has no project yet");
    await started.remote.open(this.#project);
    return started;
  }
}

const TIMED_OUT: unique symbol = Symbol("timed out");

const withTimeout = async <Value>(
  promise: Promise<Value>,
  milliseconds: number,
): Promise<Value | typeof TIMED_OUT> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<typeof TIMED_OUT>(resolve => {
    timer = setTimeout(resolve, milliseconds, TIMED_OUT);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
};
