import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { blogDocument, openBlog } from "../../engine/testing/blog.ts";
import { openDatabase } from "../../engine/testing/open-database.ts";
import { emptyOutcome, type RunnerProject, runLimits } from "./protocol.ts";
import { MemorySandboxes, type Serve } from "./testing/memory-sandboxes.ts";
import { serveRun } from "./typescript/serve-run.ts";
import { WorkerRunner } from "./worker-runner.ts";

const BLOG: RunnerProject = { document: blogDocument, database: openBlog().export() };
const EMPTY: RunnerProject = { document: { records: new Map() }, database: new Uint8Array() };

const serve: Serve = (port, project) =>
  void serveRun({ port, project, openDatabase, now: () => performance.now() });

/** A worker that is ready and then replies to a run with the given messages. */
const replying =
  (...replies: readonly unknown[]): Serve =>
  port => {
    port.onmessage = () => {
      for (const reply of replies) port.postMessage(reply);
    };
    port.postMessage({ kind: "ready" });
  };

const silent: Serve = port => port.postMessage({ kind: "ready" });

let sandboxes: MemorySandboxes;
let runner: WorkerRunner;

beforeEach(() => {
  sandboxes = new MemorySandboxes(serve);
  runner = new WorkerRunner("typescript", sandboxes.open);
});

afterEach(() => {
  vi.useRealTimers();
  runner.close();
  sandboxes.closeAll();
});

const preview = (code: string) => runner.run({ code, keep: false });

/** Lets pending messages arrive while timers are faked. */
const messages = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve));
};

describe("a run", () => {
  it("returns the outcome of the code", async () => {
    runner.open(BLOG);
    const outcome = await preview("console.log(await db.User.count());");
    expect(outcome?.failure).toBeNull();
    expect(outcome?.lines[0]?.values).toEqual([{ kind: "number", text: "3" }]);
  });

  it("starts with the database of the project after any other run", async () => {
    runner.open(BLOG);
    await preview("await db.sql`DELETE FROM posts`; await db.sql`COMMIT`; await db.sql`BEGIN`;");
    const outcome = await preview("console.log(await db.Post.count());");
    expect(outcome?.lines[0]?.values).toEqual([{ kind: "number", text: "3" }]);
  });

  it("gets a new worker each time, in the same sandbox", async () => {
    runner.open(BLOG);
    await preview("1;");
    await preview("2;");
    expect(sandboxes.records.map(({ workers }) => workers.length)).toEqual([3]);
  });

  it("returns the changed database only if it keeps its changes", async () => {
    runner.open(BLOG);
    const code = 'db.User.create({ name: "Grace" }); await db.save();';
    expect((await preview(code))?.database).toBeNull();
    const kept = await runner.run({ code, keep: true });
    expect(kept).toMatchObject({ kept: true, failure: null });
    const rows = openDatabase(kept?.database ?? undefined).query("SELECT count(*) FROM users").rows;
    expect(rows).toEqual([[4]]);
  });

  it("fails without a project", async () => {
    await expect(preview("1;")).rejects.toThrow("no project");
  });

  it("reports a database that cannot be opened, and starts again", async () => {
    runner.open({ document: blogDocument, database: new Uint8Array([1, 2, 3]) });
    await expect(preview("1;")).rejects.toThrow();
    expect(sandboxes.records.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });
});

describe("a worker that does not answer", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });

  it("is ended at the deadline, and the next run works", async () => {
    sandboxes.serve = silent;
    runner.open(BLOG);
    const run = preview("await new Promise(() => {});");
    await messages();
    sandboxes.serve = serve;
    vi.advanceTimersByTime(runLimits.killAfterMilliseconds);
    expect(await run).toMatchObject({ failure: { kind: "stopped", code: "too-long" } });
    expect(sandboxes.records.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect((await preview("1;"))?.failure).toBeNull();
  });

  it("fails the run if it never becomes ready", async () => {
    sandboxes.serve = () => undefined;
    runner.open(BLOG);
    const failure = expect(preview("1;")).rejects.toThrow("did not start");
    await messages();
    sandboxes.serve = serve;
    vi.advanceTimersByTime(runLimits.startMilliseconds);
    await failure;
    expect((await preview("1;"))?.failure).toBeNull();
  });
});

describe("abandoning a run", () => {
  it("resolves it to null, ends its sandbox and leaves the next run alone", async () => {
    sandboxes.serve = silent;
    runner.open(BLOG);
    const run = preview("while (true) {}");
    sandboxes.serve = serve;
    runner.abandon();
    expect(await run).toBeNull();
    expect((await preview("1;"))?.failure).toBeNull();
  });

  it("happens when another run starts", async () => {
    sandboxes.serve = silent;
    runner.open(BLOG);
    const first = preview("1;");
    sandboxes.serve = serve;
    const second = preview("console.log(2);");
    expect(await first).toBeNull();
    expect((await second)?.lines).toHaveLength(1);
  });

  it("without a run does nothing", () => {
    runner.open(BLOG);
    runner.abandon();
    expect(sandboxes.records.map(({ isClosed }) => isClosed)).toEqual([false]);
  });
});

describe("another project", () => {
  it("never meets a worker of the project before", async () => {
    runner.open(BLOG);
    await preview("1;");
    runner.open(EMPTY);
    const [first, second] = sandboxes.records;
    expect(first).toMatchObject({ project: BLOG, isClosed: true });
    expect(second).toMatchObject({ project: EMPTY, isClosed: false });
    expect((await preview("console.log(Object.keys(db));"))?.failure).toBeNull();
  });

  it("abandons the run of the project before", async () => {
    sandboxes.serve = silent;
    runner.open(BLOG);
    const run = preview("1;");
    runner.open(EMPTY);
    expect(await run).toBeNull();
  });

  it("is the only way on after closing", async () => {
    runner.open(BLOG);
    runner.close();
    expect(sandboxes.records.map(({ isClosed }) => isClosed)).toEqual([true]);
    await expect(preview("1;")).rejects.toThrow("no project");
  });
});

describe("replies that the code forged", () => {
  const statement = {
    number: 1,
    cause: { kind: "raw", subject: null },
    origin: null,
    printed: {
      text: "SELECT 1",
      parameters: [],
      sources: [],
      holdsValues: false,
      placeholders: [],
      columns: [],
      spans: [],
    },
    statement: null,
    query: null,
    columns: ["a"],
    rows: [[1]],
    rowCount: 1,
    changes: 0,
    error: null,
    milliseconds: 1,
  };
  const withStatement = (change: object) => ({
    kind: "outcome",
    outcome: { ...emptyOutcome, statements: [{ ...statement, ...change }] },
  });
  const cyclic: Record<string, unknown> = { kind: "list", length: 1 };
  cyclic.items = [cyclic];
  let doubling: unknown = { kind: "text", text: "x" };
  for (let level = 0; level < 60; level += 1) {
    doubling = { kind: "list", items: [doubling, doubling], length: 2 };
  }

  it.each([
    ["no reply", null],
    ["a text", "outcome"],
    ["an unknown kind", { kind: "keep", database: new Uint8Array() }],
    ["a second ready", { kind: "ready" }],
    ["an outcome without fields", { kind: "outcome", outcome: {} }],
    ["an element for a text", withStatement({ printed: { ...statement.printed, text: {} } })],
    ["rows of objects", withStatement({ rows: [[{ toString: "x" }]] })],
    ["more rows than the limit", withStatement({ rows: new Array(501).fill([1]) })],
    ["a cause without a subject", withStatement({ cause: { kind: "query" } })],
    ["a place before the text", withStatement({ origin: { start: -1, end: 3 } })],
    ["a map", { kind: "outcome", outcome: { ...emptyOutcome, results: new Map() } }],
    [
      "a database of another form",
      { kind: "outcome", outcome: { ...emptyOutcome, database: "x" } },
    ],
    [
      "a cycle",
      {
        kind: "outcome",
        outcome: { ...emptyOutcome, results: [{ origin: null, value: cyclic }] },
      },
    ],
    [
      "a value of 2^60 parts",
      {
        kind: "outcome",
        outcome: { ...emptyOutcome, results: [{ origin: null, value: doubling }] },
      },
    ],
    [
      "a list of 4 billion holes",
      { kind: "outcome", outcome: { ...emptyOutcome, lines: new Array(2 ** 32 - 1) } },
    ],
  ])("are refused: %s", async (_, reply) => {
    sandboxes.serve = replying(reply);
    runner.open(BLOG);
    const run = preview("1;");
    sandboxes.serve = serve;
    expect((await run)?.failure).toMatchObject({ kind: "stopped", code: "unreadable-result" });
    expect((await preview("1;"))?.failure).toBeNull();
  });

  it("are accepted in the right form, without what does not belong there", async () => {
    sandboxes.serve = replying(withStatement({ extra: "x" }));
    runner.open(BLOG);
    expect((await preview("1;"))?.statements).toEqual([statement]);
  });

  it("keep nothing of a preview", async () => {
    const forged = { ...emptyOutcome, kept: true, database: new Uint8Array([1]) };
    sandboxes.serve = replying({ kind: "outcome", outcome: forged });
    runner.open(BLOG);
    expect(await preview("1;")).toMatchObject({ kept: false, database: null });
  });

  it("count once: a flood after the first is ignored", async () => {
    const first = { kind: "outcome", outcome: { ...emptyOutcome, milliseconds: 7 } };
    const flood = new Array(1_000).fill({ kind: "outcome", outcome: emptyOutcome });
    sandboxes.serve = replying(first, ...flood);
    runner.open(BLOG);
    const run = preview("1;");
    sandboxes.serve = serve;
    expect((await run)?.milliseconds).toBe(7);
    expect((await preview("console.log(1);"))?.lines).toHaveLength(1);
  });

  it("of a worker that failed are an error, not an outcome", async () => {
    sandboxes.serve = replying({ kind: "failed", message: "out of memory" });
    runner.open(BLOG);
    await expect(preview("1;")).rejects.toThrow("out of memory");
  });
});
