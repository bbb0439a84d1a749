/** The schema that Python ORMs are compared by: authors, profiles, a tree of categories, books, tags, readers and loans. */
import { createScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { draftDocument } from "./draft-document.ts";
import { openDatabase } from "./open-database.ts";

const key = (column: string, target: string) => ({
  columns: [column],
  target,
  targetColumns: ["id"],
});

export const bookstoreDocument: SchemaDocument = draftDocument({
  enums: { book_status: ["draft", "published", "retired"] },
  tables: {
    author: {
      columns: [
        "id integer primary key",
        "name varchar(80) not null",
        "email varchar(120) not null unique",
        "active boolean not null = true",
        "created_at datetime not null = CURRENT_TIMESTAMP",
      ],
    },
    profile: {
      columns: ["author_id integer primary key", "bio text not null"],
      foreignKeys: [{ ...key("author_id", "author"), onDelete: "cascade" }],
    },
    category: {
      columns: ["id integer primary key", "name varchar(80) not null", "parent_id integer?"],
      foreignKeys: [{ ...key("parent_id", "category"), onDelete: "set null" }],
    },
    books: {
      columns: [
        "id integer primary key",
        "title varchar(200) not null",
        "price decimal(8,2) not null",
        "status book_status not null = 'draft'",
        "published date?",
        "isbn_13 varchar(13) not null",
        "meta json not null",
        "author_id integer not null",
        "category_id integer?",
      ],
      unique: [["author_id", "title"]],
      checks: [{ name: "ck_book_price", expression: "price >= 0" }],
      foreignKeys: [
        { ...key("author_id", "author"), onDelete: "cascade" },
        { ...key("category_id", "category"), onDelete: "set null" },
      ],
    },
    tag: { columns: ["id integer primary key", "name varchar(40) not null unique"] },
    book_tag: {
      columns: ["book_id integer not null", "tag_id integer not null"],
      primaryKey: ["book_id", "tag_id"],
      foreignKeys: [
        { ...key("book_id", "books"), onDelete: "cascade" },
        { ...key("tag_id", "tag"), onDelete: "cascade" },
      ],
    },
    reader: { columns: ["id integer primary key", "name varchar(80) not null"] },
    loan: {
      columns: [
        "reader_id integer not null",
        "book_id integer not null",
        "due date not null",
        "extensions smallint not null = 0",
      ],
      primaryKey: ["reader_id", "book_id"],
      foreignKeys: [key("reader_id", "reader"), key("book_id", "books")],
    },
  },
});

const ROWS = [
  `INSERT INTO author (id, name, email, active) VALUES
    (1, 'Ada', 'ada@x.org', TRUE), (2, 'Boris', 'boris@x.org', TRUE),
    (3, 'Chen', 'chen@x.org', FALSE), (4, 'Dee', 'dee@x.org', TRUE)`,
  "INSERT INTO profile VALUES (1, 'math'), (2, 'cooking')",
  "INSERT INTO category VALUES (1, 'All', NULL), (2, 'Tech', 1), (3, 'Databases', 2), (4, 'Food', 1)",
  `INSERT INTO books (id, title, price, status, published, isbn_13, meta, author_id, category_id) VALUES
    (1, 'SQL from scratch', 25, 'published', '2020-01-10', '111', '{"pages":300}', 1, 3),
    (2, 'Joins explained', 35.5, 'published', '2021-05-01', '222', '{"pages":120}', 1, 3),
    (3, 'Bread', 12, 'published', '2019-03-03', '333', '{"pages":80}', 2, 4),
    (4, 'Soup', 18, 'draft', NULL, '444', '{}', 2, 4),
    (5, 'Practical SQL', 40, 'published', '2022-02-02', '555', '{"pages":500}', 3, 2),
    (6, 'Spices', 18, 'retired', '2010-10-10', '666', '{"pages":90}', 2, 4)`,
  "INSERT INTO tag VALUES (1, 'db'), (2, 'python'), (3, 'kitchen')",
  "INSERT INTO book_tag VALUES (1, 1), (2, 1), (5, 1), (1, 2), (5, 2), (3, 3), (4, 3), (6, 3)",
  "INSERT INTO reader VALUES (1, 'Rae'), (2, 'Sol')",
  "INSERT INTO loan VALUES (1, 1, '2024-01-01', 0), (1, 3, '2024-02-01', 1), (2, 1, '2024-03-01', 2)",
];

/** A database with its tables and the rows that the comparison asks. */
export const openBookstore = (): EmbeddedDriver => {
  const database = openDatabase();
  for (const { text } of createScript(bookstoreDocument, "sqlite").value) database.query(text);
  for (const text of ROWS) database.query(text);
  return database;
};
