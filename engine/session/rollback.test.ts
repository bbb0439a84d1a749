/** Entities after a rollback: the rows of the database can still be read and written through them. */
import { describe, expect, it } from "vitest";
import { forumDocument, openForum } from "../testing/forum.ts";
import type { Database } from "../testing/forum-entities.ts";
import { openDatabase } from "./database.ts";

const open = () => {
  const driver = openForum();
  const { db } = openDatabase<Database>({ document: forumDocument, driver });
  return { db, driver, rows: (text: string) => driver.query(text).rows };
};

const refused = new Error("taken back");

/** Runs a body in a transaction that is rolled back. */
const rolledBack = (db: Database, body: () => Promise<void> = async () => undefined) =>
  db
    .transaction(async () => {
      await body();
      throw refused;
    })
    .catch(thrown => {
      if (thrown !== refused) throw thrown;
    });

const only = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw new Error("nothing there");
  return value;
};

describe("after a rollback", () => {
  it("each row has one entity, by key and by query", async () => {
    const { db, rows } = open();
    await db.Member.get(1);
    await rolledBack(db);
    const grace = only(await db.Member.get(2));
    expect(await db.Member.where({ id: 2 }).one()).toBe(grace);
    grace.name = "new";
    await db.save();
    expect(rows("SELECT name FROM members WHERE id = 2")).toEqual([["new"]]);
  });

  it("entities loaded and saved in it are read again", async () => {
    const { db, rows } = open();
    const attempt = (fails: boolean) => async () => {
      const thread = only(await db.Thread.get(2));
      thread.title += "!";
      await db.save();
      if (fails) throw refused;
    };
    await rolledBack(db, attempt(true));
    await db.transaction(attempt(false));
    expect(rows("SELECT title FROM threads WHERE id = 2")).toEqual([["Compilers!"]]);
  });

  it("entities loaded in it are unchanged, and can be saved", async () => {
    const { db, rows } = open();
    const loaded: Awaited<ReturnType<typeof db.Member.get>>[] = [];
    await rolledBack(db, async () => void loaded.push(await db.Member.get(2)));
    const grace = only(loaded[0]);
    expect(db.isChanged(grace)).toBe(false);
    expect(() => grace.name).toThrow(expect.objectContaining({ code: "column-not-loaded" }));
    grace.name = "new";
    await db.save();
    expect(rows("SELECT name FROM members WHERE id = 2")).toEqual([["new"]]);
    expect(await db.Member.get(2)).toBe(grace);
  });

  it("the outer transaction continues with entities loaded in it", async () => {
    const { db, rows } = open();
    await db.transaction(async () => {
      const loaded: Awaited<ReturnType<typeof db.Member.get>>[] = [];
      await rolledBack(db, async () => {
        const grace = only(await db.Member.get(2));
        loaded.push(grace);
        grace.name = "inner";
        await db.save();
      });
      only(loaded[0]).name = "outer";
      await db.save();
    });
    expect(rows("SELECT name FROM members WHERE id = 2")).toEqual([["outer"]]);
  });

  it("entities deleted in it can be changed, including those deleted by a cascade", async () => {
    const { db, rows } = open();
    await rolledBack(db, async () => {
      await db.Message.all();
      db.delete(only(await db.Thread.get(1)));
      await db.save();
    });
    only(await db.Message.get(2)).body = "still here";
    only(await db.Thread.get(1)).title = "still here";
    await db.save();
    expect(rows("SELECT body, thread_id FROM messages WHERE id = 2")).toEqual([["still here", 1]]);
    expect(rows("SELECT title FROM threads WHERE id = 1")).toEqual([["still here"]]);
  });

  it("entities created in it are new, have no key, and are saved only after a merge", async () => {
    const { db, rows } = open();
    const created: ReturnType<typeof db.Thread.create>[] = [];
    await rolledBack(db, async () => {
      created.push(db.Thread.create({ title: "made" }));
      await db.save();
    });
    const thread = only(created[0]);
    expect([thread.id, thread.title, db.isChanged(thread)]).toEqual([undefined, "made", false]);
    await db.save();
    const ada = only(await db.Member.get(1));
    expect(() => ada.threads.add(thread)).toThrow(
      expect.objectContaining({ code: "not-an-entity" }),
    );
    const message = db.Message.create({ body: "of it", thread });
    await expect(db.save()).rejects.toMatchObject({ code: "not-an-entity" });
    message.thread = await db.merge(thread);
    await db.save();
    expect(rows("SELECT title FROM threads WHERE id > 3")).toEqual([["made"]]);
  });

  it("deferred columns stay deferred", async () => {
    const { db, driver, rows } = open();
    const message = await db.Message.defer(m => m.body)
      .where({ id: 4 })
      .one();
    await rolledBack(db, async () => {
      message.body = "inside";
      await db.save();
    });
    await rolledBack(db, () => db.load(message, m => m.body));
    expect(db.isChanged(message)).toBe(false);
    driver.query("UPDATE messages SET body = 'theirs' WHERE id = 4");
    await db.save();
    expect(rows("SELECT body FROM messages WHERE id = 4")).toEqual([["theirs"]]);
  });

  it("expired entities stay expired", async () => {
    const { db } = open();
    const message = only(await db.Message.get(4));
    db.expire(message);
    await rolledBack(db, async () => void (await db.Message.all()));
    expect(db.isChanged(message)).toBe(false);
    expect(() => message.body).toThrow(expect.objectContaining({ code: "column-not-loaded" }));
  });
});
