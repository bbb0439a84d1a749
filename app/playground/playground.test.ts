import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { randomIds } from "../../engine/index.ts";
import { blogDocument, openBlog } from "../../engine/testing/blog.ts";
import { openDatabase } from "../../engine/testing/open-database.ts";
import { MemorySandboxes, type Serve } from "../runners/testing/memory-sandboxes.ts";
import { serveRun } from "../runners/typescript/serve-run.ts";
import { WorkerRunner } from "../runners/worker-runner.ts";
import {
  type BuiltDatabase,
  createProjectStore,
  createQueryStore,
  type DatabasePort,
} from "../state/index.ts";
import { Playground } from "./playground.ts";

/** The rows of one open project, in memory. */
class MemoryDatabase implements DatabasePort {
  id = "project:1";
  built: BuiltDatabase = builtBlog(this.id);
  readonly kept: BuiltDatabase[] = [];
  failure: Error | null = null;

  async current(): Promise<BuiltDatabase> {
    if (this.failure) throw this.failure;
    return this.built;
  }

  onRowsReplaced(): () => void {
    return () => undefined;
  }

  async keep(built: BuiltDatabase, database: Uint8Array): Promise<boolean> {
    if (built.project !== this.id) return false;
    this.kept.push(built);
    this.built = { ...built, database };
    return true;
  }

  open(id: string): void {
    this.id = id;
    this.built = builtBlog(id);
  }
}

const builtBlog = (project: string): BuiltDatabase => ({
  project,
  document: blogDocument,
  database: openBlog().export(),
  diagnostics: [],
});

const serve: Serve = (port, project) =>
  void serveRun({ port, project, openDatabase, now: () => performance.now() });

/** The code of all requests, in order. */
let requests: string[];
let sandboxes: MemorySandboxes;
let database: MemoryDatabase;
let playground: Playground;
let stopFollowing: () => void;

const recording: Serve = (port, project) => {
  serve(port, project);
  const handle = port.onmessage;
  port.onmessage = event => {
    requests.push(event.data.code);
    handle?.call(port, event);
  };
};

/** Records the request and never replies. */
const hanging: Serve = port => {
  port.onmessage = event => requests.push(event.data.code);
  port.postMessage({ kind: "ready" });
};

const open = (text: string, trusted = true): void =>
  playground.queries.open({
    queries: [{ id: "query:1", name: "Query 1", language: "typescript", text }],
    trusted,
  });

/** Opens another project as the controller does. */
const openOther = (text: string, trusted = true): void => {
  database.open("project:2");
  open(text, trusted);
  playground.project.open({ name: "Other", document: { records: new Map(blogDocument.records) } });
};

const console1 = (): unknown => playground.store.getState().good?.outcome.lines[0]?.values[0];
const number = (text: string) => ({ kind: "number", text });
const settled = () => vi.waitFor(() => expect(playground.store.getState().running).toBe(false));
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

beforeEach(() => {
  requests = [];
  sandboxes = new MemorySandboxes(recording);
  database = new MemoryDatabase();
  playground = new Playground({
    project: createProjectStore({
      newId: randomIds(Math.random),
      initial: { name: "Blog", document: blogDocument },
    }),
    queries: createQueryStore(),
    database,
    runners: { typescript: new WorkerRunner("typescript", sandboxes.open) },
  });
  open("console.log(await db.User.count());");
  stopFollowing = playground.follow();
});

afterEach(async () => {
  stopFollowing();
  await settled();
  sandboxes.closeAll();
});

describe("following the text", () => {
  it("runs the query when the panel opens", async () => {
    await vi.waitFor(() => expect(console1()).toEqual(number("3")));
  });

  it("runs the latest text of a burst only", async () => {
    for (const text of ["1;", "12;", "console.log(123);"]) playground.queries.write(text);
    await vi.waitFor(() => expect(console1()).toEqual(number("123")));
    expect(requests).toEqual(["console.log(123);"]);
  });

  it("runs again when the text changes during a run", async () => {
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    playground.queries.write("console.log(2);");
    await vi.waitFor(() => expect(console1()).toEqual(number("2")));
  });

  it("abandons a run that takes too long when there is a newer text", async () => {
    sandboxes.serve = hanging;
    playground.queries.write("await new Promise(() => {});");
    await vi.waitFor(() => expect(requests.at(-1)).toContain("new Promise"));
    // The spare worker of the first run may have taken the code; the next one hangs in any case.
    playground.queries.write("console.log(1);");
    sandboxes.serve = recording;
    await vi.waitFor(() => expect(console1()).toEqual(number("1")), { timeout: 5_000 });
    expect(playground.store.getState().failed).toBeNull();
  });

  it("runs nothing for a query that is only renamed", async () => {
    await vi.waitFor(() => expect(console1()).toEqual(number("3")));
    playground.queries.rename("query:1", "Other");
    await pause(60);
    expect(requests).toHaveLength(1);
  });

  it("stops when the panel closes", async () => {
    await vi.waitFor(() => expect(console1()).toEqual(number("3")));
    stopFollowing();
    playground.queries.write("console.log(4);");
    await pause(60);
    expect(requests).toHaveLength(1);
  });
});

describe("a run that fails", () => {
  it("leaves the last good run on screen", async () => {
    await vi.waitFor(() => expect(console1()).toEqual(number("3")));
    playground.queries.write('throw new Error("oh");');
    await vi.waitFor(() =>
      expect(playground.store.getState().failed?.failure.message).toBe("Error: oh"),
    );
    expect(console1()).toEqual(number("3"));
  });

  it("because the database cannot be built is reported, and tried again", async () => {
    database.failure = new Error("no room");
    database.built = builtBlog(database.id);
    playground.preview();
    await vi.waitFor(() => expect(playground.store.getState().broken).toBe("no room"));
    database.failure = null;
    playground.preview();
    await vi.waitFor(() => expect(playground.store.getState().broken).toBeNull());
    await vi.waitFor(() => expect(console1()).toEqual(number("3")));
  });
});

describe("run and keep", () => {
  const create = 'db.User.create({ name: "Grace" }); await db.save();';

  it("keeps the changes, then previews on top of them", async () => {
    playground.queries.write(`${create} console.log(await db.User.count());`);
    const outcome = await playground.runAndKeep();
    expect(outcome).toMatchObject({ kept: true, failure: null });
    expect(database.kept).toHaveLength(1);
    await vi.waitFor(() => expect(console1()).toEqual(number("5")));
  });

  it("keeps nothing of a run that only reads", async () => {
    const outcome = await playground.runAndKeep();
    expect(outcome).toMatchObject({ kept: true, database: null });
    expect(database.kept).toEqual([]);
  });

  it("twice runs one after the other", async () => {
    playground.queries.write(create);
    const [first, second] = await Promise.all([playground.runAndKeep(), playground.runAndKeep()]);
    expect([first?.kept, second?.kept]).toEqual([true, true]);
    const { rows } = openDatabase(database.built.database).query("SELECT count(*) FROM users");
    expect(rows).toEqual([[5]]);
  });

  it("is not abandoned for a newer text", async () => {
    playground.queries.write(`await new Promise(r => setTimeout(r, 600)); ${create}`);
    const keeping = playground.runAndKeep();
    await vi.waitFor(() => expect(requests.at(-1)).toContain("600"));
    playground.queries.write("1;");
    await pause(40);
    playground.queries.write("12;");
    expect(await keeping).toMatchObject({ kept: true });
    expect(database.kept).toHaveLength(1);
  });

  it("keeps nothing if another project is opened during the run", async () => {
    playground.queries.write(`await new Promise(r => setTimeout(r, 200)); ${create}`);
    const keeping = playground.runAndKeep();
    await vi.waitFor(() => expect(requests.at(-1)).toContain("200"));
    openOther("console.log(await db.User.count());");
    expect(await keeping).toBeNull();
    expect(database.kept).toEqual([]);
    await vi.waitFor(() => expect(console1()).toEqual(number("3")));
  });
});

describe("another project", () => {
  it("ends the sandbox and removes the results of the project before", async () => {
    await vi.waitFor(() => expect(console1()).toEqual(number("3")));
    openOther("console.log(7);", false);
    expect(sandboxes.records.every(({ isClosed }) => isClosed)).toBe(true);
    expect(playground.store.getState()).toMatchObject({ good: null, failed: null });
  });

  it("that is opened while the panel is closed leaves no results behind", async () => {
    await vi.waitFor(() => expect(console1()).toEqual(number("3")));
    stopFollowing();
    openOther("console.log(7);", false);
    stopFollowing = playground.follow();
    expect(playground.store.getState().good).toBeNull();
  });
});

describe("a project from elsewhere", () => {
  it("runs nothing until the person agrees", async () => {
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    openOther("console.log(7);", false);
    playground.queries.write("console.log(8);");
    await pause(80);
    expect(await playground.runAndKeep()).toBeNull();
    expect(requests).toHaveLength(1);
    playground.queries.trust();
    await vi.waitFor(() => expect(console1()).toEqual(number("8")));
  });
});
