/** Bulk inserts of rows with different columns, and of more values than one statement accepts. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Driver, StatementEvent } from "../../../drivers/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { everyPlace, type Place } from "../../../testing/every-place.ts";
import { openDatabase } from "../../database.ts";

const document = draftDocument({
  tables: {
    note: {
      columns: [
        "id integer primary key",
        "title varchar(80) unique",
        "state text not null = 'open'",
      ],
    },
  },
});

type Row = Readonly<Record<string, unknown>>;
type Notes = {
  insert(rows: readonly Row[]): PromiseLike<number> & {
    returning(shape: (row: Row) => unknown): PromiseLike<readonly unknown[]>;
  };
  upsert(rows: readonly Row[], options: { by: (row: Row) => unknown }): PromiseLike<number>;
  orderBy(key: (row: Row) => unknown): Pick<Notes, "select">;
  select(shape: (row: Row) => unknown): { all(): Promise<readonly unknown[]> };
  count(): Promise<number>;
};

const opened = (driver: Driver, log: StatementEvent[] = []) =>
  openDatabase<{ Note: Notes; transaction(body: () => Promise<void>): Promise<void> }>({
    document,
    driver,
    onStatement: event => log.push(event),
  }).db;

/** Inserts rows and reads their keys: by RETURNING, or by a query on MySQL. */
const insertedKeys = async (
  db: ReturnType<typeof opened>,
  rows: readonly Row[],
  { dialect }: Driver,
): Promise<readonly unknown[]> => {
  if (dialect.name !== "mysql") return db.Note.insert(rows).returning(note => note.id);
  await db.Note.insert(rows);
  return db.Note.orderBy(note => note.id)
    .select(note => note.id)
    .all();
};

const readNotes = (db: ReturnType<typeof opened>) =>
  db.Note.select(note => ({ title: note.title, state: note.state })).all();

describe.each(everyPlace(document))("on $where", ({ open }) => {
  let place: Place;
  let driver: Driver;
  beforeAll(async () => {
    place = await open();
    ({ driver } = place);
  });
  beforeEach(() => place.renew());
  afterAll(() => place?.close());

  it("leaves omitted columns to the database, and keeps the order of the rows", async () => {
    const db = opened(driver);
    const rows = [{ title: "a", state: "done" }, { title: "b" }, { title: "c", state: "done" }];
    const keys = await insertedKeys(db, rows, driver);
    expect(keys).toEqual([1, 2, 3]);
    expect(await db.Note.select(note => note.state).all()).toEqual(["done", "open", "done"]);
  });

  it("treats undefined as omitted, and null as null", async () => {
    const db = opened(driver);
    await db.Note.insert([
      { title: undefined, state: undefined },
      { title: "b", state: "done" },
    ]);
    expect(await db.Note.select(note => note.state).all()).toEqual(["open", "done"]);
    await expect(db.Note.insert([{ title: "c" }, { title: "d", state: null }])).rejects.toThrow();
    expect(await db.Note.count()).toBe(2);
  });

  it("inserts rows without values", async () => {
    const db = opened(driver);
    expect(await db.Note.insert([{}, {}])).toBe(2);
    expect(await db.Note.insert([])).toBe(0);
    expect(await db.Note.count()).toBe(2);
  });

  it("inserts more values than one statement accepts, all or none", async () => {
    const log: StatementEvent[] = [];
    const db = opened(driver, log);
    const rows = Array.from({ length: 40_000 }, (_, index) => ({
      title: `note ${index}`,
      state: "new",
    }));
    const keys = await insertedKeys(db, rows, driver);
    expect(keys).toEqual(rows.map((_, index) => index + 1));
    const inserts = log.filter(({ cause }) => cause.kind === "write");
    expect(inserts.length).toBe(driver.dialect.name === "sqlite" ? 3 : 2);
    expect(new Set(inserts.slice(0, -1).map(({ printed }) => printed.text)).size).toBe(1);
    const again = rows.map(({ title }, index) => ({
      title: `${title}${index < 39_999 ? "'" : ""}`,
    }));
    await expect(db.Note.insert(again)).rejects.toThrow();
    expect(await db.Note.count()).toBe(40_000);
  });

  it("keeps the columns that the rows of an upsert omit", async () => {
    const db = opened(driver);
    await db.Note.insert([
      { title: "a", state: "done" },
      { title: "b", state: "done" },
    ]);
    const rows = [{ title: "a" }, { title: "b", state: "old" }, { title: "c" }];
    await db.Note.upsert(rows, { by: note => note.title });
    expect(await readNotes(db)).toEqual([
      { title: "a", state: "done" },
      { title: "b", state: "old" },
      { title: "c", state: "open" },
    ]);
  });
});
