import { beforeEach, describe, expect, it } from "vitest";
import { addTable, printProjectFile } from "../../engine/index.ts";
import { openDatabase } from "../../engine/testing/open-database.ts";
import { blogDocument } from "../../engine/testing/sample-documents.ts";
import { createQueryStore, createWorkbench, type Notice } from "../state/index.ts";
import { ProjectDatabase } from "../storage/index.ts";
import { type MemoryStorage, useMemoryStorage } from "../storage/testing/memory-storage.ts";
import { ProjectController } from "./project-controller.ts";
import { databaseServiceInNode } from "./testing/database-service-in-node.ts";

const QUERY = { id: "query:1", name: "First", language: "typescript", text: "1" } as const;

const blogFile = (name: string) =>
  printProjectFile({ name, document: blogDocument(), queries: [QUERY], rows: null });

/** A page with its own controller over the storage of the browser. */
const openPage = () => {
  const notices: Notice[] = [];
  const notify = (notice: Notice) => void notices.push(notice);
  const workbench = createWorkbench({ notify, switchTheme: () => {} });
  const queries = createQueryStore();
  const storage = new ProjectDatabase();
  const { service } = databaseServiceInNode();
  const lock = { hold: async () => true };
  const controller = new ProjectController({
    workbench,
    queries,
    storage,
    database: service,
    lock,
  });
  const start = () => controller.start(async () => ({ name: "Sample", file: blogFile("Sample") }));
  const addOneTable = () => {
    const input = { newId: workbench.project.newId, name: "extra", x: 0, y: 0 };
    workbench.project.edit("add table", document => addTable(document, input));
  };
  const tableCount = () =>
    [...workbench.project.getState().document.records.values()].filter(
      ({ kind }) => kind === "table",
    ).length;
  return {
    ...{ controller, workbench, queries, storage, service, notices },
    ...{ start, addOneTable, tableCount },
  };
};

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
    page.controller.autosave.open(page.workbench.project.getState().document);

    const next = openPage();
    await next.start();
    expect(next.tableCount()).toBe(3);
    await next.controller.autosave.settled();
    expect(storage.entries.size).toBe(0);
    const last = openPage();
    await last.start();
    expect(last.tableCount()).toBe(3);
  });

  it("ignores a journal that is damaged or older than what is stored", async () => {
    const page = openPage();
    await page.start();
    page.addOneTable();
    await page.controller.autosave.settled();
    for (const journal of ["{}", "{ damaged", '{"id":"1","name":"x","records":[],"queries":[]}']) {
      storage.entries.set("stele.journal", journal);
      const next = openPage();
      await next.start();
      expect(next.tableCount()).toBe(3);
    }
  });

  it("reports a project that cannot be read, and opens the next one", async () => {
    const page = openPage();
    await page.start();
    await page.controller.autosave.settled();
    const { id } = page.controller;
    await page.controller.create();
    await page.controller.autosave.settled();
    const raw = await page.storage.read(page.controller.id);
    await page.storage.write({
      header: { ...(raw as { name: string }), version: 99, savedAt: Date.now() + 1 } as never,
      document: { records: new Map() },
      rows: null,
      diff: { added: new Map(), updated: new Map(), removed: new Map() },
      rowsChanged: false,
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

  it("of a file does not trust its queries, and reports what was left out", async () => {
    const page = openPage();
    await page.start();
    const damaged = blogFile("Other").replace('"kind":"key"', '"kind":"lock"');
    const diagnostics = await page.controller.openFile(damaged);
    expect(diagnostics.map(({ code }) => code)).toEqual(["bad-record"]);
    expect(page.queries.getState().trusted).toBe(false);
    expect(page.workbench.project.getState().name).toBe("Other");
  });
});

/** Keeps a user in the open project, as a run does. */
const keepUser = async ({ controller }: ReturnType<typeof openPage>, name: string) => {
  const built = await controller.current();
  if (built === null) throw new Error("no project is open");
  const database = openDatabase(built.database);
  database.query("INSERT INTO users (name) VALUES (?)", [name]);
  const kept = await controller.keep(built, database.export());
  database.close();
  return kept;
};

const usersOf = async ({ controller }: ReturnType<typeof openPage>) => {
  const database = openDatabase((await controller.current())?.database);
  const { rows } = database.query("SELECT name FROM users ORDER BY id");
  database.close();
  return rows.flat();
};

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
    await expect(page.controller.openImport("Notes", document)).rejects.toThrow("out of memory");
    expect(page.controller.id).toBe(id);
    await keepUser(page, "Grace");
    await page.controller.autosave.settled();
    const next = openPage();
    await next.start();
    expect(await usersOf(next)).toEqual(["Ada", "Grace"]);
  });

  it("adds nothing when another project is opened meanwhile", async () => {
    const page = openPage();
    await page.start();
    const { document } = await imported(page);
    await page.controller.autosave.settled();
    const adding = page.controller.addImport(document);
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
