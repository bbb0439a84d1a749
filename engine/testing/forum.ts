/** A forum, for what happens to rows when others go: cascades, keys set to null, a tree, versions. */
import { createScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { draftDocument } from "./draft-document.ts";
import { openDatabase } from "./open-database.ts";

const key = (columns: readonly string[], target: string) => ({
  columns,
  target,
  targetColumns: ["id"],
});

export const forumDocument: SchemaDocument = draftDocument({
  tables: {
    members: { columns: ["id integer primary key", "name text not null"] },
    threads: {
      columns: [
        "id integer primary key",
        "title text not null",
        "member_id integer?",
        "version integer?",
      ],
      foreignKeys: [{ ...key(["member_id"], "members"), onDelete: "set null" }],
    },
    messages: {
      columns: [
        "id integer primary key",
        "body text not null",
        "thread_id integer not null",
        "parent_id integer?",
      ],
      foreignKeys: [
        { ...key(["thread_id"], "threads"), onDelete: "cascade" },
        { ...key(["parent_id"], "messages"), onDelete: "cascade" },
      ],
    },
  },
});

const ROWS = [
  "INSERT INTO members VALUES (1, 'Ada'), (2, 'Grace')",
  "INSERT INTO threads VALUES (1, 'Looms', 1, 1), (2, 'Compilers', 2, 5), (3, 'Empty', NULL, 1)",
  `INSERT INTO messages VALUES
    (1, 'first', 1, NULL), (2, 'reply', 1, 1), (3, 'deep', 1, 2), (4, 'other', 2, NULL)`,
];

/** A database with its tables and a few rows. */
export const openForum = (): EmbeddedDriver => {
  const database = openDatabase();
  for (const { text } of createScript(forumDocument, "sqlite").value) database.query(text);
  for (const text of ROWS) database.query(text);
  return database;
};
