import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { present } from "../base/index.ts";
import type { StatementEvent } from "../drivers/index.ts";
import { libraryDocument, openLibrary } from "../testing/library.ts";
import type { Database } from "../testing/library-entities.ts";
import { openDatabase } from "./database.ts";

const open = () => {
  const log: StatementEvent[] = [];
  const { db } = openDatabase<Database>({
    document: libraryDocument,
    driver: openLibrary(),
    onStatement: event => log.push(event),
  });
  return { db, log };
};

describe("many-to-many through a plain join table", () => {
  it("loads for all with one statement", async () => {
    const { db, log } = open();
    const books = await db.Book.with(b => b.tags)
      .orderBy(b => b.id)
      .all();
    expect(books.map(book => book.tags.map(tag => tag.name).sort())).toEqual([
      ["new", "old"],
      ["new"],
      [],
      [],
    ]);
    expect(log).toHaveLength(2);
    expect(log[1]?.printed.text).toContain("JOIN book_tags AS link ON link.tag_id = tag.id");
  });

  it("loads for one when it is awaited, from the other side", async () => {
    const { db } = open();
    const tag = await db.Tag.where({ id: 2 }).one();
    expect((await tag.books).map(book => book.title).sort()).toEqual(["Compilers", "Notes"]);
  });

  it("is filtered by EXISTS over the join table", async () => {
    const { db, log } = open();
    const books = await db.Book.where(b => b.tags.some(t => t.name.eq("old"))).all();
    expect(books.map(book => book.title)).toEqual(["Notes"]);
    expect(log[0]?.printed.text).toContain(
      "JOIN book_tags AS book_tag ON book_tag.tag_id = tag.id",
    );
  });
});

describe("a relation to the same table", () => {
  it("goes both ways", async () => {
    const { db, log } = open();
    const [all] = await db.Category.where({ parent_id: null })
      .with(c => c.children)
      .all();
    expect(all?.children.map(child => child.name)).toEqual(["Code", "Poems"]);
    expect(all?.children.map(child => child.parent)).toEqual([all, all]);
    expect(log).toHaveLength(2);
  });

  it("joins with a separate alias", async () => {
    const { db } = open();
    const rows = await db.Category.where(c => c.parent.name.eq("All")).all();
    expect(rows.map(row => row.name)).toEqual(["Code", "Poems"]);
  });
});

it("one-to-one is one object on both sides, or null", async () => {
  const { db, log } = open();
  const [ada, grace] = await db.Author.with(a => a.profile)
    .orderBy(a => a.id)
    .all();
  expect(ada?.profile?.bio).toBe("Countess");
  expect(ada?.profile?.author).toBe(ada);
  expect(grace?.profile).toBeNull();
  expect(log).toHaveLength(2);
});

describe("keys of several columns", () => {
  it("load, and leave out rows whose key has a null", async () => {
    const { db, log } = open();
    const editions = await db.Edition.with(e => e.copies)
      .orderBy(e => e.printing)
      .all();
    expect(editions.map(edition => edition.copies.map(copy => copy.shelf))).toEqual([
      ["x"],
      ["y", "z"],
    ]);
    expect(log).toHaveLength(2);
  });

  it("find one object, and none where the key has a null", async () => {
    const { db, log } = open();
    const edition = await db.Edition.get({ isbn: "a", printing: 2 });
    const copy = await db.Copy.where({ id: 2 }).one();
    expect(await copy.edition).toBe(edition);
    expect(log).toHaveLength(2);
    const loose = await db.Copy.where({ id: 4 }).one();
    expect(await loose.edition).toBeNull();
  });
});

it("a path over an optional relation keeps the rows that have nothing there", async () => {
  const { db, log } = open();
  const books = await db.Book.orderBy(
    b => b.category.name.asc(),
    b => b.id,
  ).all();
  expect(books.map(book => book.title)).toEqual(["Stray", "Notes", "Compilers", "Odes"]);
  expect(log[0]?.printed.text).toContain("LEFT JOIN categories AS category");
});

describe("entities of two sessions", () => {
  it("are not related, from either end", async () => {
    const { db } = open();
    const { db: again } = open();
    const ada = await db.Author.get(1);
    const theirs = await again.Book.get(1);
    const refused = {
      code: "not-an-entity",
      message: "Book#1 belongs to another session than Author.books.",
    };
    expect(() => ada?.books.add(present(theirs, "a book"))).toThrow(
      expect.objectContaining(refused),
    );
    const mine = present(await db.Book.get(1), "a book");
    const author = again.Author.create({ name: "Elsewhere" });
    expect(() => {
      mine.author = author;
    }).toThrow(expect.objectContaining({ code: "not-an-entity" }));
    await db.save();
    expect(mine.author_id).toBe(1);
  });
});

describe("a collection as JSON", () => {
  it("contains its items, and is marked if it is not loaded", async () => {
    const { db } = open();
    const ada = await db.Author.with(a => a.books)
      .where({ id: 1 })
      .one();
    const grace = await db.Author.get(2);
    const shown = JSON.parse(JSON.stringify({ ada: ada.books, grace: grace?.books }));
    expect(shown.ada).toEqual(ada.books.map(book => ({ ...book })));
    expect(shown.grace).toBe("Author.books is not loaded");
    expect(inspect(grace?.books)).toBe("Author.books is not loaded");
  });
});
