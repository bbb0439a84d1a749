/** Statements run the same way with and without a listener, and events describe them completely. */
import { describe, expect, it } from "vitest";
import {
  type Driver,
  type EmbeddedDriver,
  guardedDriver,
  ROWS_PER_EVENT,
  type StatementEvent,
} from "../../drivers/index.ts";
import { compileCount, compileStatement, queryFromPlain } from "../../query/index.ts";
import { print, sqlite } from "../../sql/index.ts";
import { libraryDocument, openLibrary } from "../../testing/library.ts";
import type { Database } from "../../testing/library-entities.ts";
import { openDatabase } from "../database.ts";
import type { EventQuery } from "./statements.ts";

type Executed = { readonly text: string; readonly parameters: readonly unknown[] };

/** A driver that records what reaches the database. */
const recording = (driver: EmbeddedDriver): { driver: Driver; executed: Executed[] } => {
  const executed: Executed[] = [];
  const query: Driver["query"] = (text, parameters) => {
    executed.push({ text, parameters: [...parameters] });
    return driver.query(text, parameters);
  };
  const visit: Driver["visit"] = (text, parameters, visitor) => {
    executed.push({ text, parameters: [...parameters] });
    return driver.visit(text, parameters, visitor);
  };
  return { driver: { ...driver, query, visit }, executed };
};

const work = async (db: Database): Promise<void> => {
  const [first, second] = await db.Author.orderBy(a => a.id).all();
  await first?.books;
  if (second) second.name = "Changed";
  const author = db.Author.create({ name: "New" });
  for (const title of ["One", "Two", "Three"]) db.Book.create({ title, author });
  await db.save();
  await db.Book.where(b => b.title.eq("Two")).first();
  await db.Author.get(author.id);
  await db.Author.select(a => a.name).all();
  await db.Book.count();
  for (const book of await author.books) db.delete(book);
  await db.save();
};

const runWork = async (wrap: (driver: Driver) => Driver, onStatement: boolean) => {
  const { driver, executed } = recording(openLibrary());
  const events: StatementEvent[] = [];
  const { db } = openDatabase<Database>({
    document: libraryDocument,
    driver: wrap(driver),
    ...(onStatement && { onStatement: (event: StatementEvent) => events.push(event) }),
  });
  await work(db);
  return { executed, events };
};

const plain = (driver: Driver): Driver => driver;
const guarded = (driver: Driver): Driver => guardedDriver(driver, () => undefined);

describe("a session", () => {
  it("runs the same statements with a listener, without one, and behind a guard", async () => {
    const { executed } = await runWork(plain, false);
    expect(executed.length).toBeGreaterThan(10);
    expect((await runWork(plain, true)).executed).toEqual(executed);
    expect((await runWork(guarded, true)).executed).toEqual(executed);
    expect((await runWork(guarded, false)).executed).toEqual(executed);
  });

  it("reports the query of each statement of the query API, as plain data that runs again", async () => {
    const events: StatementEvent<EventQuery>[] = [];
    const { db } = openDatabase<Database>({
      document: libraryDocument,
      driver: openLibrary(),
      onStatement: event => events.push(event),
    });
    await work(db);
    const queries = events.flatMap(({ text, query }) => (query ? [{ text, query }] : []));
    expect(queries.length).toBeGreaterThan(3);
    for (const { text, query } of queries) {
      const state = queryFromPlain(structuredClone(query.query), libraryDocument);
      const statement =
        query.purpose === "count" ? compileCount(state, undefined) : compileStatement(state);
      expect(print(statement, sqlite).text).toBe(text);
    }
    expect(events.find(({ cause }) => cause.kind === "flush")?.query).toBeNull();
  });

  it("reports every statement as it was executed, with its tree", async () => {
    const { executed, events } = await runWork(guarded, true);
    expect(events.map(({ text, parameters }) => ({ text, parameters }))).toEqual(executed);
    expect(events.map(({ number }) => number)).toEqual(executed.map((_, index) => index + 1));
    for (const event of events) {
      expect(event.printed.text).toBe(event.text);
      expect(event.printed.parameters).toEqual(event.parameters);
    }
    const withoutTree = events.filter(({ statement }) => statement === null);
    expect(new Set(withoutTree.map(({ cause }) => cause.kind))).toEqual(new Set(["transaction"]));
  });

  it("reports a separate statement for each row written to an embedded database", async () => {
    const { events } = await runWork(guarded, true);
    const inserts = events.filter(({ text }) => text.startsWith("INSERT INTO books"));
    expect(inserts.map(({ cause }) => cause)).toEqual(
      Array.from({ length: 3 }, () => ({
        kind: "flush",
        subject: "insert Book (new): new; after Author (new), which it references",
      })),
    );
    expect(inserts.map(({ parameters }) => parameters[0])).toEqual(["One", "Two", "Three"]);
    expect(inserts.map(({ result }) => result?.changes)).toEqual([1, 1, 1]);
  });

  it("reports columns, rows and their number", async () => {
    const { events } = await runWork(guarded, true);
    expect(events[0]?.result).toMatchObject({ columns: ["id", "name"], changes: 0 });
    expect(events[0]?.result?.rows.length).toBe(events[0]?.result?.rowCount);
    const names = events.find(({ text }) => text.startsWith("SELECT author.name\n"));
    expect(names?.result?.rows).toContainEqual(["Changed"]);
    const count = events.find(({ text }) => text.startsWith("SELECT count(*)"));
    expect(count?.result?.rows).toEqual([[expect.any(Number)]]);
  });

  it("reports the first rows of a large result", async () => {
    const driver = openLibrary();
    const events: StatementEvent[] = [];
    const onStatement = (event: StatementEvent): void => void events.push(event);
    const { db } = openDatabase<Database>({ document: libraryDocument, driver, onStatement });
    const names = Array.from({ length: 2000 }, (_, index) => ({ name: `author ${index}` }));
    await db.Author.insert(names);
    const entities = await db.Author.orderBy(a => a.id).all();
    const plainRows = await db.Author.orderBy(a => a.id)
      .select(a => ({ id: a.id, name: a.name }))
      .all();
    const first = entities.slice(0, ROWS_PER_EVENT).map(({ id, name }) => [id, name]);
    for (const { result } of events.slice(-2)) {
      expect(result?.rowCount).toBe(entities.length);
      expect(result?.rows).toEqual(first);
    }
    expect(plainRows.length).toBe(entities.length);
  });

  it("reports a rejected statement with its error", async () => {
    const events: StatementEvent[] = [];
    const { db } = openDatabase<Database>({
      document: libraryDocument,
      driver: openLibrary(),
      onStatement: event => events.push(event),
    });
    await expect(db.sql`SELECT missing FROM nowhere`).rejects.toThrow();
    expect(events).toMatchObject([{ result: null, error: "no such table: nowhere" }]);
  });
});

describe("a guarded driver", () => {
  it("stops a save at any statement, and nothing of it is written", async () => {
    const { executed } = await runWork(plain, false);
    for (let most = 0; most < executed.length; most += 1) {
      const library = openLibrary();
      let count = 0;
      const driver = guardedDriver(library, () => {
        count += 1;
        if (count === most + 1) throw new Error("too many statements");
      });
      const { db } = openDatabase<Database>({ document: libraryDocument, driver });
      await expect(work(db)).rejects.toThrow("too many statements");
      const written = library.query("SELECT count(*) FROM books WHERE title = 'Two'").rows;
      const isSaved = executed.slice(0, most).some(({ text }) => text === "COMMIT");
      expect(written, `${most} statements`).toEqual([[isSaved ? 1 : 0]]);
    }
  });

  it("keeps what the driver can do", () => {
    const driver = openLibrary();
    expect(guardedDriver(driver, () => undefined)).toMatchObject({
      dialect: driver.dialect,
      embedded: true,
      visit: expect.any(Function),
    });
    const { dialect, query } = driver;
    const remote = guardedDriver({ dialect, embedded: false, query }, () => undefined);
    expect(remote).toMatchObject({ embedded: false, visit: undefined });
  });
});
