import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type PythonCall, pythonLimits } from "./protocol.ts";
import { Python, type PythonProgress } from "./python.ts";
import type { PythonPort, PythonSandbox } from "./python-worker.ts";

/** A worker of the tests: what it answers to each call. */
type Answer = (call: PythonCall) => unknown;

const database = new Uint8Array([1]);
const checked = { version: "1.0", database, warnings: [], output: "" };
const answers = (reply: unknown) => ({ kind: "answer", reply, isLarge: false });
const files = { "models.py": "" };

/** Workers that answer at once; `undefined` is no answer. */
class Workers {
  readonly started: string[] = [];
  readonly ended: string[] = [];
  ready: unknown = { kind: "ready" };
  answer: Answer = () => answers(checked);

  readonly open = (
    library: string,
    onProgress: (loaded: number, total: number) => void,
  ): PythonSandbox => ({
    start: async () => {
      this.started.push(library);
      await null;
      onProgress(1, 2);
      onProgress(2, 2);
      return this.#port();
    },
    close: () => this.ended.push(library),
  });

  #port(): PythonPort {
    const port: PythonPort = {
      onmessage: null,
      postMessage: call => send(this.answer(call)),
      close: () => undefined,
    };
    const send = (data: unknown): void => {
      if (data !== undefined) queueMicrotask(() => port.onmessage?.({ data } as MessageEvent));
    };
    queueMicrotask(() => send(this.ready));
    return port;
  }
}

describe("Python", () => {
  let workers: Workers;
  let python: Python;
  beforeEach(() => {
    workers = new Workers();
    python = new Python(workers.open);
  });
  afterEach(() => {
    python.close();
    vi.useRealTimers();
  });

  test("returns what the library made of the models", async () => {
    const calls: PythonCall[] = [];
    workers.answer = call => {
      calls.push(call);
      return answers(checked);
    };
    const outcome = await python.check("django", files);
    expect(outcome).toEqual({ kind: "result", result: checked });
    expect(calls).toEqual([
      { request: "check", parameters: { files }, limit: { milliseconds: 20_000, recursion: 300 } },
    ]);
  });

  test("keeps the worker of a library, and ends it for another library", async () => {
    await python.check("django", files);
    await python.check("django", files);
    expect(workers.started).toEqual(["django"]);
    await python.check("peewee", files);
    expect(workers.started).toEqual(["django", "peewee"]);
    expect(workers.ended).toEqual(["django"]);
  });

  test("reports its progress", async () => {
    const seen: PythonProgress["kind"][] = [];
    python.progress.subscribe(({ kind }) => seen.push(kind));
    await python.check("django", files);
    expect(seen).toEqual(["loading", "loading", "starting", "ready", "running", "ready"]);
    python.close();
    expect(python.progress.getState()).toEqual({ kind: "idle" });
  });

  test("can be prepared before the first call", async () => {
    await python.prepare("django");
    expect(python.progress.getState()).toEqual({ kind: "ready", library: "django" });
    await python.check("django", files);
    expect(workers.started).toEqual(["django"]);
  });

  test("answers calls in their order, one at a time", async () => {
    let running = 0;
    workers.answer = () => {
      running += 1;
      return answers({ ...checked, version: String(running) });
    };
    const outcomes = await Promise.all([
      python.check("django", files),
      python.check("django", files),
    ]);
    expect(outcomes.map(outcome => outcome.kind === "result" && outcome.result.version)).toEqual([
      "1",
      "2",
    ]);
  });

  test("returns an exception of the models with its place", async () => {
    const error = { kind: "NameError", message: "x", file: "models.py", line: 3, traceback: "" };
    workers.answer = () => answers({ error, output: "seen" });
    expect(await python.check("django", files)).toEqual({ kind: "error", error, output: "seen" });
    expect(workers.ended).toEqual([]);
  });

  test.each([
    ["too-long", answers({ stopped: "too-long", output: "" })],
    ["out-of-memory", answers({ stopped: "out-of-memory", output: "" })],
    ["unreadable-result", answers({ ...checked, database: "text" })],
    ["unreadable-result", answers(null)],
    ["unreadable-result", { kind: "answer" }],
    ["unreadable-result", new Map()],
    ["interpreter-failed", { kind: "failed", message: "fatal" }],
  ])("reports in words that a call ended: %s", async (code, reply) => {
    workers.answer = () => reply;
    expect(await python.check("django", files)).toMatchObject({ kind: "stopped", code });
  });

  test.each([
    ["failed", { kind: "failed", message: "fatal" }],
    ["answered in the wrong form", { kind: "answer" }],
    ["grew large", { kind: "answer", reply: checked, isLarge: true }],
  ])("starts another worker after one that %s", async (_how, reply) => {
    workers.answer = () => reply;
    await python.check("django", files);
    expect(workers.ended).toEqual(["django"]);
    workers.answer = () => answers(checked);
    expect(await python.check("django", files)).toMatchObject({ kind: "result" });
    expect(workers.started).toEqual(["django", "django"]);
  });

  test("ends a worker that does not answer", async () => {
    vi.useFakeTimers();
    workers.answer = () => undefined;
    const outcome = python.check("django", files);
    await vi.advanceTimersByTimeAsync(23_000);
    expect(await outcome).toMatchObject({ kind: "stopped", code: "too-long" });
    expect(workers.ended).toEqual(["django"]);
  });

  test("reports that Python cannot be loaded, and tries again at the next call", async () => {
    workers.ready = { kind: "failed", message: "No space." };
    const outcome = await python.check("sqlmodel", files);
    expect(outcome).toMatchObject({
      kind: "unavailable",
      message: expect.stringMatching(/^SQLModel could not be loaded\. No space\./),
    });
    workers.ready = { kind: "ready" };
    expect(await python.check("sqlmodel", files)).toMatchObject({ kind: "result" });
  });

  test("ignores a worker that was ended by closing", async () => {
    vi.useFakeTimers();
    workers.answer = () => undefined;
    void python.check("django", files);
    await vi.advanceTimersByTimeAsync(0);
    python.close();
    workers.answer = () => answers(checked);
    expect(await python.check("django", files)).toMatchObject({ kind: "result" });
    await vi.advanceTimersByTimeAsync(pythonLimits.startMilliseconds);
    expect(python.progress.getState()).toEqual({ kind: "ready", library: "django" });
    expect(workers.ended).toEqual(["django"]);
  });
});
