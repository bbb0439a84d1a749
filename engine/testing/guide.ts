/** The examples of the guides, each with the database that it asks. */
import { readFileSync, writeFileSync } from "node:fs";
import { present } from "../base/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { blogDocument, openBlog } from "./blog.ts";
import { bookstoreDocument, openBookstore } from "./bookstore.ts";
import { forumDocument, openForum } from "./forum.ts";
import { openShop, shopDocument } from "./shop/open-shop.ts";

export type GuideDatabase = {
  readonly document: SchemaDocument;
  readonly open: () => EmbeddedDriver;
};

export type GuideExample = {
  readonly code: string;
  readonly sql: string;
  readonly database: GuideDatabase;
};

const guides = ["queries.md", "sessions.md", "from-python.md"].map(
  name => new URL(`../../docs/${name}`, import.meta.url),
);
const EXAMPLE = /```ts\n([\s\S]*?)```\n\n```sql\n([\s\S]*?)```/g;
const DATABASE = /<!-- database: (\w+) -->/g;

const databases: Readonly<Record<string, GuideDatabase>> = {
  blog: { document: blogDocument, open: openBlog },
  shop: { document: shopDocument, open: openShop },
  bookstore: { document: bookstoreDocument, open: openBookstore },
  forum: { document: forumDocument, open: openForum },
};

/** The database of an example is the one that was named last before it. */
const databaseAt = (text: string, place: number): GuideDatabase => {
  const name = [...text.slice(0, place).matchAll(DATABASE)].at(-1)?.[1] ?? "blog";
  return present(databases[name], name);
};

const examplesOf = (text: string): readonly GuideExample[] =>
  [...text.matchAll(EXAMPLE)].map(({ 1: code = "", 2: sql = "", index }) => ({
    code,
    sql,
    database: databaseAt(text, index),
  }));

export const guideExamples: readonly GuideExample[] = guides.flatMap(guide =>
  examplesOf(readFileSync(guide, "utf8")),
);

/** Writes the guides with the current SQL of their examples. */
export const rewriteGuides = (statements: readonly string[]): void => {
  const rest = [...statements];
  const shown = (_: string, code: string) =>
    `\`\`\`ts\n${code}\`\`\`\n\n\`\`\`sql\n${rest.shift() ?? ""}\`\`\``;
  for (const guide of guides) {
    writeFileSync(guide, readFileSync(guide, "utf8").replaceAll(EXAMPLE, shown));
  }
};
