import { expect, it } from "vitest";
import type { StatementEvent } from "../drivers/index.ts";
import { openDatabase } from "../session/index.ts";
import { blogDocument, openBlog } from "../testing/blog.ts";
import type { Database } from "../testing/blog-entities.ts";
import { findNPlusOne } from "./n-plus-one.ts";

const open = () => {
  const log: StatementEvent[] = [];
  const { db } = openDatabase<Database>({
    document: blogDocument,
    driver: openBlog(),
    onStatement: event => log.push(event),
  });
  return { db, log };
};

it("finds a relation that is loaded for each row, and names the fix", async () => {
  const { db, log } = open();
  for (const user of await db.User.all()) await user.posts;
  expect(findNPlusOne(log)).toMatchObject([
    { relation: "User.posts", statements: [2, 3, 4], fix: ".with(u => u.posts)" },
  ]);
});

it("gives no advice when the relation is loaded with the query, or once", async () => {
  const { db, log } = open();
  const [first] = await db.User.with(u => u.posts).all();
  await first?.posts;
  expect(findNPlusOne(log)).toEqual([]);
});
