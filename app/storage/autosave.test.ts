import { beforeEach, describe, expect, it } from "vitest";
import { blogDocument } from "../../engine/testing/sample-documents.ts";
import { Autosave, notStored } from "./autosave.ts";
import { readJournal } from "./journal.ts";
import type { ProjectChanges } from "./project-database.ts";
import { headerOf, type ProjectSnapshot } from "./stored-project.ts";
import { type MemoryStorage, useMemoryStorage } from "./testing/memory-storage.ts";

type Write = {
  readonly changes: ProjectChanges;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
};

const document = blogDocument();

const open = (delayMilliseconds = 0) => {
  let name = "first";
  const writes: Write[] = [];
  const snapshot = (): ProjectSnapshot => ({
    header: headerOf({
      id: "1",
      name,
      queries: [],
      activeQuery: "",
      trusted: true,
      savedAt: 1,
    }),
    document,
    rows: new Uint8Array([1]),
  });
  const write = (changes: ProjectChanges) =>
    new Promise<number>((resolve, reject) => {
      const revision = changes.revision + 1;
      writes.push({ changes, resolve: () => resolve(revision), reject });
    });
  const autosave = new Autosave({ database: { write }, snapshot, delayMilliseconds });
  autosave.open(notStored);
  const rename = (next: string) => {
    name = next;
    autosave.changed();
  };
  const nextWrite = async (index: number): Promise<Write> => {
    await expect.poll(() => writes.length).toBeGreaterThan(index);
    const next = writes[index];
    if (!next) throw new Error("no write");
    return next;
  };
  return { autosave, writes, rename, nextWrite };
};

const namesOf = (writes: readonly Write[]) => writes.map(({ changes }) => changes.header.name);

let storage: MemoryStorage;
beforeEach(() => {
  storage = useMemoryStorage();
});

describe("autosave", () => {
  it("waits for a pause, and writes the latest state once", async () => {
    const { autosave, writes, rename, nextWrite } = open(30);
    rename("a");
    rename("b");
    rename("c");
    expect(autosave.state.getState()).toEqual({ kind: "saving" });
    expect(writes).toEqual([]);
    (await nextWrite(0)).resolve();
    await autosave.settled();
    expect(namesOf(writes)).toEqual(["c"]);
    expect(autosave.state.getState()).toEqual({ kind: "saved" });
  });

  it("writes one at a time, and the changes of meanwhile afterwards", async () => {
    const { autosave, writes, rename, nextWrite } = open();
    rename("a");
    const first = await nextWrite(0);
    rename("b");
    rename("c");
    await new Promise(resolve => setTimeout(resolve, 10));
    expect(writes).toHaveLength(1);
    first.resolve();
    (await nextWrite(1)).resolve();
    await autosave.settled();
    expect(namesOf(writes)).toEqual(["a", "c"]);
  });

  it("writes all records first, and then the difference to the previous write", async () => {
    const { autosave, rename, nextWrite } = open();
    rename("a");
    const first = await nextWrite(0);
    expect(first.changes.diff.added.size).toBe(document.records.size);
    first.resolve();
    await autosave.settled();
    rename("b");
    const second = await nextWrite(1);
    expect(second.changes.diff.added.size).toBe(0);
    second.resolve();
  });

  it("writes rows only when they changed, and again after a failure", async () => {
    const { autosave, rename, nextWrite } = open();
    autosave.rowsChanged();
    const failing = await nextWrite(0);
    expect(failing.changes.rowsChanged).toBe(true);
    failing.reject(new Error("no room"));
    await autosave.settled();
    autosave.retry();
    const retried = await nextWrite(1);
    expect(retried.changes.rowsChanged).toBe(true);
    expect(retried.changes.diff.added.size).toBe(document.records.size);
    retried.resolve();
    await autosave.settled();
    rename("a");
    const last = await nextWrite(2);
    expect(last.changes.rowsChanged).toBe(false);
    last.resolve();
  });

  it("reports why a write failed, and saves with the next change", async () => {
    const { autosave, rename, nextWrite } = open();
    rename("a");
    (await nextWrite(0)).reject(new DOMException("", "QuotaExceededError"));
    await autosave.settled();
    expect(autosave.state.getState()).toEqual({
      kind: "failed",
      message: "This browser has no room left for the project.",
    });
    rename("b");
    (await nextWrite(1)).resolve();
    await autosave.settled();
    expect(autosave.state.getState()).toEqual({ kind: "saved" });
  });

  it.each([
    [new DOMException("", "SecurityError"), /does not allow/],
    [new DOMException("", "VersionError"), /newer version/],
    [new DOMException("", "NotFoundError"), /damaged/],
    [new DOMException("", "TimeoutError"), /does not answer/],
    [new TypeError("Cannot read properties of undefined (reading 'open')"), /does not allow/],
  ])("reports %s in words", async (failure, words) => {
    const { autosave, rename, nextWrite } = open();
    rename("a");
    (await nextWrite(0)).reject(failure);
    await autosave.settled();
    expect(autosave.state.getState()).toMatchObject({ message: expect.stringMatching(words) });
  });

  it("writes at once when it has to settle", async () => {
    const { autosave, writes, rename, nextWrite } = open(60_000);
    rename("a");
    const settled = autosave.settled();
    (await nextWrite(0)).resolve();
    await settled;
    expect(namesOf(writes)).toEqual(["a"]);
  });

  it("drops pending changes of a project that is closed", async () => {
    const { autosave, writes, rename } = open(10);
    rename("a");
    autosave.open({ document, revision: 1 });
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(writes).toEqual([]);
  });
});

describe("a project that is closed while it is written", () => {
  it("leaves neither its failure nor its changes to the next project", async () => {
    const { autosave, writes, rename, nextWrite } = open();
    rename("a");
    const write = await nextWrite(0);
    autosave.open({ document, revision: 7 });
    write.reject(new Error("no room"));
    await autosave.settled();
    expect(autosave.state.getState()).toEqual({ kind: "saved" });
    expect(writes).toHaveLength(1);
    rename("b");
    const next = await nextWrite(1);
    expect(next.changes).toMatchObject({ revision: 7, rowsChanged: false });
    next.resolve();
  });

  it("leaves the journal of the next project alone", async () => {
    const { autosave, rename, nextWrite } = open();
    rename("a");
    const write = await nextWrite(0);
    autosave.leave();
    autosave.open({ document, revision: 7 });
    write.resolve();
    await autosave.settled();
    expect(readJournal().entries).toHaveLength(1);
  });
});

describe("autosave of a change in the moment a write ends", () => {
  it("writes it too", async () => {
    const { autosave, rename, nextWrite } = open(60_000);
    const stop = autosave.state.subscribe(({ kind }) => {
      if (kind !== "saved") return;
      stop();
      queueMicrotask(() => autosave.rowsChanged());
    });
    rename("a");
    const settled = autosave.settled();
    (await nextWrite(0)).resolve();
    const next = await nextWrite(1);
    expect(next.changes.rowsChanged).toBe(true);
    next.resolve();
    await settled;
  });
});

describe("the journal", () => {
  const nameInJournal = () => readJournal().entries[0]?.project.name;

  it("keeps unwritten changes when the page closes, until they are saved", async () => {
    const { autosave, rename, nextWrite } = open(60_000);
    rename("a");
    autosave.leave();
    expect(nameInJournal()).toBe("a");
    const settled = autosave.settled();
    (await nextWrite(0)).resolve();
    await settled;
    expect(readJournal()).toEqual({ entries: [], damaged: [] });
  });

  it("keeps the state of a write that has not finished", async () => {
    const { autosave, rename, nextWrite } = open();
    rename("a");
    await nextWrite(0);
    autosave.leave();
    expect(nameInJournal()).toBe("a");
  });

  it("is empty when everything is saved", () => {
    const { autosave } = open();
    autosave.leave();
    expect(readJournal()).toEqual({ entries: [], damaged: [] });
  });

  it("keeps nothing if the browser refuses, and nothing that is damaged", () => {
    const { autosave, rename } = open(60_000);
    storage.failure = new DOMException("", "QuotaExceededError");
    rename("a");
    autosave.leave();
    expect(readJournal()).toEqual({ entries: [], damaged: [] });
  });

  it("reports whether the page can close without loss", async () => {
    const { autosave, rename, nextWrite } = open(60_000);
    expect(autosave.leave()).toBe(true);
    rename("a");
    expect(autosave.leave()).toBe(true);
    storage.failure = new DOMException("", "QuotaExceededError");
    expect(autosave.leave()).toBe(false);
    storage.failure = null;
    autosave.rowsChanged();
    const write = await nextWrite(0);
    expect(autosave.leave()).toBe(false);
    expect(readJournal().entries[0]?.rowsAt).toBe(1);
    write.resolve();
    await autosave.settled();
    expect(autosave.leave()).toBe(true);
  });

  it("sets aside what is damaged, and nothing deletes it", async () => {
    const { autosave, rename, nextWrite } = open();
    const damaged = ["{ damaged", "{}", '{"id":"1","name":"x","records":null,"queries":[]}'];
    for (const [at, text] of damaged.entries()) storage.entries.set(`stele.journal.${at}`, text);
    expect(readJournal()).toEqual({ entries: [], damaged });
    expect(readJournal()).toEqual({ entries: [], damaged: [] });
    rename("a");
    (await nextWrite(0)).resolve();
    await autosave.settled();
    expect([...storage.entries.values()]).toEqual(damaged);
  });

  it("keeps projects apart, and what an earlier version wrote", () => {
    const { autosave, rename } = open(60_000);
    rename("a");
    autosave.leave();
    const text = storage.entries.get("stele.journal.1") ?? "";
    storage.entries.set("stele.journal", text.replace('"id":"1"', '"id":"2"'));
    const ids = readJournal().entries.map(({ project }) => project.id);
    expect(ids.toSorted()).toEqual(["1", "2"]);
    expect([...storage.entries.keys()].toSorted()).toEqual(["stele.journal.1", "stele.journal.2"]);
  });
});
