import { expect, test } from "vitest";
import { draftDocument } from "../testing/draft-document.ts";
import { relationsOf } from "./relations.ts";
import { tableViews } from "./views.ts";

const joining = (...columns: readonly [string, string]) => ({
  columns: columns.map(name => `${name} integer not null`),
  primaryKey: [...columns],
  foreignKeys: columns.map(name => ({
    columns: [name],
    target: name === "user_id" ? "users" : "posts",
    targetColumns: ["id"],
  })),
});

const document = draftDocument({
  tables: {
    users: { columns: ["id integer primary key", "name text not null"] },
    posts: {
      columns: ["id integer primary key", "user_id integer not null"],
      foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
    },
    likes: joining("user_id", "post_id"),
    saved_posts: joining("post_id", "user_id"),
    replies: joining("post_id", "reply_id"),
  },
});

test("relations over join tables are called after the far end, and where that is taken after the table too", () => {
  const names = Object.fromEntries(
    tableViews(document).map(({ table }) => [
      table.name,
      relationsOf(document, table.id).map(({ name, through }) => (through ? `${name} *` : name)),
    ]),
  );
  expect(names).toEqual({
    users: ["posts", "likes", "saved_posts", "likes_posts *", "saved_posts_posts *"],
    posts: [
      "user",
      "likes",
      "saved_posts",
      "replies",
      "reply_replies",
      "users *",
      "saved_posts_users *",
      "replies_replies *",
      "posts *",
    ],
    likes: ["user", "post"],
    saved_posts: ["post", "user"],
    replies: ["post", "reply"],
  });
});
