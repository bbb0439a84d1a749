/** One project in several tabs, and what closed tabs leave: nothing is lost or overwritten in silence. */
import { openDB } from "idb";
import { beforeEach, describe, expect, it } from "vitest";
import { type MemoryStorage, useMemoryStorage } from "../storage/testing/memory-storage.ts";
import type { Lock } from "./project-controller.ts";
import { openPage, type Page } from "./testing/open-page.ts";

let storage: MemoryStorage;
beforeEach(() => {
  storage = useMemoryStorage();
});

const waiting: Lock = {
  hold: async () => false,
  take: async () => {},
  isElsewhere: async () => true,
};

/** A page with a project that is saved. */
const openSaved = async (): Promise<Page> => {
  const page = openPage();
  await page.start();
  await page.controller.autosave.settled();
  return page;
};

const openWaiting = async (lock = waiting): Promise<Page> => {
  const page = openPage(lock);
  await page.start();
  await expect.poll(() => page.controller.hindrance.getState().elsewhere).toBe(true);
  return page;
};

const storedTables = async (): Promise<number> => {
  const page = openPage();
  await page.start();
  return page.tableCount();
};

describe("two tabs", () => {
  it("do not edit a project at the same time, and the one that takes it over has all changes", async () => {
    const first = openPage();
    await first.start();
    await first.controller.autosave.settled();
    const second = openPage({
      ...waiting,
      take: async () => {
        await first.controller.autosave.settled();
      },
    });
    await second.start();
    await Promise.resolve();
    expect(second.controller.hindrance.getState().elsewhere).toBe(true);
    first.addOneTable();
    await second.controller.takeOver();
    expect(second.controller.hindrance.getState().elsewhere).toBe(false);
    expect(second.tableCount()).toBe(3);
    second.addOneTable();
    await second.controller.autosave.settled();
    expect(second.controller.autosave.state.getState().kind).toBe("saved");

    // A tab that was frozen and lost the lock without noticing.
    first.addOneTable();
    await first.controller.autosave.settled();
    expect(first.controller.autosave.state.getState()).toMatchObject({ kind: "failed" });
    const third = openPage();
    await third.start();
    expect(third.tableCount()).toBe(4);
  });
});

describe("a tab that waits for another", () => {
  it("writes no changes that a closed page left, until it takes the project over", async () => {
    const closed = await openSaved();
    closed.addOneTable();
    closed.controller.autosave.leave();
    const page = await openWaiting();
    expect(page.tableCount()).toBe(3);
    const before = await page.storage.read(page.controller.id);
    const journal = [...storage.entries];
    await page.controller.autosave.settled();
    expect(page.controller.autosave.leave()).toBe(true);
    expect(await page.storage.read(page.controller.id)).toEqual(before);
    expect([...storage.entries]).toEqual(journal);

    await page.controller.takeOver();
    await page.controller.autosave.settled();
    expect(storage.entries.size).toBe(0);
    expect(await storedTables()).toBe(3);
  });

  it("writes nothing before it knows whether it has the project", async () => {
    const closed = await openSaved();
    closed.addOneTable();
    closed.controller.autosave.leave();
    let answer: (isHeld: boolean) => void = () => {};
    const holding = new Promise<boolean>(resolve => {
      answer = resolve;
    });
    const page = openPage({ ...waiting, hold: () => holding });
    await page.start();
    const before = await page.storage.read(page.controller.id);
    await page.controller.autosave.settled();
    expect(await page.storage.read(page.controller.id)).toEqual(before);
    answer(true);
    await holding;
    await page.controller.autosave.settled();
    expect(storage.entries.size).toBe(0);
  });

  it("gets the changes that the other left when it closed", async () => {
    const other = await openSaved();
    const page = await openWaiting();
    other.addOneTable();
    other.controller.autosave.leave();
    await page.controller.takeOver();
    expect(page.tableCount()).toBe(3);
  });

  it("replaces no damaged rows", async () => {
    const { controller } = await openSaved();
    const raw = await openDB("stele", 2);
    await raw.put("rows", "no bytes", controller.id);
    raw.close();
    const page = await openWaiting();
    page.controller.continueWithoutRows();
    await page.controller.autosave.settled();
    expect(await page.storage.readRows(controller.id)).toBe("no bytes");
  });

  it("does not delete the project, which the other would store again", async () => {
    const { controller } = await openSaved();
    const page = await openWaiting();
    await expect(page.controller.remove(controller.id)).rejects.toThrow("open in another tab");
    expect(await page.controller.list()).toHaveLength(1);
  });

  it("adds no import", async () => {
    await openSaved();
    const page = await openWaiting();
    const text = "CREATE TABLE notes (id INTEGER PRIMARY KEY);";
    const source = { name: null, bytes: null, text };
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    const tables = await page.controller.readImport({ importer: "sqlite-sql", source }, options);
    await expect(page.controller.addImport(tables)).rejects.toThrow("open in another tab");
    await page.controller.autosave.settled();
    expect(await storedTables()).toBe(2);
  });

  it("keeps the project that it opens while it takes over", async () => {
    const { controller } = await openSaved();
    let answer = () => {};
    const take = () =>
      new Promise<void>(resolve => {
        answer = resolve;
      });
    const page = await openWaiting({ ...waiting, hold: async id => id !== controller.id, take });
    const taking = page.controller.takeOver();
    await page.controller.create();
    answer();
    await taking;
    expect(page.tableCount()).toBe(0);
  });
});

describe("changes that a closed page left", () => {
  it("do not replace those that another tab has saved since, and are set aside", async () => {
    const frozen = await openSaved();
    frozen.addOneTable();
    const other = await openSaved();
    other.workbench.project.rename("Renamed");
    await other.controller.autosave.settled();
    frozen.controller.autosave.leave();
    const [[, text] = []] = [...storage.entries];

    const page = openPage();
    await page.start();
    expect(page.workbench.project.getState().name).toBe("Renamed");
    expect(page.tableCount()).toBe(2);
    expect(page.notices).toMatchObject([{ title: expect.stringContaining("closed tab") }]);
    page.addOneTable();
    await page.controller.autosave.settled();
    expect([...storage.entries.values()]).toEqual([text]);
  });

  it("apply when the save that was running was finished after all", async () => {
    const page = await openSaved();
    page.addOneTable();
    const saving = page.controller.autosave.settled();
    page.workbench.project.rename("Renamed");
    page.controller.autosave.leave();
    const journal = new Map(storage.entries);
    // The second save never happens: the page is gone.
    page.controller.autosave.open({
      document: page.workbench.project.getState().document,
      revision: 9,
    });
    await saving;
    for (const [key, text] of journal) storage.entries.set(key, text);
    const next = openPage();
    await next.start();
    expect(next.workbench.project.getState().name).toBe("Renamed");
    expect(next.tableCount()).toBe(3);
  });

  it("are listed, and deleted with their project", async () => {
    const page = await openSaved();
    const { id } = page.controller;
    await page.controller.create();
    page.controller.autosave.leave();
    page.controller.autosave.open({
      document: page.workbench.project.getState().document,
      revision: 0,
    });
    const next = openPage();
    await next.controller.openStored(id);
    // Both can have been changed in the same millisecond, so their order is not known.
    const unsaved = (await next.controller.list()).find(project => project.id !== id);
    expect(unsaved).toMatchObject({ name: "Untitled", tables: 0, damaged: false });
    await next.controller.remove(unsaved?.id ?? "");
    expect((await next.controller.list()).map(project => project.id)).toEqual([id]);
    expect(storage.entries.size).toBe(0);
  });
});
