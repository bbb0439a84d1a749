import { describe, expect, it } from "vitest";
import type { StatementEvent } from "../../drivers/index.ts";
import { openDatabase } from "../../session/index.ts";
import { blogDocument, openBlog } from "../../testing/blog.ts";
import type { Database } from "../../testing/blog-entities.ts";
import { type AdvisedStatement, adviceOn, applyTextEdit } from "../index.ts";

const CODE = "for (const user of await db.User.all()) await user.posts;";

const rangeOf = (text: string) => {
  const start = CODE.indexOf(text);
  const range = { start, end: start + text.length };
  return { expression: range, step: range };
};

const open = () => {
  const log: AdvisedStatement[] = [];
  let place = rangeOf("db.User");
  const onStatement = ({ number, cause, origin, printed, result }: StatementEvent) =>
    log.push({ number, cause, origin, printed, rowCount: result?.rowCount ?? 0 });
  const { db } = openDatabase<Database>({
    document: blogDocument,
    driver: openBlog(),
    onStatement,
    callSites: () => place,
  });
  return { db, log, at: (text: string) => (place = rangeOf(text)) };
};

describe("N+1", () => {
  it("is found where a relation is loaded for each row, with an edit that fixes it", async () => {
    const { db, log, at } = open();
    const users = await db.User.all();
    at("user.posts");
    for (const user of users) await user.posts;
    const [advice] = adviceOn(log);
    expect(advice).toMatchObject({
      code: "n-plus-one",
      severity: "warning",
      statements: [2, 3, 4],
      hint: "Add .with(u => u.posts) to the query to load all of them with one statement.",
    });
    expect(advice?.fix && applyTextEdit(CODE, advice.fix.edit)).toBe(
      "for (const user of await db.User.with(u => u.posts).all()) await user.posts;",
    );
  });

  it("has no edit where the rows come from no query for several rows", async () => {
    const { db, log } = open();
    for (const id of [1, 2]) await (await db.User.get(id))?.posts;
    expect(adviceOn(log)).toMatchObject([
      { statements: [2, 4], fix: null },
      { code: "repeated-statement", statements: [1, 3] },
    ]);
  });

  it("is not found when the relation is loaded with the query, or once", async () => {
    const { db, log } = open();
    const [first] = await db.User.with(u => u.posts).all();
    await first?.posts;
    expect(adviceOn(log)).toEqual([]);
  });
});
