import { describe, expect, it } from "vitest";
import type { Api } from "../../query/index.ts";
import type { Database } from "../../testing/library-entities.ts";
import { openLoggedLibrary as open } from "../../testing/logged-library.ts";

type Author = Awaited<ReturnType<Database["Author"]["one"]>>;

const strategies = ["select-in", "join", "subquery", "json"] as const;

const titles = (authors: readonly Author[]) =>
  authors.map(author => author.books.map(book => [book.title, book.tags.map(tag => tag.name)]));

describe.each(strategies)("by %s", strategy => {
  const separate = strategy === "select-in" || strategy === "subquery";

  it("nested lists", async () => {
    const { db, log } = open();
    const authors = await db.Author.with(
      a => a.books.orderBy(b => b.title).with(b => b.tags.orderBy(t => t.name), { strategy }),
      { strategy },
    )
      .orderBy(a => a.id)
      .all();
    expect(titles(authors)).toEqual([
      [
        ["Notes", ["new", "old"]],
        ["Odes", []],
      ],
      [
        ["Compilers", ["new"]],
        ["Stray", []],
      ],
    ]);
    expect(log).toHaveLength(separate ? 3 : 1);
  });

  it("a path of several to-one relations with shared rows", async () => {
    const { db, log } = open();
    const books = await db.Book.with(b => b.category.parent, { strategy })
      .orderBy(b => b.id)
      .all();
    expect(books.map(book => book.category?.name)).toEqual(["Code", "Code", "Poems", undefined]);
    expect(books[0]?.category).toBe(books[1]?.category);
    expect(books[2]?.category?.parent).toBe(books[0]?.category?.parent);
    expect(books[0]?.category?.parent?.name).toBe("All");
    expect(log).toHaveLength(separate ? 3 : 1);
  });

  it("keys of several columns, and keys with a null", async () => {
    const { db, log } = open();
    const copies = await db.Copy.with(c => c.edition.copies, { strategy })
      .orderBy(c => c.id)
      .all();
    expect(copies.map(copy => copy.edition?.printing ?? null)).toEqual([1, 2, 2, null]);
    const shelves = copies.map(copy => copy.edition?.copies.map(each => each.shelf).sort());
    expect(shelves).toEqual([["x"], ["y", "z"], ["y", "z"], undefined]);
    expect(log).toHaveLength(separate ? 3 : 1);
  });

  it("limits count entities, and apply before joins", async () => {
    const { db } = open();
    const authors = await db.Author.with(a => a.books, { strategy })
      .orderBy(a => a.name.desc())
      .limit(1)
      .all();
    expect(authors.map(author => author.name)).toEqual(["Grace"]);
    expect(authors[0]?.books.map(book => book.title).sort()).toEqual(["Compilers", "Stray"]);
    const second = await db.Book.orderBy(
      b => b.author.name.desc(),
      b => b.id,
    )
      .with(b => b.tags, { strategy })
      .offset(1)
      .limit(2)
      .all();
    expect(second.map(book => book.title)).toEqual(["Stray", "Notes"]);
    expect(second.map(book => book.tags.length)).toEqual([0, 2]);
  });

  it("a limit within a relation counts the rows of each entity", async () => {
    const { db } = open();
    const latest = (authors: readonly Author[]) =>
      authors.map(author => author.books.map(book => book.title));
    const query = db.Author.orderBy(a => a.id);
    const first = query.with(a => a.books.orderBy(b => b.title.desc()).limit(1), { strategy });
    expect(latest(await first.all())).toEqual([["Odes"], ["Stray"]]);
    const narrowed = query.with(
      a =>
        a.books
          .where(b => b.category.name.eq("Code"))
          .orderBy(b => b.category.name)
          .limit(2),
      { strategy },
    );
    expect(latest(await narrowed.all())).toEqual([["Notes"], ["Compilers"]]);
    expect(latest(await query.with(a => a.books.limit(0), { strategy }).all())).toEqual([[], []]);
  });

  it("a limit within a many-to-many relation counts them too", async () => {
    const { db } = open();
    const books = await db.Book.with(b => b.tags.orderBy(t => t.name).limit(1), { strategy })
      .orderBy(b => b.id)
      .all();
    expect(books.map(book => book.tags.map(tag => tag.name))).toEqual([["new"], ["new"], [], []]);
  });

  it("several lists of one entity do not multiply each other", async () => {
    const { db, log } = open();
    const [all] = await db.Category.where({ id: 1 })
      .with(
        c => c.children.with(c => c.books, { strategy }),
        c => c.books,
        { strategy },
      )
      .all();
    expect(all?.children.map(child => child.books.length)).toEqual([2, 1]);
    expect(all?.books.length).toBe(0);
    const [code] = await db.Book.where({ id: 1 })
      .with(
        b => b.tags.with(t => t.books, { strategy }),
        b => b.author.books,
        { strategy },
      )
      .all();
    expect(code?.tags.map(tag => tag.books.length).sort()).toEqual([1, 2]);
    expect(code?.author?.books.length).toBe(2);
    expect(log.length).toBeLessThanOrEqual(separate ? 9 : 2);
  });
});

describe("combined and nested strategies", () => {
  const all = ["select-in", "join", "subquery", "json"] as const;
  const pairs = all.flatMap(outer => all.map(inner => [outer, inner] as const));

  it.each(pairs)("%s with %s within", async (outer, inner) => {
    const { db } = open();
    const authors = await db.Author.with(a => a.profile, { strategy: inner })
      .with(
        a =>
          a.books.orderBy(b => b.title).with(b => b.tags.orderBy(t => t.name), { strategy: inner }),
        { strategy: outer },
      )
      .orderBy(a => a.id)
      .limit(1)
      .all();
    expect(titles(authors)).toEqual([
      [
        ["Notes", ["new", "old"]],
        ["Odes", []],
      ],
    ]);
    expect(authors[0]?.profile?.bio).toBe("Countess");
  });

  it("a subquery repeats the query that it follows, limits included", async () => {
    const { db, texts } = open();
    await db.Author.orderBy(a => a.name)
      .limit(1)
      .with(a => a.books.with(b => b.tags, { strategy: "subquery" }), { strategy: "join" })
      .all();
    expect(texts()[1]).toBe(
      [
        "SELECT tag.id, tag.name, link.book_id",
        "FROM tags AS tag",
        "JOIN book_tags AS link ON link.tag_id = tag.id",
        "WHERE link.book_id IN (",
        "  SELECT book.id",
        "  FROM books AS book",
        "  WHERE book.author_id IN (",
        "    SELECT author.id",
        "    FROM authors AS author",
        "    ORDER BY author.name, author.id",
        "    LIMIT ?",
        "  )",
        ")",
      ].join("\n"),
    );
  });
});

describe("a relation that is loaded already", () => {
  it("keeps its changes when it is loaded again", async () => {
    const { db } = open();
    const [ada, grace] = await db.Author.with(a => a.books)
      .orderBy(a => a.id)
      .all();
    const book = ada?.books.at(0);
    if (!ada || !grace || !book) throw new Error("rows are missing");
    book.title = "Changed";
    book.author = grace;
    for (const strategy of strategies) {
      await db.Author.with(a => a.books, { strategy }).all();
      await db.Book.with(b => b.author, { strategy }).all();
      expect(ada.books.map(each => each.title)).toEqual(["Odes"]);
      expect(grace.books.map(each => each.title)).toEqual(["Compilers", "Stray", "Changed"]);
      expect(book.author).toBe(grace);
    }
  });

  it("contains the selected part when it is read, and all of it when it is awaited", async () => {
    const { db, log } = open();
    const part = () => db.Author.with(a => a.books.where(b => b.title.eq("Odes"))).where({ id: 1 });
    const ada = await part().one();
    expect(ada.books.map(book => book.title)).toEqual(["Odes"]);
    expect((await ada.books).map(book => book.title)).toEqual(["Notes", "Odes"]);
    expect(log).toHaveLength(3);
    expect(ada.books.length).toBe(2);
    await part().one();
    expect(ada.books.map(book => book.title)).toEqual(["Odes"]);
    await db.Author.with(a => a.books).all();
    expect(ada.books.length).toBe(2);
  });

  it("reflects additions and removals if it is loaded in part", async () => {
    const { db } = open();
    const ada = await db.Author.with(a => a.books.where(b => b.title.eq("Odes")))
      .where({ id: 1 })
      .one();
    const added = db.Book.create({ title: "New" });
    const odes = ada.books.at(0);
    if (!odes) throw new Error("a row is missing");
    ada.books.add(added);
    ada.books.remove(odes);
    expect(ada.books.map(book => book.title)).toEqual(["New"]);
    expect((await ada.books).map(book => book.title)).toEqual(["Notes", "New"]);
    await db.save();
    expect((await db.Author.where({ id: 1 }).one()).books.map(book => book.title)).toEqual([
      "Notes",
      "New",
    ]);
  });

  it("still gets its nested loads", async () => {
    const { db, log } = open();
    await db.Author.with(a => a.books).all();
    for (const strategy of strategies) {
      const authors = await db.Author.with(a => a.books.with(b => b.tags, { strategy })).all();
      expect(titles(authors).flat().length).toBe(4);
    }
    expect(log.filter(({ cause }) => cause.kind === "eager load")).toHaveLength(2);
  });
});

describe("a relation that is forbidden", () => {
  it("by its query cannot be read, nor awaited", async () => {
    const { db } = open();
    const [book] = await db.Book.with(
      b => b.tags,
      b => b.author,
      { strategy: "forbid" },
    ).all();
    if (!book) throw new Error("a row is missing");
    expect(() => book.tags.length).toThrow("Book.tags must not be loaded by reading it.");
    await expect(async () => await book.tags).rejects.toMatchObject({
      code: "lazy-load-forbidden",
    });
    await expect(async () => await book.author).rejects.toMatchObject({
      code: "lazy-load-forbidden",
      hint: expect.stringContaining(".with(b => b.author)"),
    });
    await db.load(book, b => b.tags);
    expect(book.tags.length).toBe(2);
  });

  it("by the session must be loaded by a query", async () => {
    const { db } = open({ lazy: "forbid" });
    const book = await db.Book.where({ id: 1 }).one();
    await expect(async () => await book.tags).rejects.toMatchObject({
      code: "lazy-load-forbidden",
    });
    db.configure({ lazy: "allow" });
    expect((await book.tags).length).toBe(2);
  });
});

describe("a relation that is loaded by default", () => {
  it("is loaded by every query of the entity, and never follows a cycle", async () => {
    const { db, log } = open({
      loading: { "Author.books": "json", "Book.author": "join", "Book.tags": "select-in" },
    });
    const [ada] = await db.Author.orderBy(a => a.id).all();
    expect(ada?.books.map(book => book.tags.length)).toEqual([2, 0]);
    expect(log).toHaveLength(2);
    const books = await db.Book.all();
    expect(books[0]?.author?.books.length).toBe(2);
    expect(log.length).toBeLessThanOrEqual(5);
  });

  it("is overridden by the query", async () => {
    const { db, log } = open();
    db.configure({ loading: { "Author.books": "join", "Category.children": "join" } });
    await db.Author.with(a => a.books.where(b => b.id.gt(2)), { strategy: "select-in" }).all();
    expect(log).toHaveLength(2);
    const [category] = await db.Category.all();
    expect(category?.children.length).toBe(2);
    expect(log).toHaveLength(3);
  });

  it("must be a relation, and a strategy", () => {
    const { db } = open();
    expect(() => db.configure({ loading: { "Author.boks": "join" } })).toThrow(
      expect.objectContaining({ code: "unknown-relation", hint: 'Did you mean "Author.books"?' }),
    );
    const wrong = { loading: { "Author.books": "eager" } } as unknown as Api.SessionSettings;
    expect(() => db.configure(wrong)).toThrow(expect.objectContaining({ code: "invalid-value" }));
  });
});

describe("deferred columns", () => {
  it("are not selected, and reading one names the fix", async () => {
    const { db, texts } = open();
    const [book] = await db.Book.only(b => [b.title]).all();
    expect(texts()[0]).toBe(
      "SELECT book.id, book.title, book.author_id, book.category_id\nFROM books AS book",
    );
    expect(book?.title).toBe("Notes");
    const [author] = await db.Author.defer(a => a.name).all();
    expect(() => author?.name).toThrow(
      expect.objectContaining({
        code: "column-not-loaded",
        hint: expect.stringContaining("db.load(entity, a => a.name)"),
      }),
    );
  });

  it("are loaded for all entities by one statement, and keep changes", async () => {
    const { db, log, texts } = open();
    const authors = await db.Author.defer(a => a.name)
      .orderBy(a => a.id)
      .all();
    const [ada] = authors;
    if (!ada) throw new Error("a row is missing");
    ada.name = "Countess";
    await db.load(
      authors,
      a => a.name,
      a => a.books,
    );
    expect(authors.map(author => author.name)).toEqual(["Countess", "Grace"]);
    expect(authors[1]?.books.length).toBe(2);
    expect(texts()[1]).toBe(
      "SELECT author.id, author.name\nFROM authors AS author\nWHERE author.id = ?",
    );
    expect(log).toHaveLength(3);
  });

  it("are never written, unless they were set", async () => {
    const { db, log } = open();
    const [ada] = await db.Author.defer(a => a.name).all();
    if (!ada) throw new Error("a row is missing");
    await db.save();
    expect(log).toHaveLength(1);
    ada.name = "Countess";
    await db.save();
    expect(log.at(-2)?.printed.text).toBe("UPDATE authors\nSET name = ?\nWHERE id = ?");
    expect(ada.name).toBe("Countess");
  });

  it("stay deferred after a save of other columns, and after a failed save", async () => {
    const { db, texts } = open();
    const profile = await db.Profile.defer(p => p.bio).one();
    const before = profile.author_id;
    profile.author_id = 99;
    await expect(db.save()).rejects.toThrow();
    expect(() => profile.bio).toThrow("not loaded");
    profile.author_id = before === 1 ? 2 : 1;
    await db.save();
    expect(() => profile.bio).toThrow("not loaded");
    expect(texts().some(text => text.includes("bio ="))).toBe(false);
  });

  it("do not remove values of a complete entity, and are filled by a complete row", async () => {
    const { db } = open();
    const [whole] = await db.Author.where({ id: 1 }).all();
    expect(
      await db.Author.defer(a => a.name)
        .where({ id: 1 })
        .one(),
    ).toBe(whole);
    expect(whole?.name).toBe("Ada");
    const partial = await db.Author.defer(a => a.name)
      .where({ id: 2 })
      .one();
    const book = await db.Book.with(b => b.author, { strategy: "join" })
      .where({ id: 2 })
      .first();
    expect(book?.author).toBe(partial);
    expect(partial.name).toBe("Grace");
  });
});
