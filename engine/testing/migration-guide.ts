/** The examples of the guide to migrations: what a person changes, and the script of each database. */
import { readFileSync, writeFileSync } from "node:fs";
import { present } from "../base/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import type { DialectName } from "../sql/index.ts";
import { type DocumentDraft, draftDocument } from "./draft-document.ts";

const guide = new URL("../../docs/migrations.md", import.meta.url);
const EXAMPLE = /<!-- example: ([\w ]+), (sqlite|postgres|mysql) -->\n\n```sql\n([\s\S]*?)```/g;

export type MigrationExample = {
  readonly name: string;
  readonly dialect: DialectName;
  readonly sql: string;
};

const text = readFileSync(guide, "utf8");

export const migrationExamples: readonly MigrationExample[] = [...text.matchAll(EXAMPLE)].map(
  ([, name = "", dialect, sql = ""]) => ({ name, dialect: dialect as DialectName, sql }),
);

/** Writes the guide with other SQL in its examples. */
export const rewriteMigrationGuide = (scripts: readonly string[]): void => {
  const rest = [...scripts];
  const shown = (_: string, name: string, dialect: string) =>
    `<!-- example: ${name}, ${dialect} -->\n\n\`\`\`sql\n${rest.shift() ?? ""}\`\`\``;
  writeFileSync(guide, text.replaceAll(EXAMPLE, shown));
};

/** Both sides of an example are drafted alike, so that records at the same position have the same id. */
type Sides = { readonly before: DocumentDraft; readonly after: DocumentDraft };

const users = (columns: readonly string[]): DocumentDraft => ({ tables: { users: { columns } } });

const posts = (state: string, values: readonly string[]): DocumentDraft => ({
  enums: { status: values },
  tables: { posts: { columns: ["id integer pk", state] } },
});

const sides: Readonly<Record<string, Sides>> = {
  rename: {
    before: { tables: { users: { columns: ["id integer pk", "mail text"] } } },
    after: { tables: { people: { columns: ["id integer pk", "email text"] } } },
  },
  swap: {
    before: users(["id integer pk", "first text", "last text"]),
    after: users(["id integer pk", "last text", "first text"]),
  },
  type: {
    before: users(["id integer pk", "age text"]),
    after: users(["id integer pk", "age integer"]),
  },
  required: {
    before: users(["id integer pk", "name text"]),
    after: users(["id integer pk", "name text not null"]),
  },
  "new column": {
    before: users(["id integer pk"]),
    after: users(["id integer pk", "name varchar(80) not null"]),
  },
  "new key": {
    before: {
      tables: {
        users: { columns: ["id integer pk"] },
        posts: { columns: ["id integer pk", "user_id integer"] },
      },
    },
    after: {
      tables: {
        users: { columns: ["id integer pk"] },
        posts: {
          columns: ["id integer pk", "user_id integer"],
          foreignKeys: [
            { columns: ["user_id"], target: "users", targetColumns: ["id"], onDelete: "cascade" },
          ],
        },
      },
    },
  },
  "enum grows": {
    before: posts("state status", ["draft", "live"]),
    after: posts("state status", ["draft", "review", "live"]),
  },
  "enum shrinks": {
    before: posts("state status = 'draft'", ["draft", "review", "live"]),
    after: posts("state status = 'draft'", ["draft", "live"]),
  },
};

/** The documents of an example. */
export const sidesOf = (name: string): readonly [SchemaDocument, SchemaDocument] => {
  const { before, after } = present(sides[name], name);
  return [draftDocument(before), draftDocument(after)];
};
