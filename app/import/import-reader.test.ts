import { describe, expect, it } from "vitest";
import { error } from "../../engine/index.ts";
import type { ImportInput, ImportPreview, ReadOptions } from "../project/index.ts";
import { ImportReader } from "./import-reader.ts";

type Call = ReadOptions & {
  readonly input: ImportInput;
  readonly resolve: (preview: ImportPreview) => void;
  readonly reject: (reason: unknown) => void;
};

const EMPTY: ImportPreview = {
  document: { records: new Map() },
  references: [],
  diagnostics: [],
  hasRows: false,
};

type OpenFile = (file: Blob, signal: AbortSignal) => Promise<ReturnType<typeof error>[]>;

const openReader = (openFile: OpenFile = async () => []) => {
  const calls: Call[] = [];
  const reader = new ImportReader({
    readImport: (input, options) =>
      new Promise((resolve, reject) => {
        calls.push({ input, ...options, resolve, reject });
      }),
    openFile,
  });
  const nextCall = async (index: number): Promise<Call> => {
    await expect.poll(() => calls.length).toBeGreaterThan(index);
    const call = calls[index];
    if (!call) throw new Error("no call");
    return call;
  };
  return { reader, calls, nextCall };
};

describe("reading an import", () => {
  it("detects the importer, reports progress and ends with the tables", async () => {
    const { reader, nextCall } = openReader();
    const reading = reader.read("CREATE TABLE a (id)");
    const call = await nextCall(0);
    expect(call.input.importer).toBe("sqlite-sql");
    call.onProgress(0.5);
    expect(reader.store.getState()).toEqual({ kind: "reading", progress: 0.5 });
    call.resolve(EMPTY);
    await reading;
    expect(reader.store.getState()).toMatchObject({
      kind: "read",
      tables: { name: "Pasted text" },
    });
  });

  it("keeps only the latest input", async () => {
    const { reader, nextCall } = openReader();
    const first = reader.read("CREATE TABLE a (id)");
    const slow = await nextCall(0);
    const second = reader.read(new File(["CREATE TABLE b (id)"], "b.sql"));
    const fast = await nextCall(1);
    expect(slow.signal.aborted).toBe(true);
    fast.resolve(EMPTY);
    await second;
    slow.onProgress(0.9);
    slow.resolve(EMPTY);
    await first;
    expect(reader.store.getState()).toMatchObject({ kind: "read", tables: { name: "b" } });
  });

  it("is idle after a cancellation, also if the worker fails later", async () => {
    const { reader, nextCall } = openReader();
    const reading = reader.read("CREATE TABLE a (id)");
    const call = await nextCall(0);
    reader.reset();
    expect(call.signal.aborted).toBe(true);
    call.reject(new Error("late"));
    await reading;
    expect(reader.store.getState()).toEqual({ kind: "idle" });
  });

  it("reports a failure of the worker", async () => {
    const { reader, nextCall } = openReader();
    const reading = reader.read("CREATE TABLE a (id)");
    (await nextCall(0)).reject(new Error("out of memory"));
    await reading;
    expect(reader.store.getState()).toEqual({ kind: "failed", message: "out of memory" });
  });

  it("reports a file of an unknown format", async () => {
    const { reader, calls } = openReader();
    await reader.read(new File([new Uint8Array([0, 1, 2])], "photo.png"));
    expect(reader.store.getState()).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(
        /^The format of photo\.png is unknown\. Paste SQL .*project\.$/,
      ),
    });
    expect(calls).toEqual([]);
  });

  it("opens a project file at once, and reports why one cannot be opened", async () => {
    const file = new File(['{ "format": "stele" }'], "blog.stele");
    const { reader } = openReader();
    await reader.read(file);
    expect(reader.store.getState()).toEqual({ kind: "opened", diagnostics: [] });
    const broken = openReader(async () => [error("not-a-project", "Broken.", { hint: "Try." })]);
    await broken.reader.read(file);
    expect(broken.reader.store.getState()).toEqual({ kind: "failed", message: "Broken. Try." });
  });

  it("cancels a project file that is being read", async () => {
    const signals: AbortSignal[] = [];
    const { reader } = openReader(async (_, signal) => {
      signals.push(signal);
      return [];
    });
    const reading = reader.read(new File(['{ "format": "stele" }'], "blog.stele"));
    await expect.poll(() => signals.length).toBe(1);
    reader.reset();
    await reading;
    expect(signals[0]?.aborted).toBe(true);
    expect(reader.store.getState()).toEqual({ kind: "idle" });
  });
});

describe("accepting what was read", () => {
  const openRead = async () => {
    const opened = openReader();
    const reading = opened.reader.read("CREATE TABLE a (id)");
    (await opened.nextCall(0)).resolve(EMPTY);
    await reading;
    return opened.reader;
  };

  it("happens once, as the rows are there once", async () => {
    const reader = await openRead();
    let count = 0;
    const body = async () => {
      count += 1;
    };
    expect(await Promise.all([reader.accept(body), reader.accept(body)])).toEqual([true, false]);
    expect(count).toBe(1);
  });

  it("that fails is shown, or thrown if something else is shown by then", async () => {
    const failing = async () => {
      throw new Error("out of memory");
    };
    const shown = await openRead();
    expect(await shown.accept(failing)).toBe(false);
    expect(shown.store.getState()).toEqual({ kind: "failed", message: "out of memory" });
    const closed = await openRead();
    const accepting = closed.accept(failing);
    closed.reset();
    await expect(accepting).rejects.toThrow("out of memory");
    expect(closed.store.getState()).toEqual({ kind: "idle" });
  });
});
