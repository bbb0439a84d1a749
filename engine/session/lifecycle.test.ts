/** What becomes of entities: versions, orphans, cascades, expiry, merges, and the end of a session. */
import { describe, expect, it } from "vitest";
import type { EmbeddedDriver, StatementEvent } from "../drivers/index.ts";
import type { Api } from "../query/index.ts";
import { forumDocument, openForum } from "../testing/forum.ts";
import type { Database } from "../testing/forum-entities.ts";
import { openDatabase } from "./database.ts";

const open = (settings: Api.SessionSettings = {}, driver: EmbeddedDriver = openForum()) => {
  const log: StatementEvent[] = [];
  const onStatement = (event: StatementEvent) => void log.push(event);
  const options = { document: forumDocument, driver, onStatement, ...settings };
  const { db, session } = openDatabase<Database>(options);
  return { db, session, driver, log, rows: (text: string) => driver.query(text).rows };
};

const versions = { Thread: "version" };

describe("versions", () => {
  it("increase with each save, starting at one", async () => {
    const { db, rows } = open({ versions });
    const created = db.Thread.create({ title: "New" });
    const thread = await db.Thread.where({ id: 2 }).one();
    thread.title = "Parsers";
    await db.save();
    expect([created.version, thread.version]).toEqual([1, 6]);
    expect(rows("SELECT id, version FROM threads ORDER BY id")).toEqual([
      [1, 1],
      [2, 6],
      [3, 1],
      [4, 1],
    ]);
  });

  it.each(["update", "delete"] as const)(
    "reject an %s of a row that another session changed",
    async kind => {
      const { db, driver, rows } = open({ versions });
      const other = open({ versions }, driver);
      const [mine, theirs] = [await db.Thread.get(1), await other.db.Thread.get(1)];
      if (!mine || !theirs) throw new Error("no thread");
      const message = await db.Message.where({ id: 4 }).one();
      theirs.title = "Theirs";
      await other.db.save();
      message.body = "mine too";
      if (kind === "update") mine.title = "Mine";
      else db.delete(mine);
      await expect(db.save()).rejects.toMatchObject({ code: "version-conflict" });
      expect(mine.version).toBe(1);
      expect(rows("SELECT title, version FROM threads WHERE id = 1")).toEqual([["Theirs", 2]]);
      expect(rows("SELECT body FROM messages WHERE id = 4")).toEqual([["other"]]);
    },
  );

  it("accept a save after a refresh", async () => {
    const { db, driver, rows } = open({ versions });
    const thread = await db.Thread.where({ id: 1 }).one();
    driver.query("UPDATE threads SET version = 2 WHERE id = 1");
    await db.refresh(thread);
    thread.title = "Again";
    await db.save();
    expect(rows("SELECT title, version FROM threads WHERE id = 1")).toEqual([["Again", 3]]);
  });

  it("start for a row without a version", async () => {
    const { db, driver, rows } = open({ versions });
    driver.query("UPDATE threads SET version = NULL WHERE id = 1");
    const other = open({ versions }, driver);
    const [mine, theirs] = [await db.Thread.get(1), await other.db.Thread.get(1)];
    if (!mine || !theirs) throw new Error("no thread");
    theirs.title = "Theirs";
    await other.db.save();
    expect(rows("SELECT title, version FROM threads WHERE id = 1")).toEqual([["Theirs", 1]]);
    mine.title = "Mine";
    await expect(db.save()).rejects.toMatchObject({ code: "version-conflict" });
    theirs.title = "Again";
    await other.db.save();
    expect(rows("SELECT title, version FROM threads WHERE id = 1")).toEqual([["Again", 2]]);
  });

  it("are loaded with every row, and kept when it expires", async () => {
    const { db, rows } = open({ versions });
    const [looms] = await db.Thread.defer(t => [t.version, t.title])
      .where({ id: 1 })
      .all();
    const compilers = await db.Thread.get(2);
    if (!looms || !compilers) throw new Error("no threads");
    db.expire(compilers);
    looms.title = "one";
    compilers.title = "two";
    await db.save();
    expect(rows("SELECT title, version FROM threads WHERE id < 3")).toEqual([
      ["one", 2],
      ["two", 6],
    ]);
  });

  it("are checked by a merge too", async () => {
    const { db, driver, rows } = open({ versions });
    const other = open({ versions }, driver);
    const [mine, theirs] = [await db.Thread.get(1), await other.db.Thread.get(1)];
    if (!mine || !theirs) throw new Error("no thread");
    db.detach(mine);
    mine.title = "mine";
    theirs.title = "theirs";
    await other.db.save();
    await expect(db.merge(mine)).rejects.toMatchObject({ code: "version-conflict" });
    await db.save();
    expect(rows("SELECT title, version FROM threads WHERE id = 1")).toEqual([["theirs", 2]]);
  });

  it.each([
    [{ Thred: "version" }, "unknown-entity"],
    [{ Thread: "versions" }, "unknown-column"],
    [{ Thread: "title" }, "invalid-value"],
  ] as const)("are counted in columns of integers alone: %j", (wrong, code) => {
    const { db } = open();
    expect(() => db.configure({ versions: wrong })).toThrow(expect.objectContaining({ code }));
  });
});

it("reports that a row to update no longer exists", async () => {
  const { db, driver } = open();
  const thread = await db.Thread.where({ id: 3 }).one();
  driver.query("DELETE FROM threads WHERE id = 3");
  thread.title = "Lost";
  await expect(db.save()).rejects.toMatchObject({ code: "row-not-found" });
});

describe("a collection", () => {
  it("is replaced as a whole", async () => {
    const { db, rows } = open();
    const ada = await db.Member.with(m => m.threads)
      .where({ id: 1 })
      .one();
    const compilers = await db.Thread.where({ id: 2 }).one();
    const fresh = db.Thread.create({ title: "Fresh" });
    ada.threads.set([compilers, fresh]);
    expect([ada.threads.has(compilers), ada.threads.length]).toEqual([true, 2]);
    await db.save();
    expect(rows("SELECT title, member_id FROM threads ORDER BY id")).toEqual([
      ["Looms", null],
      ["Compilers", 1],
      ["Empty", null],
      ["Fresh", 1],
    ]);
  });

  it("is not replaced before it is loaded", async () => {
    const { db } = open();
    const ada = await db.Member.where({ id: 1 }).one();
    expect(() => ada.threads.set([])).toThrow(
      expect.objectContaining({ code: "relation-not-loaded" }),
    );
  });
});

describe("orphans", () => {
  const orphans = { "Thread.messages": "delete" } as const;

  it("are deleted by the next save, which reports the reason", async () => {
    const { db, session, rows } = open({ orphans });
    const thread = await db.Thread.with(t => t.messages)
      .where({ id: 2 })
      .one();
    const [message] = thread.messages.filter(each => each.id === 4);
    if (!message) throw new Error("no message");
    thread.messages.remove(message);
    expect(session.planSave().map(step => step.reason)).toEqual([
      "removed from Thread.messages, which deletes orphans; the database deletes its children with it",
    ]);
    await db.save();
    expect(rows("SELECT id FROM messages ORDER BY id")).toEqual([[1], [2], [3]]);
    expect(await db.Message.get(4)).toBeNull();
  });

  it("are kept if another entity adopts them", async () => {
    const { db, rows } = open({ orphans });
    const threads = await db.Thread.with(t => t.messages)
      .orderBy(t => t.id)
      .all();
    const [looms, compilers] = threads;
    const message = compilers?.messages.at(0);
    if (!looms || !compilers || !message) throw new Error("no threads");
    compilers.messages.remove(message);
    looms.messages.add(message);
    await db.save();
    expect(rows("SELECT thread_id FROM messages WHERE id = 4")).toEqual([[1]]);
  });

  it("include entities whose reference is set to null", async () => {
    const { db, rows } = open({ orphans: { "Member.threads": "delete" } });
    const looms = await db.Thread.where({ id: 1 }).one();
    looms.member = null;
    await db.save();
    expect(rows("SELECT id FROM threads ORDER BY id")).toEqual([[2], [3]]);
  });

  it("are kept if a new entity without a key adopts them", async () => {
    const { db, rows } = open({ orphans: { "Member.threads": "delete" } });
    const looms = await db.Thread.where({ id: 1 }).one();
    looms.member = null;
    db.Member.create({ name: "Hopper" }).threads.add(looms);
    await db.save();
    expect(rows("SELECT member_id FROM threads WHERE id = 1")).toEqual([[3]]);
  });

  it("are not inserted when they are new", async () => {
    const { db, rows } = open({ orphans: { "Member.threads": "delete" } });
    const ada = await db.Member.where({ id: 1 }).one();
    const thread = db.Thread.create({ title: "Orphan" });
    ada.threads.add(thread);
    ada.threads.remove(thread);
    ada.name = "Augusta";
    await db.save();
    await db.save();
    expect(rows("SELECT id FROM threads WHERE title = 'Orphan'")).toEqual([]);
  });

  it("accept only the settings keep and delete", () => {
    const { db } = open();
    const fate = "remove" as "delete";
    expect(() => db.configure({ orphans: { "Thread.messages": fate } })).toThrow(
      expect.objectContaining({ code: "invalid-value", hint: 'Use "keep" or "delete".' }),
    );
    const misspelt = { orphan: { "Thread.messages": "delete" } };
    const unknown = { code: "invalid-value", message: 'There is no setting "orphan".' };
    expect(() => db.configure(misspelt as object)).toThrow(expect.objectContaining(unknown));
    expect(() => open(misspelt as object)).toThrow(expect.objectContaining(unknown));
  });

  it("require a relation whose inverse holds the key", () => {
    const { db } = open();
    expect(() => db.configure({ orphans: { "Thread.member": "delete" } })).toThrow(
      expect.objectContaining({ code: "invalid-value" }),
    );
  });
});

describe("the deletion of a new entity", () => {
  it("removes it from every relation at once", async () => {
    const { db, rows } = open();
    const ada = await db.Member.with(m => m.threads)
      .where({ id: 1 })
      .one();
    const thread = db.Thread.create({ title: "Never" });
    ada.threads.add(thread);
    db.delete(thread);
    expect(ada.threads.map(each => each.title)).toEqual(["Looms"]);
    await db.save();
    expect(rows("SELECT count(*) FROM threads")).toEqual([[3]]);
  });

  it("does not delete entities that referenced it", async () => {
    const { db, rows } = open();
    const member = db.Member.create({ name: "Never" });
    const thread = db.Thread.create({ title: "Loose", member });
    db.delete(member);
    expect([thread.member, thread.member_id]).toEqual([null, null]);
    await db.save();
    expect(rows("SELECT member_id FROM threads WHERE title = 'Loose'")).toEqual([[null]]);
  });
});

describe("a deletion", () => {
  it("removes from memory the rows that the database deletes by a cascade", async () => {
    const { db, session, rows, log } = open();
    const messages = await db.Message.orderBy(m => m.id).all();
    const looms = await db.Thread.where({ id: 1 }).one();
    db.delete(looms);
    expect(session.planSave()[0]?.reason).toBe(
      "deleted; the database deletes its messages with it",
    );
    await db.save();
    expect(log.filter(({ cause }) => cause.kind === "flush")).toHaveLength(1);
    expect(rows("SELECT id FROM messages")).toEqual([[4]]);
    for (const message of messages.slice(0, 3)) message.body = "gone";
    await db.save();
    expect(await db.Message.all()).toEqual([messages[3]]);
  });

  it("clears in memory the references that the database sets to null", async () => {
    const { db, rows } = open();
    const looms = await db.Thread.with(t => t.member)
      .where({ id: 1 })
      .one();
    const ada = looms.member;
    if (!ada) throw new Error("no member");
    db.delete(ada);
    await db.save();
    expect([looms.member_id, looms.member, db.isChanged(looms)]).toEqual([null, null, false]);
    expect(rows("SELECT member_id FROM threads WHERE id = 1")).toEqual([[null]]);
  });
});

describe("an expired entity", () => {
  it("is read again by the next query, and reports an error until then", async () => {
    const { db, driver } = open();
    const ada = await db.Member.with(m => m.threads)
      .where({ id: 1 })
      .one();
    driver.query("UPDATE members SET name = 'Augusta' WHERE id = 1");
    db.expire(ada);
    expect(ada.id).toBe(1);
    expect(() => ada.name).toThrow(expect.objectContaining({ code: "column-not-loaded" }));
    expect(() => ada.threads.length).toThrow(
      expect.objectContaining({ code: "relation-not-loaded" }),
    );
    expect(await db.Member.where({ name: "Augusta" }).one()).toBe(ada);
    expect([ada.name, db.isChanged(ada)]).toEqual(["Augusta", false]);
  });

  it("is read again by get, and keeps values assigned since", async () => {
    const { db, driver, rows } = open();
    const thread = await db.Thread.where({ id: 1 }).one();
    db.expire(thread);
    thread.title = "mine";
    driver.query("UPDATE threads SET title = 'theirs', member_id = 2 WHERE id = 1");
    expect(await db.Thread.get(1)).toBe(thread);
    expect([thread.title, thread.member_id, db.isChanged(thread)]).toEqual(["mine", 2, true]);
    await db.save();
    expect(rows("SELECT title, member_id FROM threads WHERE id = 1")).toEqual([["mine", 2]]);
  });

  it("has its columns after they are loaded", async () => {
    const { db } = open();
    const ada = await db.Member.where({ id: 1 }).one();
    ada.name = "not saved";
    db.expire(ada);
    await db.load(ada, m => m.name);
    expect(ada.name).toBe("Ada");
  });
});

describe("a merge", () => {
  it("copies changes of another session", async () => {
    const { db, driver, rows } = open();
    const elsewhere = open({}, driver).db;
    const theirs = await elsewhere.Thread.with(
      t => t.messages,
      t => t.member,
    )
      .where({ id: 2 })
      .one();
    theirs.title = "Parsers";
    theirs.messages.add(elsewhere.Message.create({ body: "merged" }));
    const mine = await db.Thread.where({ id: 2 }).one();
    expect(await db.merge(theirs)).toBe(mine);
    expect([mine.title, mine.member?.name, mine.messages.length]).toEqual(["Parsers", "Grace", 2]);
    await db.save();
    expect(rows("SELECT title FROM threads WHERE id = 2")).toEqual([["Parsers"]]);
    expect(rows("SELECT body FROM messages WHERE thread_id = 2 ORDER BY id")).toEqual([
      ["other"],
      ["merged"],
    ]);
  });

  it("returns an entity of this session unchanged", async () => {
    const { db } = open();
    const ada = await db.Member.where({ id: 1 }).one();
    expect(await db.merge(ada)).toBe(ada);
  });

  it("adopts a detached entity", async () => {
    const { db, rows } = open();
    const ada = await db.Member.where({ id: 1 }).one();
    db.detach(ada);
    ada.name = "Augusta";
    const own = await db.merge(ada);
    expect(own).not.toBe(ada);
    await db.save();
    expect(rows("SELECT name FROM members WHERE id = 1")).toEqual([["Augusta"]]);
  });
});

describe("an entity whose key was changed", () => {
  it("is deleted by the key of its row; other rows are not affected", async () => {
    const { db, rows } = open();
    const [looms, empty] = [await db.Thread.get(1), await db.Thread.get(3)];
    if (!looms || !empty) throw new Error("no threads");
    empty.id = 1;
    db.delete(empty);
    await db.save();
    looms.title = "still here";
    await db.save();
    expect(rows("SELECT id, title FROM threads WHERE id <> 2")).toEqual([[1, "still here"]]);
    expect(await db.Thread.get(1)).toBe(looms);
    expect(await db.Thread.get(3)).toBeNull();
  });

  it("deletes the rows that reference it", async () => {
    const { db } = open();
    const messages = await db.Message.all();
    const looms = await db.Thread.where({ id: 1 }).one();
    looms.id = 77;
    db.delete(looms);
    await db.save();
    expect(await db.Message.all()).toEqual(messages.slice(3));
    expect(await db.Message.get(1)).toBeNull();
  });

  it("is not saved when it is detached", async () => {
    const { db, rows } = open();
    const grace = await db.Member.where({ id: 2 }).one();
    grace.id = 77;
    db.detach(grace);
    await db.save();
    expect(rows("SELECT id FROM members")).toEqual([[1], [2]]);
    expect(await db.Member.get(2)).not.toBe(grace);
  });
});

describe("a new entity that is detached", () => {
  it("cannot be referenced, as it has no row", async () => {
    const { db, rows } = open();
    const thread = db.Thread.create({ title: "detached" });
    const message = db.Message.create({ body: "of it", thread });
    db.detach(thread);
    expect(db.isChanged(thread)).toBe(false);
    await expect(db.save()).rejects.toMatchObject({ code: "not-an-entity" });
    message.thread = await db.Thread.where({ id: 3 }).one();
    await db.save();
    expect(rows("SELECT body, thread_id FROM messages WHERE id > 4")).toEqual([["of it", 3]]);
    expect(rows("SELECT count(*) FROM threads")).toEqual([[3]]);
  });
});

it("rejects every call after it is closed", async () => {
  const { db } = open();
  const ada = await db.Member.where({ id: 1 }).one();
  db.close();
  const closed = { code: "session-closed" };
  await expect(ada.threads).rejects.toMatchObject(closed);
  await expect(db.Member.get(2)).rejects.toMatchObject(closed);
  await expect(db.Member.all()).rejects.toMatchObject(closed);
  await expect(db.save()).rejects.toMatchObject(closed);
  await expect(db.transaction(async () => undefined)).rejects.toMatchObject(closed);
  expect(() => db.Member.create({ name: "late" })).toThrow(expect.objectContaining(closed));
  expect(() => db.delete(ada)).toThrow(expect.objectContaining(closed));
});

it("inserts and deletes chains of any length", async () => {
  const { db, session, rows } = open();
  const thread = db.Thread.create({ title: "Long" });
  const messages = [db.Message.create({ body: "0", thread })];
  for (let count = 1; count < 20_000; count += 1) {
    const parent = messages[count - 1];
    if (parent) messages.push(db.Message.create({ body: `${count}`, thread, parent }));
  }
  db.Message.create({ body: "end", thread, parent: messages.at(-1) ?? null });
  await db.save();
  expect(rows("SELECT count(*), max(parent_id) FROM messages WHERE thread_id = 4")).toEqual([
    [20_001, 20_004],
  ]);
  for (const message of messages) db.delete(message);
  const deleted = session.planSave().map(step => step.entity.body);
  expect(deleted).toHaveLength(20_000);
  expect([deleted[0], deleted.at(-1)]).toEqual(["19999", "0"]);
});
