/** A session runs one write at a time. Reads run concurrently, and changes created during a save are kept. */
import { describe, expect, it } from "vitest";
import { createScript } from "../ddl/index.ts";
import type { Driver } from "../drivers/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { draftDocument } from "../testing/draft-document.ts";
import { forumDocument, openForum } from "../testing/forum.ts";
import type { Database } from "../testing/forum-entities.ts";
import { openDatabase as openSqlite } from "../testing/open-database.ts";
import { openDatabase } from "./database.ts";

const pause = (milliseconds = 1) => new Promise(resolve => setTimeout(resolve, milliseconds));

/** A database behind a network. */
const far = ({ dialect, query }: ReturnType<typeof openForum>): Driver => ({
  dialect,
  embedded: false,
  query: async (text, parameters) => {
    await pause();
    return query(text, parameters);
  },
});

const places = [
  ["within the program", (near: ReturnType<typeof openForum>): Driver => near],
  ["far away", far],
] as const;

const busy = { code: "session-busy" };

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );

describe.each(places)("a session with a database %s", (_, place) => {
  const open = (near = openForum(), document: SchemaDocument = forumDocument) => {
    const { db } = openDatabase<Database>({ document, driver: place(near) });
    return { db, rows: (text: string) => near.query(text).rows };
  };

  it("rejects a second save at the same time", async () => {
    const { db, rows } = open();
    db.Thread.create({ title: "new" });
    const [first, second] = await Promise.all([failureOf(db.save()), failureOf(db.save())]);
    expect([first, second]).toEqual([null, expect.objectContaining(busy)]);
    expect(rows("SELECT title FROM threads WHERE id > 3")).toEqual([["new"]]);
    await db.save();
  });

  it("rejects a transaction while another begins, and a bulk write during a save", async () => {
    const { db, rows } = open();
    const rename = (name: string) => async () => {
      await db.Member.where({ id: 1 }).update({ name });
    };
    const two = [db.transaction(rename("first")), db.transaction(rename("second"))];
    expect(await Promise.all(two.map(failureOf))).toEqual([null, expect.objectContaining(busy)]);
    db.Thread.create({ title: "new" });
    const both = [db.save(), rename("third")()];
    expect(await Promise.all(both.map(failureOf))).toEqual([null, expect.objectContaining(busy)]);
    expect(rows("SELECT name FROM members WHERE id = 1")).toEqual([["first"]]);
  });

  it("rolls back a transaction whose body does not await its save", async () => {
    const { db, rows } = open();
    const failed = db.transaction(async () => {
      db.Thread.create({ title: "forgotten" });
      void db.save();
    });
    await expect(failed).rejects.toMatchObject(busy);
    expect(rows("SELECT count(*) FROM threads")).toEqual([[3]]);
    await db.save();
    expect(rows("SELECT count(*) FROM threads")).toEqual([[3]]);
  });

  it("rolls back two transactions that overlap without nesting", async () => {
    const { db, rows } = open();
    const thread = await db.Thread.where({ id: 1 }).one();
    const inner: Promise<unknown>[] = [];
    const outer = db.transaction(async () => {
      thread.title = "outer";
      await db.save();
      const began = new Promise<void>(resolve => {
        const body = async () => {
          resolve();
          await pause(30);
        };
        inner.push(failureOf(db.transaction(body)));
      });
      await began;
    });
    await expect(outer).rejects.toMatchObject(busy);
    expect(await Promise.all(inner)).toEqual([expect.objectContaining(busy)]);
    expect([thread.title, rows("SELECT title FROM threads WHERE id = 1")]).toEqual([
      "Looms",
      [["Looms"]],
    ]);
    await db.transaction(async () => undefined);
  });

  it("loads concurrently, each relation once", async () => {
    const { db } = open();
    const [ada, again] = await Promise.all([db.Member.get(1), db.Member.get(1)]);
    if (!ada) throw new Error("no member");
    expect(again).toBe(ada);
    const [first, second] = await Promise.all([ada.threads, ada.threads]);
    expect(first[0]).toBe(second[0]);
  });

  it.each([0, 1, 2, 3, 4, 5])("keeps what changes %i turns after a save began", async turns => {
    const { db, rows } = open();
    const thread = await db.Thread.where({ id: 1 }).one();
    const created = db.Thread.create({ title: "first" });
    thread.title = "first";
    const saved = db.save();
    for (let turn = 0; turn < turns; turn += 1) await pause(0);
    thread.title = "second";
    created.title = "second";
    await saved;
    await db.save();
    expect(rows("SELECT title FROM threads WHERE id IN (1, 4)")).toEqual([["second"], ["second"]]);
  });

  it.each([0, 1, 2, 3, 4, 5])(
    "deletes what is deleted %i turns after a save began",
    async turns => {
      const { db, rows } = open();
      const thread = await db.Thread.where({ id: 3 }).one();
      const created = db.Thread.create({ title: "first" });
      thread.title = "first";
      const saved = db.save();
      for (let turn = 0; turn < turns; turn += 1) await pause(0);
      db.delete(thread);
      db.delete(created);
      await saved;
      await db.save();
      expect(rows("SELECT id FROM threads")).toEqual([[1], [2]]);
    },
  );

  it.each([0, 1, 2, 3, 4, 5])(
    "returns one object for a new row that is read %i turns after a save began",
    async turns => {
      const { db } = open();
      const created = db.Thread.create({ title: "new" });
      const saved = db.save();
      for (let turn = 0; turn < turns; turn += 1) await pause(0);
      const [stored] = (await db.Thread.all()).filter(({ title }) => title === "new");
      await saved;
      expect(stored ?? created).toBe(created);
    },
  );

  it("writes a link added during a save by the next save", async () => {
    const key = (column: string, target: string) => ({
      columns: [column],
      target,
      targetColumns: ["id"],
    });
    const document = draftDocument({
      tables: {
        books: { columns: ["id integer primary key", "name text"] },
        tags: { columns: ["id integer primary key", "name text"] },
        book_tags: {
          columns: ["book_id integer not null", "tag_id integer not null"],
          primaryKey: ["book_id", "tag_id"],
          foreignKeys: [key("book_id", "books"), key("tag_id", "tags")],
        },
      },
    });
    const near = openSqlite();
    for (const { text } of createScript(document, "sqlite").value) near.query(text);
    type Tag = { name: string };
    type Book = Tag & { tags: { add(tag: Tag): void; remove(tag: Tag): void } };
    type Books = {
      Book: { create(values: object): Book };
      Tag: { create(values: object): Tag };
      save(): Promise<void>;
    };
    const { db } = openDatabase<Books>({ document, driver: place(near) });
    const book = db.Book.create({ name: "book" });
    const tag = db.Tag.create({ name: "tag" });
    await db.save();
    book.name = "again";
    const saved = db.save();
    book.tags.add(tag);
    await saved;
    await db.save();
    expect(near.query("SELECT * FROM book_tags").rows).toEqual([[1, 1]]);
    book.tags.remove(tag);
    const removed = db.save();
    book.tags.add(tag);
    await removed;
    await db.save();
    expect(near.query("SELECT * FROM book_tags").rows).toEqual([[1, 1]]);
  });
});
