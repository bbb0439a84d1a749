/**
 * Runs every example of the guide and compares the SQL beside it.
 * With UPDATE_GUIDE=1 it writes the SQL anew, to be read before it is kept.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { present } from "../../../engine/base/index.ts";
import type { EmbeddedDriver } from "../../../engine/index.ts";
import { blogDocument, openBlog } from "../../../engine/testing/blog.ts";
import { openShop, shopDocument } from "../../../engine/testing/shop/open-shop.ts";
import { execute } from "./execute.ts";

const guide = new URL("../../../docs/queries.md", import.meta.url);
const EXAMPLE = /```ts\n([\s\S]*?)```\n\n```sql\n([\s\S]*?)```/g;

const DATABASE = /<!-- database: (\w+) -->/g;

const databases: Readonly<
  Record<
    string,
    Pick<Parameters<typeof execute>[0], "document"> & { readonly open: () => EmbeddedDriver }
  >
> = {
  blog: { document: blogDocument, open: openBlog },
  shop: { document: shopDocument, open: openShop },
};

type Example = { readonly code: string; readonly sql: string; readonly database: string };

/** The statements that an example runs, as the guide shows them. */
const sqlOf = async ({ code, database }: Omit<Example, "sql">): Promise<string> => {
  const { document, open } = present(databases[database], database);
  const { statements, failure } = await execute({
    document,
    driver: open(),
    request: { code, keep: false },
    now: () => 0,
  });
  expect(failure).toBeNull();
  return statements.map(({ printed }) => `${printed.text};\n`).join("\n");
};

const text = readFileSync(guide, "utf8");

/** The database of an example is the one that was named last before it. */
const databaseAt = (place: number): string =>
  [...text.slice(0, place).matchAll(DATABASE)].at(-1)?.[1] ?? "blog";

const examples: readonly Example[] = [...text.matchAll(EXAMPLE)].map(
  ({ 1: code = "", 2: sql = "", index }) => ({ code, sql, database: databaseAt(index) }),
);

describe("the guide", () => {
  it("has examples", () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  if (process.env.UPDATE_GUIDE)
    it("is written anew", async () => {
      const parts = await Promise.all(
        examples.map(
          async example =>
            `\`\`\`ts\n${example.code}\`\`\`\n\n\`\`\`sql\n${await sqlOf(example)}\`\`\``,
        ),
      );
      writeFileSync(
        guide,
        text.replaceAll(EXAMPLE, () => parts.shift() ?? ""),
      );
    });

  it.each(examples)("runs: $code", async ({ sql, ...example }) => {
    expect(await sqlOf(example)).toBe(sql);
  });
});
