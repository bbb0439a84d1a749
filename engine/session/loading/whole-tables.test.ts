/** What belongs to any row of a table is loaded without keys, where keys would take several statements. */
import { beforeEach, expect, it } from "vitest";
import { createScript } from "../../ddl/index.ts";
import type { StatementEvent } from "../../drivers/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../../testing/open-database.ts";
import { openDatabase } from "../database.ts";

const document = draftDocument({
  tables: {
    shelves: { columns: ["id integer primary key", "name text not null"] },
    books: {
      columns: ["id integer primary key", "title text not null", "shelf_id integer?"],
      foreignKeys: [{ columns: ["shelf_id"], target: "shelves", targetColumns: ["id"] }],
    },
    notes: {
      columns: ["id integer primary key", "body text not null", "book_id integer not null"],
      foreignKeys: [{ columns: ["book_id"], target: "books", targetColumns: ["id"] }],
    },
    lines: {
      columns: ["id integer primary key", "note_id integer not null"],
      foreignKeys: [{ columns: ["note_id"], target: "notes", targetColumns: ["id"] }],
    },
  },
});

type Note = { id: number; body: string };
type Book = { id: number; notes: readonly Note[] };
type Shelf = { id: number; books: readonly Book[] };
type Related = {
  readonly id: { gt(value: number): unknown };
  where(condition: (row: Related) => unknown): Related;
  with(relation: (row: Record<string, Related>) => Related): Related;
};
type Shelves = {
  where(condition: (row: Related) => unknown): Shelves;
  with(relation: (row: Record<string, Related>) => unknown): Shelves;
  limit(count: number): Shelves;
  all(): Promise<readonly Shelf[]>;
};

const SHELVES = 700;
const BOOKS = 2_000;
const NOTES = 4_000;

/** The shelf of a book; null for some books. */
const shelfOf = (book: number): number | null => (book % 7 === 0 ? null : 1 + (book % SHELVES));
const bookOf = (note: number): number => 1 + (note % BOOKS);

const filled = () => {
  const driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  driver.transaction(() => {
    for (const id of numbers(SHELVES)) driver.query("INSERT INTO shelves VALUES (?, ?)", [id, "s"]);
    for (const id of numbers(BOOKS)) {
      driver.query("INSERT INTO books VALUES (?, ?, ?)", [id, "b", shelfOf(id)]);
    }
    for (const id of numbers(NOTES)) {
      driver.query("INSERT INTO notes VALUES (?, ?, ?)", [id, "n", bookOf(id)]);
    }
  });
  return driver;
};

const driver = filled();
let log: StatementEvent[] = [];
const shelves = (): Shelves =>
  openDatabase<{ Shelf: Shelves }>({
    document,
    driver,
    onStatement: event => log.push(event),
  }).db.Shelf;

beforeEach(() => {
  log = [];
});

/** `shelf: book(notes)`, as a look at every row finds them. */
const expected = (isShown: (shelf: number) => boolean) => {
  const books = Array.from({ length: BOOKS }, (_, index) => index + 1);
  const notes = Array.from({ length: NOTES }, (_, index) => index + 1);
  return Array.from({ length: SHELVES }, (_, index) => index + 1)
    .filter(isShown)
    .map(shelf => ({
      shelf,
      books: books
        .filter(book => shelfOf(book) === shelf)
        .map(book => ({ book, notes: notes.filter(note => bookOf(note) === book) })),
    }));
};

const shown = (result: readonly Shelf[]) =>
  result.map(shelf => ({
    shelf: shelf.id,
    books: shelf.books.map(book => ({ book: book.id, notes: book.notes.map(({ id }) => id) })),
  }));

it("runs one statement, which skips rows without an owner", async () => {
  const result = await shelves()
    .with(s => s.books?.with(b => b.notes as Related))
    .all();
  expect(shown(result)).toEqual(expected(() => true));
  const texts = log.map(({ printed }) => printed.text.split("\n").slice(1));
  expect(texts.slice(0, 2)).toEqual([
    ["FROM shelves AS shelf"],
    ["FROM books AS book", "WHERE book.shelf_id IS NOT NULL"],
  ]);
  // Some books have no shelf, so their notes are loaded by key.
  expect(texts.slice(2).every(([, where]) => where?.startsWith("WHERE note.book_id IN ("))).toBe(
    true,
  );
});

it("loads nested relations the same way if every row has an owner", async () => {
  const { db } = openDatabase<{ Book: Shelves }>({
    document,
    driver,
    onStatement: event => log.push(event),
  });
  await db.Book.with(b => b.notes?.with(n => n.lines as Related)).all();
  expect(log.map(({ printed }) => printed.text.split("\n").slice(1))).toEqual([
    ["FROM books AS book"],
    ["FROM notes AS note"],
    ["FROM lines AS line"],
  ]);
});

it("loads by key if the query has a condition", async () => {
  const result = await shelves()
    .where(s => s.id.gt(50))
    .with(s => s.books)
    .all();
  expect(result.map(({ id, books }) => [id, books.map(book => book.id)])).toEqual(
    expected(shelf => shelf > 50).map(({ shelf, books }) => [shelf, books.map(each => each.book)]),
  );
  expect(log.slice(1).every(({ printed }) => printed.text.includes(" IN ("))).toBe(true);
  expect(log).toHaveLength(3);
});

it("loads by key if the query has a limit, and if a part of the relation is selected", async () => {
  await shelves()
    .limit(600)
    .with(s => s.books)
    .all();
  await shelves()
    .with(s => s.books?.where(b => b.id.gt(5)))
    .all();
  const loads = log.filter(({ cause }) => cause.kind === "eager load");
  expect(loads.every(({ printed }) => printed.text.includes(" IN ("))).toBe(true);
  expect(loads).toHaveLength(4);
});
