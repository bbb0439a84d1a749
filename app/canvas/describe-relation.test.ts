import { expect, test } from "vitest";
import { draftDocument } from "../../engine/testing/draft-document.ts";
import { columnAt, freshIds, viewNamed } from "../../engine/testing/edits.ts";
import { describeRelation } from "./describe-relation.ts";
import { relationFromDrop } from "./drop-relation.ts";

const document = draftDocument({
  tables: {
    users: { columns: ["id bigint pk", "name text"] },
    posts: { columns: ["id integer pk", "author bigint"] },
    tags: { columns: ["name text"] },
  },
});

const described = (from: string, table: string, column: string | null): string => {
  const ends = relationFromDrop(document, {
    from: columnAt(document, from).id,
    table: viewNamed(document, table).table.id,
    column: column === null ? null : columnAt(document, `${table}.${column}`).id,
  });
  if (ends === null) throw new Error("no relation");
  return describeRelation(document, ends, freshIds());
};

test("a drop names the table that gets the key, with its name and type", () => {
  expect(described("users.id", "posts", null)).toBe(
    "posts gets user_id bigint, which references users.id",
  );
  expect(described("users.id", "posts", "author")).toBe("posts.author references users.id");
  expect(described("posts.author", "users", null)).toBe("posts.author references users.id");
});

test("a drop without a key to reference is explained", () => {
  expect(described("posts.author", "tags", null)).toMatch(/"tags" has no primary key/);
});
