import { expect, test } from "vitest";
import { draftDocument } from "../testing/draft-document.ts";
import { isPlainJoinTable, relationsOf } from "./relations.ts";
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

test("a join table may number its rows, if each pair is there once", () => {
  const links = (unique: readonly (readonly string[])[], more: readonly string[] = []) =>
    draftDocument({
      tables: {
        users: { columns: ["id integer primary key"] },
        posts: { columns: ["id integer primary key"] },
        likes: {
          columns: [
            "id integer primary key",
            "user_id integer not null",
            "post_id integer not null",
            ...more,
          ],
          details: { id: { generated: { kind: "identity", strict: true } } },
          unique,
          foreignKeys: joining("user_id", "post_id").foreignKeys,
        },
      },
    });
  const manyOf = (given: ReturnType<typeof links>) =>
    tableViews(given).flatMap(({ table }) =>
      relationsOf(given, table.id).flatMap(({ name, through }) => (through ? [name] : [])),
    );
  expect(manyOf(links([["user_id", "post_id"]]))).toEqual(["posts", "users"]);
  expect(manyOf(links([]))).toEqual([]);
  expect(manyOf(links([["user_id"]]))).toEqual([]);
  expect(manyOf(links([["user_id", "post_id"]], ["at datetime"]))).toEqual([]);
});

test("the guide names relations as they are", () => {
  const key = (columns: readonly string[], target: string) => ({
    columns,
    target,
    targetColumns: columns.length > 1 ? ["shop", "no"] : ["id"],
  });
  const tables = draftDocument({
    tables: {
      people: { columns: ["id integer primary key"] },
      friends: {
        columns: ["person_id integer not null", "friend_id integer not null"],
        primaryKey: ["person_id", "friend_id"],
        foreignKeys: [key(["person_id"], "people"), key(["friend_id"], "people")],
      },
      members: {
        columns: ["shop integer not null", "no integer not null"],
        primaryKey: ["shop", "no"],
      },
      bookings: {
        columns: [
          "id integer primary key",
          "member_no integer?",
          "shop integer?",
          "person integer?",
        ],
        foreignKeys: [key(["shop", "member_no"], "members"), key(["person"], "people")],
      },
      employees: {
        columns: ["id integer primary key", "manager_id integer?", "desk_id integer?"],
        foreignKeys: [key(["manager_id"], "employees"), key(["desk_id"], "desks")],
      },
      desks: {
        columns: ["id integer primary key", "owner_id integer unique", "cleaner_id integer?"],
        foreignKeys: [key(["owner_id"], "people"), key(["cleaner_id"], "people")],
      },
    },
  });
  const names = Object.fromEntries(
    tableViews(tables).map(({ table }) => [
      table.name,
      relationsOf(tables, table.id).map(({ name }) => name),
    ]),
  );
  expect(names).toEqual({
    people: ["friends", "friend_friends", "bookings", "desk", "desks", "friends_friends", "people"],
    friends: ["person", "friend"],
    members: ["bookings"],
    bookings: ["member", "person_person"],
    employees: ["manager", "manager_employees", "desk"],
    desks: ["employees", "owner", "cleaner"],
  });
});

test("a table of two foreign keys is a join table without a primary key too", () => {
  const keys = ["song", "list"].map(name => ({
    columns: [`${name}_id`],
    target: `${name}s`,
    targetColumns: ["id"],
  }));
  const columns = ["song_id integer not null", "list_id integer not null"];
  const both = ["song_id", "list_id"];
  const tables = draftDocument({
    tables: {
      songs: { columns: ["id integer pk"] },
      lists: { columns: ["id integer pk"] },
      unkeyed: { columns, foreignKeys: keys },
      unique_pairs: { columns, foreignKeys: keys, unique: [both] },
      unique_songs: { columns, foreignKeys: keys, unique: [["song_id"]] },
      optional: { columns: ["song_id integer", "list_id integer"], foreignKeys: keys },
      ranked: { columns: [...columns, "rank integer"], foreignKeys: keys },
      numbered: { columns: ["id integer pk", ...columns], foreignKeys: keys, unique: [both] },
    },
  });
  const joining = tableViews(tables).flatMap(view =>
    isPlainJoinTable(view) ? [view.table.name] : [],
  );
  expect(joining).toEqual(["unkeyed", "unique_pairs"]);
});
