/** Entities in selections are those of the session: found once, changed and saved as any other. */
import { describe, expect, it } from "vitest";
import { type Api, noCallSites, queryFunctions } from "../../query/index.ts";
import { libraryDocument, openLibrary } from "../../testing/library.ts";
import type { Database } from "../../testing/library-entities.ts";
import { openLoggedLibrary as open } from "../../testing/logged-library.ts";
import { openDatabase } from "../database.ts";

const { count } = queryFunctions(noCallSites);

describe("an entity in a selection", () => {
  it("is the entity of the session for its row", async () => {
    const { db } = open();
    const ada = await db.Author.get(1);
    const rows = await db.Author.orderBy(a => a.id)
      .select(a => ({ author: a, books: a.books.count() }))
      .all();
    expect(rows.map(row => row.books)).toEqual([2, 2]);
    expect(rows[0]?.author).toBe(ada);
    expect(await db.Author.get(2)).toBe(rows[1]?.author);
  });

  it("is one object for all rows that contain it", async () => {
    const { db } = open();
    const rows = await db.Book.orderBy(b => b.id)
      .select(b => ({ title: b.title, by: { author: b.author } }))
      .all();
    expect(rows).toHaveLength(4);
    expect(rows[0]?.by.author).toBe(rows[2]?.by.author);
    expect(new Set(rows.map(row => row.by.author)).size).toBe(2);
  });

  it("can be changed and saved, and keeps earlier changes", async () => {
    const { db, texts } = open();
    const ada = await db.Author.get(1);
    if (ada) ada.name = "Countess";
    const [row] = await db.Author.select(a => ({ author: a })).all();
    expect(row?.author.name).toBe("Countess");
    await db.save();
    expect(texts().at(-2)).toContain("UPDATE authors");
    expect(await db.Author.select(a => a.name).first()).toBe("Countess");
  });

  it("is null if an outer join finds no row", async () => {
    const { db } = open();
    const rows = await db.Book.orderBy(b => b.id)
      .select(b => b.category)
      .all();
    expect(rows.map(category => category?.name ?? null)).toEqual(["Code", "Code", "Poems", null]);
    const joined = await db.Author.leftJoin(a => a.books.where(b => b.title.eq("Odes")))
      .orderBy(a => a.id)
      .select((author, book) => ({ author, book }))
      .all();
    expect(joined.map(({ author, book }) => [author.name, book?.title ?? null])).toEqual([
      ["Ada", "Odes"],
      ["Grace", null],
    ]);
  });

  it("contains no state of a session: another session that runs the query gets other entities", async () => {
    const driver = openLibrary();
    const session = () => openDatabase<Database>({ document: libraryDocument, driver }).db;
    const one = await session()
      .Author.select(a => a)
      .all();
    const other = await session()
      .Author.select(a => a)
      .all();
    expect(one).toHaveLength(2);
    expect(one[0]).not.toBe(other[0]);
    expect({ ...one[0] }).toEqual({ ...other[0] });
  });

  it("is separate from the values of its columns", async () => {
    const driver = openLibrary();
    const { db } = openDatabase<Database>({ document: libraryDocument, driver });
    const values = await db.Author.select(a => ({ id: a.id, name: a.name })).all();
    const entities = await db.Author.select(a => a).all();
    expect(values[0]).toEqual({ id: 1, name: "Ada" });
    expect(values[0]).not.toBe(entities[0]);
    expect(await db.Author.get(1)).toBe(entities[0]);
  });

  it("comes with a group", async () => {
    const { db, texts } = open();
    const rows = await db.Author.join(a => a.books)
      .groupBy(a => a.id)
      .select(a => ({ author: a, books: count() }))
      .having(() => count().gt(1))
      .all();
    expect(rows.map(row => [row.author.name, row.books])).toEqual([
      ["Ada", 2],
      ["Grace", 2],
    ]);
    expect(texts()).toHaveLength(1);
  });
});

describe("what is loaded with an entity in a selection", () => {
  it("follows with() for the rows that the query starts from", async () => {
    const { db, texts } = open({ lazy: "forbid" });
    const rows = await db.Author.with(a => a.books.orderBy(b => b.title))
      .orderBy(a => a.id)
      .select(a => ({ author: a, books: a.books.count() }))
      .all();
    expect(rows.map(({ author }) => author.books.map(book => book.title))).toEqual([
      ["Notes", "Odes"],
      ["Compilers", "Stray"],
    ]);
    expect(texts()).toHaveLength(2);
  });

  it.each(["select-in", "join", "subquery", "json"] as const)("comes by %s", async strategy => {
    const { db } = open({ lazy: "forbid" });
    const rows = await db.Author.with(a => a.books.with(b => b.tags, { strategy }), { strategy })
      .where({ name: "Ada" })
      .select(a => ({ author: a }))
      .all();
    const tags = rows.map(({ author }) => author.books.map(book => book.tags.length).sort());
    expect(tags).toEqual([[0, 2]]);
  });

  it("is an error if with() forbids it", async () => {
    const { db } = open();
    const [row] = await db.Author.with(a => a.books, { strategy: "forbid" })
      .select(a => ({ author: a }))
      .all();
    await expect(row?.author.books).rejects.toMatchObject({ code: "lazy-load-forbidden" });
  });

  it("includes the default loads of the session at every position of the entity", async () => {
    const { db, texts } = open({ lazy: "forbid", loading: { "Author.books": "select-in" } });
    const rows = await db.Book.where({ title: ["Odes", "Stray"] })
      .orderBy(b => b.id)
      .select(b => ({ by: { author: b.author } }))
      .all();
    expect(rows.map(({ by }) => by.author.books.length)).toEqual([2, 2]);
    expect(texts()).toHaveLength(2);
  });

  it("is empty without a request", async () => {
    const { db, texts } = open();
    await db.Author.select(a => a).all();
    expect(texts()).toHaveLength(1);
  });
});

describe("a whole row where entities are not supported", () => {
  it("is rejected in a bulk write", async () => {
    const { db } = open();
    const write = () => db.Author.update({ name: "x" }).returning(a => ({ author: a }));
    expect(write).toThrow("returning() cannot return entities.");
    expect(await db.Author.where({ name: "x" }).count()).toBe(0);
  });

  it("is rejected in a selection", () => {
    const { db } = open();
    const names = db.Author.select(a => ({ name: a.name }));
    expect(() => db.from(names).select(r => r)).toThrow(
      "select() expects columns and expressions.",
    );
  });

  it("is rejected in a union with rows of another entity", () => {
    const { db } = open();
    const authors = db.Author.select(a => a) as unknown as Api.Selection<{ name: string }>;
    const tags = db.Tag.select(t => t) as unknown as Api.Selection<{ name: string }>;
    expect(() => authors.union(tags)).toThrow("UNION expects two selections of the same fields.");
  });
});
