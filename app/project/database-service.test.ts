import { describe, expect, it } from "vitest";
import { importers, type SchemaDocument } from "../../engine/index.ts";
import { openDatabase } from "../../engine/testing/open-database.ts";
import type { DatabaseService, ReadOptions } from "./database-service.ts";
import { DatabaseWorkerService } from "./database-worker-service.ts";
import { databaseServiceInNode } from "./testing/database-service-in-node.ts";

const SCRIPT =
  "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, 'Ada');";
const LONG = `${SCRIPT}\n${Array.from({ length: 5_000 }, (_, id) => `INSERT INTO users VALUES (${id + 2}, 'x');`).join("\n")}`;

const inputOf = (text: string) => ({
  importer: "sqlite-sql",
  source: { name: null, bytes: null, text },
});

const options = (): ReadOptions => ({
  signal: new AbortController().signal,
  onProgress: () => {},
});

const namesIn = (bytes: Uint8Array) => {
  const database = openDatabase(bytes);
  const { rows } = database.query("SELECT name FROM users ORDER BY id");
  database.close();
  return rows.flat();
};

const accepted = async (service: DatabaseService, text: string): Promise<SchemaDocument> => {
  const { document } = await service.read(inputOf(text), options());
  await service.addImported(document);
  return document;
};

const databaseOf = async (service: DatabaseService, document: SchemaDocument) => {
  const built = await service.build("project:1", document);
  if (built === null) throw new Error("another project was opened");
  return built.database;
};

describe("the database service", () => {
  it("has the importer of these tests", () => {
    expect(importers.map(({ id }) => id)).toContain("sqlite-sql");
  });

  it("starts no worker before it is needed", () => {
    const { service, workers } = databaseServiceInNode();
    service.open(null);
    expect(workers).toEqual([]);
  });

  it("builds the database of a design with the accepted rows", async () => {
    const { service } = databaseServiceInNode();
    service.open(null);
    const document = await accepted(service, SCRIPT);
    expect(namesIn(await databaseOf(service, document))).toEqual(["Ada"]);
  });

  it("builds once per design, and again after rows change", async () => {
    const { service } = databaseServiceInNode();
    service.open(null);
    const document = await accepted(service, SCRIPT);
    const first = service.build("project:1", document);
    expect(service.build("project:1", document)).toBe(first);
    const changed = openDatabase((await first)?.database);
    changed.query("UPDATE users SET name = 'Grace'");
    await service.absorb(document, changed.export());
    const second = service.build("project:1", document);
    expect(second).not.toBe(first);
    expect(namesIn((await second)?.database ?? new Uint8Array())).toEqual(["Grace"]);
  });

  it("opens the rows of another project", async () => {
    const { service } = databaseServiceInNode();
    service.open(null);
    const document = await accepted(service, SCRIPT);
    const { rows } = service;
    service.open(null);
    expect(namesIn(await databaseOf(service, document))).toEqual([]);
    service.open(rows);
    expect(namesIn(await databaseOf(service, document))).toEqual(["Ada"]);
  });

  it("answers no call of a project that was closed meanwhile, and leaves the rows of the next one alone", async () => {
    const { service } = databaseServiceInNode();
    service.open(null);
    const document = await accepted(service, SCRIPT);
    const { rows } = service;
    const database = await databaseOf(service, document);
    service.open(null);
    const late = [service.build("project:2", document), service.absorb(document, database)];
    service.open(rows);
    expect(await Promise.all(late)).toEqual([null, false]);
    expect(service.rows).toBe(rows);
    expect(namesIn(await databaseOf(service, document))).toEqual(["Ada"]);
  });

  it("gives the rows of an import as a store, and keeps those of the project", async () => {
    const { service } = databaseServiceInNode();
    service.open(null);
    const document = await accepted(service, SCRIPT);
    const other = await service.read(inputOf(SCRIPT.replace("Ada", "Grace")), options());
    const rows = await service.importedRows(other.document);
    expect(namesIn(await databaseOf(service, document))).toEqual(["Ada"]);
    service.open(rows);
    expect(namesIn(await databaseOf(service, other.document))).toEqual(["Grace"]);
  });

  it("never replaces rows that cannot be read by an empty store", async () => {
    const { service } = databaseServiceInNode();
    service.open(null);
    const document = await accepted(service, SCRIPT);
    const database = await databaseOf(service, document);
    const damaged = new Uint8Array([1, 2, 3]);
    service.open(damaged);
    for (let time = 0; time < 2; time += 1) {
      await expect(service.absorb(document, database)).rejects.toThrow();
    }
    expect(service.rows).toBe(damaged);
  });

  it("builds again after a failure", async () => {
    const { service } = databaseServiceInNode();
    service.open(new Uint8Array([1, 2, 3]));
    const document = { records: new Map() };
    await expect(service.build("project:1", document)).rejects.toThrow();
    service.open(null);
    await expect(service.build("project:1", document)).resolves.toMatchObject({ document });
  });
});

describe("cancelling an import", () => {
  it("stops at the next checkpoint, and the worker answers again", async () => {
    const { service, workers } = databaseServiceInNode();
    service.open(null);
    const controller = new AbortController();
    const reading = service.read(inputOf(LONG), {
      signal: controller.signal,
      onProgress: progress => {
        if (progress > 0.2) controller.abort(new Error("cancelled"));
      },
    });
    await expect(reading).rejects.toThrow("cancelled");
    const document = await accepted(service, SCRIPT);
    expect(namesIn(await databaseOf(service, document))).toEqual(["Ada"]);
    expect(workers).toHaveLength(1);
  });

  it("replaces a worker that does not stop, and keeps the rows of the project", async () => {
    const { service, workers } = databaseServiceInNode();
    service.open(null);
    const document = await accepted(service, SCRIPT);
    const controller = new AbortController();
    // A worker that is gone answers no more than one that runs a statement without end.
    workers[0]?.terminate();
    const reading = service.read(inputOf(LONG), { ...options(), signal: controller.signal });
    setTimeout(() => controller.abort(new Error("cancelled")), 50);
    await expect(reading).rejects.toThrow("cancelled");
    expect(namesIn(await databaseOf(service, document))).toEqual(["Ada"]);
    expect(workers).toHaveLength(2);
  });

  it("that makes no progress happens by itself, and the rows of the project stay", async () => {
    const { service, workers } = databaseServiceInNode({ idleMilliseconds: 100 });
    service.open(null);
    const document = await accepted(service, SCRIPT);
    workers[0]?.terminate();
    await expect(service.read(inputOf(LONG), options())).rejects.toThrow("no progress");
    expect(namesIn(await databaseOf(service, document))).toEqual(["Ada"]);
  });
});

describe("a worker that fails", () => {
  it("is reported, and replaced by the next call", async () => {
    const failing = new EventTarget();
    const { service } = databaseServiceInNode({}, [
      Object.assign(failing, { postMessage: () => {}, terminate: () => {} }),
    ]);
    service.open(null);
    const reading = service.read(inputOf(SCRIPT), options());
    await Promise.resolve();
    failing.dispatchEvent(new Event("error"));
    await expect(reading).rejects.toThrow("has failed. Try again");
    const document = await accepted(service, SCRIPT);
    expect(namesIn(await databaseOf(service, document))).toEqual(["Ada"]);
  });

  it("to load SQLite loads it again when it is needed", async () => {
    let isReachable = false;
    const worker = new DatabaseWorkerService(async () => {
      if (!isReachable) throw new Error("offline");
      return openDatabase;
    });
    await expect(worker.open(null)).rejects.toThrow("offline");
    isReachable = true;
    await worker.open(null);
  });
});
