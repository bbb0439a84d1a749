/**
 * Runs every example of the guide and compares the SQL beside it.
 * With UPDATE_GUIDE=1 it writes the SQL anew, to be read before it is kept.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blogDocument, openBlog } from "../../../engine/testing/blog.ts";
import { execute } from "./execute.ts";

const guide = new URL("../../../docs/queries.md", import.meta.url);
const EXAMPLE = /```ts\n([\s\S]*?)```\n\n```sql\n([\s\S]*?)```/g;

/** The statements that an example runs, as the guide shows them. */
const sqlOf = async (code: string): Promise<string> => {
  const { statements, failure } = await execute({
    document: blogDocument,
    driver: openBlog(),
    request: { code, keep: false },
    now: () => 0,
  });
  expect(failure).toBeNull();
  return statements.map(({ printed }) => `${printed.text};\n`).join("\n");
};

const text = readFileSync(guide, "utf8");
const examples = [...text.matchAll(EXAMPLE)].map(([, code = "", sql = ""]) => ({ code, sql }));

describe("the guide", () => {
  it("has examples", () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  if (process.env.UPDATE_GUIDE)
    it("is written anew", async () => {
      const parts = await Promise.all(
        examples.map(
          async ({ code }) => `\`\`\`ts\n${code}\`\`\`\n\n\`\`\`sql\n${await sqlOf(code)}\`\`\``,
        ),
      );
      writeFileSync(
        guide,
        text.replaceAll(EXAMPLE, () => parts.shift() ?? ""),
      );
    });

  it.each(examples)("runs: $code", async ({ code, sql }) => {
    expect(await sqlOf(code)).toBe(sql);
  });
});
