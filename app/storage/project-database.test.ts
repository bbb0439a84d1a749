import { openDB } from "idb";
import { beforeEach, describe, expect, it } from "vitest";
import { applyDiff, diffBetween, emptyDiff, type SchemaRecord } from "../../engine/index.ts";
import { blogDocument } from "../../engine/testing/sample-documents.ts";
import { notStored, type Stored } from "./autosave.ts";
import { ChangedElsewhereError, ProjectDatabase } from "./project-database.ts";
import { headerOf, type ProjectSnapshot, readStoredProject } from "./stored-project.ts";
import { useMemoryStorage } from "./testing/memory-storage.ts";

const document = blogDocument();
const QUERY = { id: "query:1", name: "First", language: "typescript", text: "1" } as const;

const snapshotOf = (id: string, changes: Partial<ProjectSnapshot> = {}): ProjectSnapshot => ({
  header: headerOf({
    id,
    name: `Project ${id}`,
    queries: [QUERY],
    activeQuery: "query:1",
    trusted: true,
    savedAt: Number(id),
  }),
  document,
  rows: null,
  ...changes,
});

const write = (
  database: ProjectDatabase,
  snapshot: ProjectSnapshot,
  { document: before, revision }: Stored = notStored,
) =>
  database.write({
    ...snapshot,
    diff: diffBetween(before, snapshot.document),
    rowsChanged: snapshot.rows !== null,
    revision,
  });

const readDocument = async (database: ProjectDatabase, id: string) =>
  readStoredProject(await database.read(id)).value?.document.records;

beforeEach(() => void useMemoryStorage());

describe("the project database", () => {
  it("reads what it wrote, with records in their order", async () => {
    const database = new ProjectDatabase();
    const rows = new Uint8Array([1, 2, 3]);
    await write(database, snapshotOf("1", { rows }));
    const { value, diagnostics } = readStoredProject(await database.read("1"));
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({ name: "Project 1", queries: [QUERY], trusted: true });
    expect([...(value?.document.records ?? [])]).toEqual([...document.records]);
    expect(await database.readRows("1")).toEqual(rows);
  });

  it("writes added, changed and removed records only", async () => {
    const database = new ProjectDatabase();
    await write(database, snapshotOf("1"));
    const [first, second] = [...document.records.values()].filter(({ kind }) => kind === "column");
    if (first?.kind !== "column" || !second) throw new Error("no columns");
    const renamed = { ...first, name: "renamed" };
    const added = { ...first, id: "column:new" as typeof first.id, name: "new" };
    const next = applyDiff(document, {
      added: new Map([[added.id, added]]),
      updated: new Map([[first.id, { from: first, to: renamed }]]),
      removed: new Map([[second.id, second]]),
    });
    await write(database, snapshotOf("1", { document: next }), { document, revision: 1 });
    const stored = (await database.read("1")) as { records: unknown[] };
    expect(stored.records).toEqual([...next.records.values()]);
  });

  it("keeps projects apart, and lists the latest first", async () => {
    const database = new ProjectDatabase();
    await write(database, snapshotOf("1"));
    await write(database, snapshotOf("10"));
    await database.remove("1");
    expect(await database.read("1")).toBeUndefined();
    expect(await readDocument(database, "10")).toEqual(document.records);
    await write(database, snapshotOf("2"));
    expect(await database.list()).toMatchObject([
      { id: "10", name: "Project 10", tables: 2 },
      { id: "2" },
    ]);
  });

  it("writes the whole project and its rows if storage was cleared", async () => {
    const database = new ProjectDatabase();
    const rows = new Uint8Array([1]);
    await write(database, snapshotOf("1", { rows }));
    await database.remove("1");
    const changes = { diff: emptyDiff, rowsChanged: false, revision: 1 };
    await database.write({ ...snapshotOf("1", { rows }), ...changes });
    expect(await readDocument(database, "1")).toEqual(document.records);
    expect(await database.readRows("1")).toEqual(rows);
  });
});

describe("a write that fails", () => {
  it("leaves nothing half written", async () => {
    const database = new ProjectDatabase();
    const [first] = [...document.records.values()].filter(({ kind }) => kind === "table");
    if (!first) throw new Error("no table");
    // A function cannot be stored.
    const broken = { ...first, id: "table:x", comment: () => "" } as unknown as SchemaRecord;
    const next = { records: new Map([...document.records, [broken.id, broken]]) };
    await expect(write(database, snapshotOf("1", { document: next }))).rejects.toThrow();
    expect(await database.list()).toEqual([]);
    await write(database, snapshotOf("1"));
    const stored = { document, revision: 1 };
    await expect(write(database, snapshotOf("1", { document: next }), stored)).rejects.toThrow();
    expect(await readDocument(database, "1")).toEqual(document.records);
  });
});

describe("two tabs", () => {
  it("cannot overwrite each other: the later write is refused as a whole", async () => {
    const database = new ProjectDatabase();
    await write(database, snapshotOf("1"));
    const rows = new Uint8Array([1]);
    const mine = write(database, snapshotOf("1", { rows }), { document, revision: 1 });
    await expect(mine).resolves.toBe(2);
    const other = snapshotOf("1", { rows: new Uint8Array([2]) });
    await expect(write(new ProjectDatabase(), other, { document, revision: 1 })).rejects.toThrow(
      ChangedElsewhereError,
    );
    expect(await database.readRows("1")).toEqual(rows);
  });
});

describe("damaged projects", () => {
  /** Puts anything into a store, as a browser or an extension may. */
  const put = async (store: string, value: unknown, key?: IDBValidKey) => {
    const raw = await openDB("stele", 2);
    await raw.put(store, value, key);
    raw.close();
  };

  it("are listed after the others, and hide none", async () => {
    const database = new ProjectDatabase();
    await write(database, snapshotOf("1"));
    const header = (await database.read("1")) as object;
    const damages = [
      { savedAt: "yesterday" },
      { savedAt: null },
      { name: { first: "x" } },
      { queries: null },
      { order: [null] },
      { tables: "2" },
    ];
    for (const [at, damage] of damages.entries()) {
      await put("projects", { ...header, tables: 2, order: [], ...damage, id: `damaged:${at}` });
    }
    const [first, ...others] = await database.list();
    expect(first).toMatchObject({ id: "1", damaged: false });
    expect(others.map(({ damaged }) => damaged)).toEqual(damages.map(() => true));
    for (const { name } of others) expect(typeof name).toBe("string");
  });

  it("report records that are missing or of an unknown kind", async () => {
    const database = new ProjectDatabase();
    await write(database, snapshotOf("1"));
    const key = [...document.records.values()].find(({ kind }) => kind === "key");
    await put("records", { ...key, kind: "lock" }, ["1", key?.id ?? ""]);
    const first = readStoredProject(await database.read("1"));
    expect(first.diagnostics.map(({ code }) => code)).toEqual(["bad-record"]);
    const raw = await openDB("stele", 2);
    await raw.delete("records", ["1", key?.id ?? ""]);
    raw.close();
    const second = readStoredProject(await database.read("1"));
    expect(second.diagnostics.map(({ code }) => code)).toEqual(["bad-record"]);
    expect(second.value?.document.records.size).toBe(document.records.size - 1);
  });
});

describe("the database of version 1", () => {
  it("is upgraded: its projects, their rows and their consent stay", async () => {
    const old = await openDB("stele", 1, {
      upgrade(database) {
        database.createObjectStore("projects", { keyPath: "id" }).createIndex("savedAt", "savedAt");
        database.createObjectStore("rows");
      },
    });
    await old.put("projects", {
      id: "1",
      name: "Old",
      records: [...document.records.values()],
      queries: [{ id: "query:1", name: "First", text: "1" }],
      activeQuery: "query:1",
      savedAt: 5,
    });
    await old.put("projects", { id: "2", name: "Damaged", records: null, savedAt: 6 });
    await old.put("rows", new Uint8Array([7]), "1");
    old.close();

    const database = new ProjectDatabase();
    const { value } = readStoredProject(await database.read("1"));
    expect(value).toMatchObject({ name: "Old", queries: [QUERY], trusted: true });
    expect([...(value?.document.records ?? [])]).toEqual([...document.records]);
    expect(await database.readRows("1")).toEqual(new Uint8Array([7]));
    const projects = (await database.list()).map(({ name, damaged }) => [name, damaged]);
    expect(projects).toEqual([
      ["Old", false],
      ["Damaged", true],
    ]);
    expect(readStoredProject(await database.read("2")).value).toBeNull();
  });
});
