import { describe, expect, it } from "vitest";
import { error, type RecognizedModels } from "../../engine/index.ts";
import type { ImportInput, ImportPreview, ReadOptions } from "../project/index.ts";
import { ImportFailure } from "./import-failure.ts";
import { ImportReader } from "./import-reader.ts";
import type { ReadModelsOptions } from "./models/read-models.ts";

type Answer = {
  readonly resolve: (preview: ImportPreview) => void;
  readonly reject: (reason: unknown) => void;
};

type Call = ReadOptions & Answer & { readonly input: ImportInput };
type ModelCall = ReadModelsOptions & Answer & { readonly models: RecognizedModels };

const EMPTY: ImportPreview = {
  document: { records: new Map() },
  references: [],
  diagnostics: [],
  hasRows: false,
};

const failed = (detail: string) => ({
  kind: "failed",
  failure: { title: "The import failed", detail },
  models: null,
});

const MODELS = `from peewee import Model, CharField
class Kite(Model):
    name = CharField()
`;

type OpenFile = (file: Blob, signal: AbortSignal) => Promise<ReturnType<typeof error>[]>;

const openReader = (openFile: OpenFile = async () => []) => {
  const calls: Call[] = [];
  const modelCalls: ModelCall[] = [];
  const reader = new ImportReader({
    readImport: (input, options) =>
      new Promise((resolve, reject) => {
        calls.push({ input, ...options, resolve, reject });
      }),
    readModels: (models, options) =>
      new Promise((resolve, reject) => {
        modelCalls.push({ models, ...options, resolve, reject });
      }),
    openFile,
  });
  const nextCall = async (index: number): Promise<Call> => {
    await expect.poll(() => calls.length).toBeGreaterThan(index);
    const call = calls[index];
    if (!call) throw new Error("no call");
    return call;
  };
  return { reader, calls, modelCalls, nextCall };
};

describe("reading an import", () => {
  it("detects the importer, reports progress and ends with the tables", async () => {
    const { reader, nextCall } = openReader();
    const reading = reader.read("CREATE TABLE a (id)");
    const call = await nextCall(0);
    expect(call.input.importer).toBe("sqlite-sql");
    call.onProgress(0.5);
    expect(reader.store.getState()).toMatchObject({ kind: "reading", progress: 0.5 });
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
    const second = reader.read([new File(["CREATE TABLE b (id)"], "b.sql")]);
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
    expect(reader.store.getState()).toEqual(failed("out of memory"));
  });

  it("reports a file of an unknown format", async () => {
    const { reader, calls } = openReader();
    await reader.read([new File([new Uint8Array([0, 1, 2])], "photo.png")]);
    expect(reader.store.getState()).toMatchObject({
      kind: "failed",
      failure: {
        detail: expect.stringMatching(
          /^The format of photo\.png is unknown\. Paste SQL .*project\./,
        ),
      },
    });
    expect(calls).toEqual([]);
  });

  it("opens a project file at once, and reports why one cannot be opened", async () => {
    const file = new File(['{ "format": "stele" }'], "blog.stele");
    const { reader } = openReader();
    await reader.read([file]);
    expect(reader.store.getState()).toEqual({ kind: "opened", diagnostics: [] });
    const broken = openReader(async () => [error("not-a-project", "Broken.", { hint: "Try." })]);
    await broken.reader.read([file]);
    expect(broken.reader.store.getState()).toEqual(failed("Broken. Try."));
  });

  it("cancels a project file that is being read", async () => {
    const signals: AbortSignal[] = [];
    const { reader } = openReader(async (_, signal) => {
      signals.push(signal);
      return [];
    });
    const reading = reader.read([new File(['{ "format": "stele" }'], "blog.stele")]);
    await expect.poll(() => signals.length).toBe(1);
    reader.reset();
    await reading;
    expect(signals[0]?.aborted).toBe(true);
    expect(reader.store.getState()).toEqual({ kind: "idle" });
  });
});

describe("reading Python models", () => {
  const recognized = { kind: "recognized", models: { library: "peewee", paths: ["models.py"] } };

  it("only recognizes them, until the user agrees", async () => {
    const { reader, calls, modelCalls } = openReader();
    await reader.read(MODELS);
    expect(reader.store.getState()).toMatchObject(recognized);
    expect([calls, modelCalls]).toEqual([[], []]);
    const reading = reader.readModels();
    expect(modelCalls[0]?.models.files).toEqual({ "models.py": MODELS });
    modelCalls[0]?.onProgress({ label: "Starting Peewee…", value: null });
    expect(reader.store.getState()).toMatchObject({ kind: "reading", label: "Starting Peewee…" });
    modelCalls[0]?.resolve(EMPTY);
    await reading;
    expect(reader.store.getState()).toMatchObject({
      kind: "read",
      tables: { name: "Pasted text", text: null },
    });
  });

  it("recognizes them while they are written", () => {
    const { reader } = openReader();
    reader.recognize(MODELS);
    expect(reader.store.getState()).toMatchObject(recognized);
    reader.recognize("CREATE TABLE kites (id INTEGER);");
    expect(reader.store.getState()).toEqual({ kind: "idle" });
  });

  it("can be cancelled, and started again", async () => {
    const { reader, modelCalls } = openReader();
    await reader.read(MODELS);
    const reading = reader.readModels();
    reader.cancel();
    expect(modelCalls[0]?.signal.aborted).toBe(true);
    modelCalls[0]?.reject(new Error("late"));
    await reading;
    expect(reader.store.getState()).toMatchObject(recognized);
    void reader.readModels();
    expect(modelCalls).toHaveLength(2);
  });

  it("shows a failure, and can be tried again", async () => {
    const { reader, modelCalls } = openReader();
    await reader.read(MODELS);
    const reading = reader.readModels();
    modelCalls[0]?.reject(new ImportFailure("Python was stopped.", "Is there a loop?"));
    await reading;
    expect(reader.store.getState()).toMatchObject({
      kind: "failed",
      failure: { title: "Python was stopped.", detail: "Is there a loop?" },
      models: { library: "peewee" },
    });
    void reader.readModels();
    expect(modelCalls).toHaveLength(2);
  });

  it("reads several files, of which a folder gives the name", async () => {
    const { reader } = openReader();
    await reader.read([new File([MODELS], "a.py"), new File(["X = 1"], "b.py")]);
    expect(reader.store.getState()).toMatchObject({
      kind: "recognized",
      models: { name: "The selection", files: { "a.py": MODELS, "b.py": "X = 1" } },
    });
  });

  it.each([
    [
      "import pandas\ndef fly(): pass",
      /^The Python text has no models of SQLModel, SQLAlchemy, .*\.$/,
    ],
    [
      "from sqlalchemy import select\ndef fly(): pass",
      /^The Python text uses SQLAlchemy, but no models were found\./,
    ],
  ])("reports Python without models: %s", async (text, message) => {
    const { reader, calls } = openReader();
    await reader.read(text);
    expect(reader.store.getState()).toMatchObject({
      kind: "failed",
      failure: { detail: expect.stringMatching(message) },
    });
    expect(calls).toEqual([]);
  });

  it("reports files without Python", async () => {
    const { reader } = openReader();
    await reader.read([new File(["a"], "a.sql"), new File(["b"], "b.sql")]);
    expect(reader.store.getState()).toMatchObject({
      failure: { detail: expect.stringMatching(/^The selection has no Python files\./) },
    });
  });

  it.each([
    ["SQL", "CREATE TABLE a (id INTEGER);"],
    ["Prisma", "model Kite {\n  id Int @id\n}"],
    ["DBML", "Table kites {\n  id integer [pk]\n}"],
    ["Mermaid", "erDiagram\n  KITE {\n    int id\n  }"],
  ])("does not affect %s", async (_, text) => {
    const { reader, nextCall } = openReader();
    void reader.read(text);
    expect((await nextCall(0)).input.importer).toBe("sqlite-sql");
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
    expect(shown.store.getState()).toEqual(failed("out of memory"));
    const closed = await openRead();
    const accepting = closed.accept(failing);
    closed.reset();
    await expect(accepting).rejects.toThrow("out of memory");
    expect(closed.store.getState()).toEqual({ kind: "idle" });
  });
});
