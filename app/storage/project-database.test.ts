import { openDB } from "idb";
import { beforeEach, describe, expect, it } from "vitest";
import {
  applyDiff,
  diffBetween,
  emptyDiff,
  emptyDocument,
  type SchemaDocument,
} from "../../engine/index.ts";
import { blogDocument } from "../../engine/testing/sample-documents.ts";
import { ProjectDatabase } from "./project-database.ts";
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

const write = (database: ProjectDatabase, snapshot: ProjectSnapshot, before: SchemaDocument) =>
  database.write({
    ...snapshot,
    diff: diffBetween(before, snapshot.document),
    rowsChanged: snapshot.rows !== null,
  });

const readDocument = async (database: ProjectDatabase, id: string) =>
  readStoredProject(await database.read(id)).value?.document.records;

beforeEach(() => void useMemoryStorage());

describe("the project database", () => {
  it("reads what it wrote, with records in their order", async () => {
    const database = new ProjectDatabase();
    const rows = new Uint8Array([1, 2, 3]);
    await write(database, snapshotOf("1", { rows }), emptyDocument);
    const { value, diagnostics } = readStoredProject(await database.read("1"));
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({ name: "Project 1", queries: [QUERY], trusted: true });
    expect([...(value?.document.records ?? [])]).toEqual([...document.records]);
    expect(await database.readRows("1")).toEqual(rows);
  });

  it("writes added, changed and removed records only", async () => {
    const database = new ProjectDatabase();
    await write(database, snapshotOf("1"), emptyDocument);
    const [first, second] = [...document.records.values()].filter(({ kind }) => kind === "column");
    if (first?.kind !== "column" || !second) throw new Error("no columns");
    const renamed = { ...first, name: "renamed" };
    const added = { ...first, id: "column:new" as typeof first.id, name: "new" };
    const next = applyDiff(document, {
      added: new Map([[added.id, added]]),
      updated: new Map([[first.id, { from: first, to: renamed }]]),
      removed: new Map([[second.id, second]]),
    });
    await write(database, snapshotOf("1", { document: next }), document);
    const stored = (await database.read("1")) as { records: unknown[] };
    expect(stored.records).toEqual([...next.records.values()]);
  });

  it("keeps projects apart, and lists the latest first", async () => {
    const database = new ProjectDatabase();
    await write(database, snapshotOf("1"), emptyDocument);
    await write(database, snapshotOf("10"), emptyDocument);
    await database.remove("1");
    expect(await database.read("1")).toBeUndefined();
    expect(await readDocument(database, "10")).toEqual(document.records);
    await write(database, snapshotOf("2"), emptyDocument);
    expect(await database.list()).toMatchObject([
      { id: "10", name: "Project 10", tables: 2 },
      { id: "2" },
    ]);
  });

  it("writes the whole project and its rows if storage was cleared", async () => {
    const database = new ProjectDatabase();
    const rows = new Uint8Array([1]);
    await write(database, snapshotOf("1", { rows }), emptyDocument);
    await database.remove("1");
    await database.write({ ...snapshotOf("1", { rows }), diff: emptyDiff, rowsChanged: false });
    expect(await readDocument(database, "1")).toEqual(document.records);
    expect(await database.readRows("1")).toEqual(rows);
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
    expect((await database.list()).map(({ name }) => name)).toEqual(["Damaged", "Old"]);
  });
});
