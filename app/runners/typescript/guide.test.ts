/**
 * Runs every example of the guides and compares its SQL with the guide.
 * UPDATE_GUIDE=1 rewrites the SQL; read the difference before you commit it.
 */
import { describe, expect, it } from "vitest";
import { type GuideExample, guideExamples, rewriteGuides } from "../../../engine/testing/guide.ts";
import { execute } from "./execute.ts";

/** The statements that an example runs, as the guide shows them. */
const sqlOf = async ({ code, database }: GuideExample): Promise<string> => {
  const { statements, failure } = await execute({
    document: database.document,
    driver: database.open(),
    request: { code, keep: false },
    now: () => 0,
  });
  expect(failure).toBeNull();
  return statements.map(({ printed }) => `${printed.text};\n`).join("\n");
};

describe("the guides", () => {
  it("have examples", () => {
    expect(guideExamples.length).toBeGreaterThan(40);
  });

  if (process.env.UPDATE_GUIDE)
    it("are rewritten", async () => {
      rewriteGuides(await Promise.all(guideExamples.map(sqlOf)));
    });

  it.each(guideExamples)("runs: $code", async example => {
    expect(await sqlOf(example)).toBe(example.sql);
  });
});
