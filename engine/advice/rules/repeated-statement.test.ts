import { describe, expect, it } from "vitest";
import type { StatementEvent } from "../../drivers/index.ts";
import { type EventQuery, openDatabase } from "../../session/index.ts";
import { blogDocument, openBlog } from "../../testing/blog.ts";
import type { Database } from "../../testing/blog-entities.ts";
import { type AdvisedStatement, adviceOn } from "../index.ts";

const open = () => {
  const log: AdvisedStatement[] = [];
  let start = 0;
  const onStatement = (event: StatementEvent<EventQuery>) => {
    const { number, cause, origin, printed, result, query } = event;
    log.push({ number, cause, origin, printed, rowCount: result?.rowCount ?? 0, query });
  };
  const callSites = () => {
    const range = { start, end: start + 10 };
    return { expression: range, step: range };
  };
  const { db } = openDatabase<Database>({
    document: blogDocument,
    driver: openBlog(),
    onStatement,
    callSites,
  });
  /** Runs the body at its own place for each number, or at one place for all. */
  const each = async (body: (number: number) => PromiseLike<unknown> | unknown, step = 0) => {
    for (const number of [1, 2, 3]) {
      start += step;
      await body(number);
    }
  };
  const move = (): void => {
    start += 20;
  };
  return { db, log, each, move };
};

type Case = (db: Database, number: number) => PromiseLike<unknown> | unknown;

const CASES: readonly (readonly [string, string, string, Case])[] = [
  ["get", "The query for User", "db.User.where({ id: [1, 2, 3] })", (db, id) => db.User.get(id)],
  [
    "a query",
    "The query for Post",
    "db.Post.where({ author_id: [1, 2, 3] })",
    (db, author_id) => db.Post.where({ author_id }).all(),
  ],
  [
    "a count",
    "The count of Post",
    "db.Post.groupBy(p => p.author_id)",
    (db, author_id) => db.Post.where({ author_id }).count(),
  ],
  [
    "a bulk update",
    "The update of Post",
    "db.Post.where({ id: [1, 2, 3] }).update({ … })",
    (db, id) => db.Post.where({ id }).update({ title: `${id}` }),
  ],
  [
    "a bulk delete",
    "The delete of Post",
    "db.Post.where({ id: [1, 2, 3] }).delete()",
    (db, id) => db.Post.where({ id }).delete(),
  ],
  [
    "an insert",
    "The insert of User",
    "db.User.insert([{ … }, { … }])",
    (db, number) => db.User.insert({ name: `${number}` }),
  ],
  [
    "a save",
    "save()",
    "after the loop",
    (db, number) => {
      db.User.create({ name: `${number}` });
      return db.save();
    },
  ],
  ["raw SQL", "This SQL", "a list or a join", (db, id) => db.sql`SELECT ${id} AS n`],
];

describe("a statement that repeats at one place", () => {
  it.each(CASES)("is reported for %s", async (_, what, hint, body) => {
    const { db, log, each } = open();
    await each(number => body(db, number));
    expect(adviceOn(log)).toMatchObject([
      {
        code: "repeated-statement",
        severity: "warning",
        message: `N+1: ${what} ran 3 times from the same place, such as once for each row.`,
        hint: expect.stringContaining(hint),
        range: { start: 0, end: 10 },
        fix: null,
      },
    ]);
  });

  it.each(CASES)("is not reported for %s at different places", async (_, __, ___, body) => {
    const { db, log, each } = open();
    await each(number => body(db, number), 20);
    expect(adviceOn(log)).toEqual([]);
  });

  it("names all its statements, also those of a save", async () => {
    const { db, log, each } = open();
    await each(number => {
      db.User.create({ name: `${number}` });
      db.Post.create({ title: "t", author_id: number });
      return db.save();
    });
    expect(adviceOn(log)[0]?.statements).toEqual([2, 3, 6, 7, 10, 11]);
  });

  it("is reported for relations that are loaded one by one", async () => {
    const { db, log, move } = open();
    const users = await db.User.all();
    move();
    for (const user of users) await db.load(user, u => u.posts);
    expect(adviceOn(log)).toMatchObject([
      { message: expect.stringContaining("The load of User.posts ran") },
    ]);
  });

  it("is reported once for a query and its relations", async () => {
    const { db, log, each } = open();
    await each(id =>
      db.User.with(u => u.posts)
        .where({ id })
        .one(),
    );
    expect(log).toHaveLength(6);
    expect(adviceOn(log)).toMatchObject([{ statements: [1, 3, 5] }]);
  });

  it("is reported for objects that are refreshed", async () => {
    const { db, log, each } = open();
    const users = await db.User.all();
    await each(number => db.refresh(users[number - 1] ?? {}), 0);
    expect(adviceOn(log)).toMatchObject([{ statements: [2, 3, 4] }]);
  });
});

describe("statements that repeat by nature", () => {
  it("are those of one save or one bulk write", async () => {
    const { db, log } = open();
    for (const name of ["a", "b", "c"]) db.User.create({ name });
    await db.save();
    await db.User.insert(Array.from({ length: 40_000 }, (_, index) => ({ name: `${index}` })));
    await db.User.upsert([1, 2].map(each => ({ id: 90, name: `${each}` })));
    expect(log.filter(({ cause }) => cause.kind === "write").length).toBeGreaterThan(3);
    expect(adviceOn(log)).toEqual([]);
  });

  it("are pages", async () => {
    const { db, log } = open();
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      ({ next: after } = await db.User.orderBy(u => u.name).page({ size: 1, after }));
    }
    expect(log).toHaveLength(3);
    expect(adviceOn(log)).toEqual([]);
  });
});

describe("a loop in a transaction", () => {
  it("is reported, but not the transaction", async () => {
    const { db, log, each, move } = open();
    await db.transaction(() => {
      move();
      return each(id => db.User.where({ id }).update({ name: "x" }));
    });
    expect(adviceOn(log)).toMatchObject([{ statements: [2, 3, 4] }]);
  });
});
