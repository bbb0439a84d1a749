/** Outdated collections: the foreign key of an entity decides, not the list that contains it. */
import { beforeEach, describe, expect, it } from "vitest";
import { createScript } from "../../ddl/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { forumDocument, openForum } from "../../testing/forum.ts";
import type { Database } from "../../testing/forum-entities.ts";
import { openDatabase as openSqlite } from "../../testing/open-database.ts";
import { openDatabase } from "../database.ts";

let driver: EmbeddedDriver;
let db: Database;
beforeEach(() => {
  driver = openForum();
  ({ db } = openDatabase<Database>({ document: forumDocument, driver }));
});

const holders = () => driver.query("SELECT member_id FROM threads ORDER BY id").rows.flat();
const loaded = (id: number) =>
  db.Member.with(m => m.threads)
    .where({ id })
    .one();
const thread = (id: number) => db.Thread.where({ id }).one();

describe("a collection with an entity that now belongs to another", () => {
  it("adds it again", async () => {
    const ada = await loaded(1);
    const looms = await thread(1);
    looms.member_id = 2;
    await db.save();
    ada.threads.add(looms);
    await db.save();
    expect([holders()[0], ada.threads.map(each => each.id)]).toEqual([1, [1]]);
  });

  it("adds it again after a refresh", async () => {
    const grace = await loaded(2);
    const looms = await thread(1);
    grace.threads.add(looms);
    await db.refresh(looms);
    grace.threads.add(looms);
    await db.save();
    expect(holders()[0]).toBe(2);
  });

  it("removes it without changing the other", async () => {
    const ada = await loaded(1);
    const looms = await thread(1);
    looms.member_id = 2;
    ada.threads.remove(looms);
    await db.save();
    expect([holders()[0], ada.threads.length]).toEqual([2, 0]);
  });
});

describe("a collection without an entity that now belongs to it", () => {
  it("removes it nevertheless", async () => {
    const ada = await loaded(1);
    const compilers = await thread(2);
    compilers.member_id = 1;
    await db.save();
    ada.threads.remove(compilers);
    await db.save();
    expect(holders()[1]).toBeNull();
  });
});

describe("a collection that is not loaded", () => {
  it("does not remove an entity from another", async () => {
    const ada = await db.Member.where({ id: 1 }).one();
    ada.threads.remove(await thread(2));
    await db.save();
    expect(holders()[1]).toBe(2);
  });

  it("forgets additions and removals after they are saved", async () => {
    const ada = await db.Member.where({ id: 1 }).one();
    const [looms, compilers] = [await thread(1), await thread(2)];
    ada.threads.remove(looms);
    ada.threads.add(compilers);
    await db.save();
    looms.member_id = 1;
    compilers.member_id = 2;
    await db.save();
    expect(await ada.threads).toEqual([looms]);
  });
});

type Row = Record<string, unknown>;
type Items = PromiseLike<readonly Row[]> & {
  readonly length: number;
  add(row: Row): void;
  remove(row: Row): void;
};
type Rows = {
  create(values: Row): Row;
  get(id: number): Promise<Row>;
  with(relation: (row: Row) => unknown): { all(): Promise<readonly Row[]> };
};
type Any = Readonly<Record<string, Rows>> & { save(): Promise<void> };

const openAny = (document: typeof forumDocument) => {
  const empty = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) empty.query(text);
  return { open: () => openDatabase<Any>({ document, driver: empty }).db, driver: empty };
};
const items = (row: Row | undefined, name: string) => row?.[name] as Items;

it("a collection over an alternate key releases an entity that moves to another", async () => {
  const { open } = openAny(
    draftDocument({
      tables: {
        users: { columns: ["id integer primary key", "code varchar(9)?"], unique: [["code"]] },
        notes: {
          columns: ["id integer primary key", "user_code varchar(9)?"],
          foreignKeys: [{ columns: ["user_code"], target: "users", targetColumns: ["code"] }],
        },
      },
    }),
  );
  const before = open();
  before.Note?.create({ user: before.User?.create({ code: "a" }) });
  before.User?.create({ code: "b" });
  await before.save();
  const [a, b] =
    (await open()
      .User?.with(u => u.notes)
      .all()) ?? [];
  const [note] = await items(a, "notes");
  if (!note) throw new Error("no note");
  expect(note.user).toBe(a);
  items(b, "notes").add(note);
  expect([items(a, "notes").length, items(b, "notes").length]).toEqual([0, 1]);
});

it("a many-to-many collection that is not loaded forgets removals after they are saved", async () => {
  const key = (column: string, target: string) => ({
    columns: [column],
    target,
    targetColumns: ["id"],
  });
  const { open, driver: rows } = openAny(
    draftDocument({
      tables: {
        a: { columns: ["id integer primary key"] },
        b: { columns: ["id integer primary key"] },
        a_b: {
          columns: ["a_id integer not null", "b_id integer not null"],
          primaryKey: ["a_id", "b_id"],
          foreignKeys: [key("a_id", "a"), key("b_id", "b")],
        },
      },
    }),
  );
  const before = open();
  const [first, second] = [before.A?.create({}), before.B?.create({})];
  if (!first || !second) throw new Error("no rows");
  items(first, "bs").add(second);
  await before.save();
  const db = open();
  const [a, b] = [await db.A?.get(1), await db.B?.get(1)];
  if (!a || !b) throw new Error("no rows");
  items(a, "bs").remove(b);
  await db.save();
  rows.query("INSERT INTO a_b VALUES (1, 1)");
  expect([await items(a, "bs"), await items(b, "as")]).toEqual([[b], [a]]);
});
