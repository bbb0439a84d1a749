/** Documents that several tests share: the blog of every tutorial, and one that has everything. */
import type { SchemaDocument } from "../schema/index.ts";
import { draftDocument } from "./draft-document.ts";

export const blogDocument = (): SchemaDocument =>
  draftDocument({
    tables: {
      users: { columns: ["id integer pk", "name varchar(100) not null"] },
      posts: {
        columns: ["id integer pk", "title varchar(200)", "author_id integer"],
        foreignKeys: [{ columns: ["author_id"], target: "users", targetColumns: ["id"] }],
      },
    },
  });

/** Every kind of record, and every way in which each can be. */
export const everythingDocument = (): SchemaDocument =>
  draftDocument({
    enums: { status: ["draft", "published", "it's retired"] },
    tables: {
      authors: {
        comment: "People who write; 'quoted'.",
        columns: [
          "id integer pk",
          "name varchar(80) not null",
          "email varchar(120) unique",
          "active boolean not null = true",
          "created_at datetime not null = CURRENT_TIMESTAMP",
          "mentor_id integer",
        ],
        details: { name: { comment: "As on the cover." } },
        foreignKeys: [
          {
            columns: ["mentor_id"],
            target: "authors",
            targetColumns: ["id"],
            onDelete: "set null",
          },
        ],
      },
      profiles: {
        columns: ["author_id integer", "bio text"],
        primaryKey: ["author_id"],
        details: { author_id: { generated: null } },
        foreignKeys: [
          { columns: ["author_id"], target: "authors", targetColumns: ["id"], onDelete: "cascade" },
        ],
      },
      books: {
        columns: [
          "id bigint pk",
          "title varchar(200) not null = 'Untitled; it''s new'",
          "price decimal(8,2) not null = 0",
          "copies smallint not null = 1",
          "weight real",
          "rating double",
          "state status not null = 'draft'",
          "published date",
          "opens time",
          "seen timestamptz",
          "token uuid",
          "meta json",
          "cover blob",
          "isbn char(13)",
          "author_id integer not null",
          "editor_id integer",
          "total decimal(10,2)",
          "shout text",
        ],
        details: {
          id: { generated: { kind: "identity", strict: true } },
          total: { generated: { kind: "computed", text: "price * copies", stored: true } },
          shout: { generated: { kind: "computed", text: "upper(title)", stored: false } },
        },
        unique: [["author_id", "title"]],
        checks: [
          { name: "ck_price", expression: "price >= 0" },
          { name: null, expression: "copies BETWEEN 0 AND 1000" },
        ],
        indexes: [
          { name: "ix_published", parts: ["published desc", "title"] },
          { name: "ix_lower_title", parts: ["(lower(title))"] },
          { name: "ix_cheap", parts: ["price"], where: "price < 5" },
          { name: "ux_isbn", parts: ["isbn"], unique: true },
        ],
        foreignKeys: [
          {
            name: "fk_book_author",
            columns: ["author_id"],
            target: "authors",
            targetColumns: ["id"],
            onDelete: "cascade",
            onUpdate: "restrict",
          },
          { columns: ["editor_id"], target: "authors", targetColumns: ["id"] },
        ],
      },
      tags: { columns: ["id integer pk", "name varchar(40) unique"] },
      book_tags: {
        columns: ["book_id bigint", "tag_id integer"],
        primaryKey: ["book_id", "tag_id"],
        foreignKeys: [
          { columns: ["book_id"], target: "books", targetColumns: ["id"], onDelete: "cascade" },
          { columns: ["tag_id"], target: "tags", targetColumns: ["id"], onDelete: "cascade" },
        ],
      },
      loans: {
        columns: [
          "reader varchar(30)",
          "book_id bigint",
          "due date not null",
          "extensions integer not null = 0",
        ],
        primaryKey: ["reader", "book_id"],
        foreignKeys: [{ columns: ["book_id"], target: "books", targetColumns: ["id"] }],
      },
      reminders: {
        columns: [
          "id integer pk",
          "reader varchar(30) not null",
          "book_id bigint not null",
          "sent datetime",
        ],
        foreignKeys: [
          {
            columns: ["reader", "book_id"],
            target: "loans",
            targetColumns: ["reader", "book_id"],
            onDelete: "cascade",
          },
        ],
      },
      teams: {
        columns: ["id integer pk", "captain_id integer"],
        foreignKeys: [{ columns: ["captain_id"], target: "players", targetColumns: ["id"] }],
      },
      players: {
        columns: ["id integer pk", "team_id integer not null"],
        foreignKeys: [{ columns: ["team_id"], target: "teams", targetColumns: ["id"] }],
      },
      'order "lines"': {
        columns: ['"group" integer', '"unit price" decimal(10,2)', "select text"],
        primaryKey: ["group"],
        indexes: [{ name: "in`dex", parts: ["unit price"] }],
      },
    },
  });
