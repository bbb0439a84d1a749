import { deleteDB, openDB } from "idb";
import { beforeEach, describe, expect, it } from "vitest";
import { notStored } from "../storage/index.ts";
import { type MemoryStorage, useMemoryStorage } from "../storage/testing/memory-storage.ts";
import { blogFile, keepUser, openPage, usersOf } from "./testing/open-page.ts";

let storage: MemoryStorage;
beforeEach(() => {
  storage = useMemoryStorage();
});

describe("starting", () => {
  it("opens the sample on the first visit, and stores it", async () => {
    const page = openPage();
    await page.start();
    await page.controller.autosave.settled();
    expect(page.workbench.project.getState().name).toBe("Sample");
    expect(page.queries.getState().trusted).toBe(true);
    expect(await page.controller.list()).toHaveLength(1);
  });

  it("opens the latest project again, as it was left", async () => {
    const page = openPage();
    await page.start();
    page.addOneTable();
    page.queries.write("2");
    await page.controller.autosave.settled();
    const next = openPage();
    await next.start();
    expect(next.controller.id).toBe(page.controller.id);
    expect(next.tableCount()).toBe(3);
    expect(next.queries.getState().queries[0]?.text).toBe("2");
  });

  it("opens unsaved changes from the journal, and saves them", async () => {
    const page = openPage();
    await page.start();
    await page.controller.autosave.settled();
    page.addOneTable();
    page.controller.autosave.leave();
    page.controller.autosave.open(notStored);

    const next = openPage();
    await next.start();
    expect(next.tableCount()).toBe(3);
    await next.controller.autosave.settled();
    expect(storage.entries.size).toBe(0);
    const last = openPage();
    await last.start();
    expect(last.tableCount()).toBe(3);
  });

  it("ignores a journal that is older than what is stored", async () => {
    const page = openPage();
    await page.start();
    page.addOneTable();
    page.controller.autosave.leave();
    const key = `stele.journal.${page.controller.id}`;
    const older = (storage.entries.get(key) ?? "").replace(/"savedAt":\d+/, '"savedAt":1');
    await page.controller.autosave.settled();
    storage.entries.set(key, older.replace('"extra"', '"older"'));
    const next = openPage();
    await next.start();
    expect(JSON.stringify([...next.workbench.project.getState().document.records])).toContain(
      "extra",
    );
  });

  it("reports a journal that is damaged, and opens what is stored", async () => {
    const page = openPage();
    await page.start();
    page.addOneTable();
    await page.controller.autosave.settled();
    for (const journal of ["{}", "{ damaged", '{"id":"1","name":"x","records":[],"queries":1}']) {
      storage.entries.set("stele.journal.x", journal);
      const next = openPage();
      await next.start();
      expect(next.tableCount()).toBe(3);
      expect(next.notices.map(({ title }) => title)).toEqual([
        "Changes that were not saved cannot be read",
      ]);
      expect([...storage.entries.values()]).toContain(journal);
    }
    expect(storage.entries.size).toBe(3);
  });

  it("reports that rows were lost when the page closed before they were saved", async () => {
    const page = openPage();
    await page.start();
    await page.controller.autosave.settled();
    page.storage.write = async () => {
      throw new Error("no room");
    };
    await keepUser(page, "Ada");
    await page.controller.autosave.settled();
    expect(page.controller.autosave.leave()).toBe(false);
    const next = openPage();
    await next.start();
    expect(next.notices[0]?.title).toMatch(/last changes of rows were not saved/);
  });

  it("opens nothing whose rows the browser cannot read, as the next run would replace them", async () => {
    const page = openPage();
    await page.start();
    await keepUser(page, "Ada");
    await page.controller.autosave.settled();
    page.addOneTable();
    page.controller.autosave.leave();
    const next = openPage();
    const { readRows } = next.storage;
    next.storage.readRows = async () => {
      throw new Error("not now");
    };
    await next.start();
    expect(next.notices[0]?.title).toBe('"Sample" could not be opened');
    expect(next.controller.id).not.toBe(page.controller.id);
    next.storage.readRows = readRows;
    await next.controller.openStored(page.controller.id);
    expect(await usersOf(next)).toEqual(["Ada"]);
    expect(next.tableCount()).toBe(3);
  });

  it("reports a project that cannot be read, and opens the next one", async () => {
    const page = openPage();
    await page.start();
    await page.controller.autosave.settled();
    const { id } = page.controller;
    await page.controller.create();
    await page.controller.autosave.settled();
    const raw = (await page.storage.read(page.controller.id)) as { readonly revision: number };
    await page.storage.write({
      header: { ...raw, version: 99, savedAt: Date.now() + 1 } as never,
      document: { records: new Map() },
      rows: null,
      diff: { added: new Map(), updated: new Map(), removed: new Map() },
      rowsChanged: false,
      revision: raw.revision,
    });
    const next = openPage();
    await next.start();
    expect(next.controller.id).toBe(id);
    expect(next.notices[0]?.title).toBe('"Untitled" could not be opened');
  });
});

describe("opening another project", () => {
  it("saves pending changes first", async () => {
    const page = openPage();
    await page.start();
    const { id } = page.controller;
    page.addOneTable();
    await page.controller.create();
    expect(page.tableCount()).toBe(0);
    await page.controller.openStored(id);
    expect(page.tableCount()).toBe(3);
  });

  it("is refused while changes cannot be saved, and nothing is lost", async () => {
    const page = openPage();
    await page.start();
    await page.controller.autosave.settled();
    page.storage.write = async () => {
      throw new Error("no room");
    };
    page.addOneTable();
    await expect(page.controller.create()).rejects.toThrow("Save it as a file first");
    expect(page.tableCount()).toBe(3);
    page.controller.print();
    await page.controller.create();
    expect(page.tableCount()).toBe(0);
  });

  it("reports a project that is gone or damaged", async () => {
    const page = openPage();
    await page.start();
    await expect(page.controller.openStored("project:none")).rejects.toThrow("damaged");
  });

  it("of a file happens only if it is not cancelled while the file is read", async () => {
    const page = openPage();
    await page.start();
    const { id } = page.controller;
    const cancel = new AbortController();
    const opening = page.controller.openFile(new Blob([blogFile("Other")]), cancel.signal);
    cancel.abort(new Error("The import was cancelled."));
    await expect(opening).rejects.toThrow("cancelled");
    expect(page.controller.id).toBe(id);
  });

  it("of a file does not trust its queries, and reports what was left out", async () => {
    const page = openPage();
    await page.start();
    const damaged = blogFile("Other").replace('"kind":"key"', '"kind":"lock"');
    const diagnostics = await page.controller.openFile(new Blob([damaged]));
    expect(diagnostics.map(({ code }) => code)).toEqual(["bad-record"]);
    expect(page.queries.getState().trusted).toBe(false);
    expect(page.workbench.project.getState().name).toBe("Other");
  });
});

describe("an import", () => {
  const imported = async (page: ReturnType<typeof openPage>) => {
    const text = "CREATE TABLE notes (id INTEGER PRIMARY KEY); INSERT INTO notes VALUES (1);";
    const source = { name: null, bytes: null, text };
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    return page.controller.readImport({ importer: "sqlite-sql", source }, options);
  };

  it("that fails leaves the open project and its rows as they are", async () => {
    const page = openPage();
    await page.start();
    await keepUser(page, "Ada");
    const { id } = page.controller;
    const { document } = await imported(page);
    page.service.importedRows = async () => {
      throw new Error("out of memory");
    };
    await expect(page.controller.openImport("Notes", { document, hasRows: true })).rejects.toThrow(
      "out of memory",
    );
    expect(page.controller.id).toBe(id);
    await keepUser(page, "Grace");
    await page.controller.autosave.settled();
    const next = openPage();
    await next.start();
    expect(await usersOf(next)).toEqual(["Ada", "Grace"]);
  });

  it("without rows gets none of an earlier import, and is one step", async () => {
    const page = openPage();
    await page.start();
    const { document } = await imported(page);
    const before = page.tableCount();
    await page.controller.addImport({ document, references: [], hasRows: false });
    expect(page.tableCount()).toBe(before + 1);
    const { rows } = page.service;
    expect(rows).toBeNull();
    page.workbench.project.undo();
    expect(page.tableCount()).toBe(before);
    await page.controller.openImport("Notes", { document, hasRows: false });
    expect(page.service.rows).toBeNull();
  });

  it("adds nothing when another project is opened meanwhile", async () => {
    const page = openPage();
    await page.start();
    const tables = await imported(page);
    await page.controller.autosave.settled();
    const adding = page.controller.addImport(tables);
    await page.controller.create();
    await expect(adding).rejects.toThrow("Import again");
    expect(page.tableCount()).toBe(0);
  });
});

describe("rows", () => {
  it("of a kept run are stored with the project that it ran in", async () => {
    const page = openPage();
    await page.start();
    expect(await keepUser(page, "Ada")).toBe(true);
    await page.controller.autosave.settled();

    const next = openPage();
    await next.start();
    expect(await usersOf(next)).toEqual(["Ada"]);
  });

  it("of a run in another project are not kept", async () => {
    const page = openPage();
    await page.start();
    const built = await page.controller.current();
    await page.controller.create();
    if (built === null) throw new Error("no project is open");
    expect(await page.controller.keep(built, built.database)).toBe(false);
  });

  it("that are being kept are stored before another project opens", async () => {
    const page = openPage();
    await page.start();
    const { id } = page.controller;
    await page.controller.current();
    const keeping = keepUser(page, "Ada");
    // The run has ended: its rows are on their way.
    await Promise.resolve();
    await new Promise(resolve => setTimeout(resolve));
    await page.controller.create();
    expect(await keeping).toBe(true);
    await page.controller.openStored(id);
    expect(await usersOf(page)).toEqual(["Ada"]);
  });
});

describe("damaged rows", () => {
  const damages: readonly [string, unknown][] = [
    ["text", "no bytes"],
    ["random bytes", new Uint8Array(4096).fill(7)],
    ["no bytes at all", new Uint8Array()],
    ["half of a database", null],
    ["a database with a damaged table", undefined],
  ];

  const damagedPage = async (damage: unknown) => {
    const page = openPage();
    await page.start();
    await keepUser(page, "Ada");
    await page.controller.autosave.settled();
    const { id } = page.controller;
    const rows = (await page.storage.readRows(id)) as Uint8Array;
    const half = rows.slice(0, rows.length / 2);
    const spoilt = rows.slice().fill(255, 100, rows.length - 1);
    const raw = await openDB("stele", 2);
    await raw.put("rows", damage === null ? half : damage === undefined ? spoilt : damage, id);
    raw.close();
    const next = openPage();
    await next.start();
    return next;
  };

  it.each(damages)(
    "that are %s are reported, and stay until the person decides",
    async (_, damage) => {
      const page = await damagedPage(damage);
      expect(page.tableCount()).toBe(2);
      await expect(page.controller.current()).rejects.toThrow(
        "rows of this project cannot be read",
      );
      expect(page.workbench.workspace.getState().dialog).toBe("damaged-rows");
      const before = await page.storage.readRows(page.controller.id);
      page.addOneTable();
      await page.controller.autosave.settled();
      expect(await page.storage.readRows(page.controller.id)).toEqual(before);
      page.controller.continueWithoutRows();
      await page.controller.autosave.settled();
      await keepUser(page, "Grace");
      expect(await usersOf(page)).toEqual(["Grace"]);
    },
  );

  it("in a file leave the design whole, and are reported", async () => {
    const page = openPage();
    await page.start();
    for (const rows of ["not base64!", "AAAA", "a"]) {
      const file = blogFile("Other").replace('"rows": null', `"rows": ${JSON.stringify(rows)}`);
      const diagnostics = await page.controller.openFile(new Blob([file]));
      expect(diagnostics.map(({ code }) => code)).toEqual(["rows-damaged"]);
      expect(page.tableCount()).toBe(2);
    }
  });
});

describe("storage that is cleared while the page is open", () => {
  it("gets the design and the rows with the next change", async () => {
    const page = openPage();
    await page.start();
    await keepUser(page, "Ada");
    await page.controller.autosave.settled();
    await deleteDB("stele");
    page.addOneTable();
    await page.controller.autosave.settled();
    expect(page.controller.autosave.state.getState().kind).toBe("saved");
    const next = openPage();
    await next.start();
    expect(next.tableCount()).toBe(3);
    expect(await usersOf(next)).toEqual(["Ada"]);
  });
});

describe("deleting", () => {
  it("the open project opens the next one, or an empty one", async () => {
    const page = openPage();
    await page.start();
    await page.controller.autosave.settled();
    const { id } = page.controller;
    await page.controller.create();
    await page.controller.remove(page.controller.id);
    expect(page.controller.id).toBe(id);
    await page.controller.remove(id);
    expect(page.workbench.project.getState().name).toBe("Untitled");
    expect(page.tableCount()).toBe(0);
  });
});
