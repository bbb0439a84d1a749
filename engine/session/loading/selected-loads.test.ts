/** Relations of selected entities, loaded by the strategy of the request, and relations that are requested twice. */
import { describe, expect, it } from "vitest";
import { noCallSites, queryFunctions } from "../../query/index.ts";
import type { Database } from "../../testing/library-entities.ts";
import { openLoggedLibrary as open } from "../../testing/logged-library.ts";

const { count } = queryFunctions(noCallSites);

type Strategy = "select-in" | "join" | "subquery" | "json";

const STRATEGIES = ["join", "subquery", "json"] as const;

const titlesOf = (books: Iterable<{ readonly title: string }>): readonly string[] =>
  [...books].map(book => book.title).sort();

type Shape = (db: Database, strategy: Strategy) => PromiseLike<readonly unknown[]>;

const SHAPES: readonly (readonly [string, Shape])[] = [
  [
    "with values before and after the row",
    async (db, strategy) => {
      const rows = await db.Author.with(a => a.books, { strategy })
        .orderBy(a => a.id)
        .select(a => ({ n: a.books.count(), author: a, name: a.name }))
        .all();
      return rows.map(({ n, author, name }) => [n, author.name, name, titlesOf(author.books)]);
    },
  ],
  [
    "as the only value",
    async (db, strategy) => {
      const rows = await db.Author.with(a => a.books.with(b => b.tags, { strategy }), { strategy })
        .orderBy(a => a.name.desc())
        .select(a => a)
        .all();
      return rows.map(a => [a.name, a.books.map(b => b.tags.length).sort()]);
    },
  ],
  [
    "with a limit and an order by a relation",
    async (db, strategy) => {
      const rows = await db.Book.with(b => b.tags, { strategy })
        .orderBy(
          b => b.author.name.desc(),
          b => b.title,
        )
        .limit(3)
        .offset(1)
        .select(b => ({ by: b.author.name, inner: { book: b } }))
        .all();
      return rows.map(({ by, inner }) => [by, inner.book.title, inner.book.tags.length]);
    },
  ],
  [
    "with a window over all rows",
    async (db, strategy) => {
      const rows = await db.Author.with(a => a.books, { strategy })
        .orderBy(a => a.id)
        .limit(1)
        .select(a => ({ author: a, all: count().over() }))
        .all();
      return rows.map(({ author, all }) => [author.name, all, titlesOf(author.books)]);
    },
  ],
  [
    "next to the row of another relation",
    async (db, strategy) => {
      const rows = await db.Book.with(
        b => b.tags,
        b => b.category,
        { strategy },
      )
        .orderBy(b => b.id)
        .select(b => ({ book: b, author: b.author }))
        .all();
      return rows.map(({ book, author }) => [
        book.title,
        author.name,
        book.tags.length,
        book.category?.name ?? null,
      ]);
    },
  ],
  [
    "with a part of the relation",
    async (db, strategy) => {
      const rows = await db.Author.with(
        a =>
          a.books
            .where(b => b.title.ne("Odes"))
            .orderBy(b => b.title.desc())
            .limit(1),
        { strategy },
      )
        .orderBy(a => a.id)
        .select(a => ({ author: a, n: a.books.count() }))
        .all();
      return rows.map(({ author, n }) => [author.name, n, author.books.map(b => b.title)]);
    },
  ],
];

const STATEMENTS: Readonly<Record<Strategy, (loads: number) => number>> = {
  "select-in": loads => 1 + loads,
  subquery: loads => 1 + loads,
  join: () => 1,
  json: () => 1,
};

const LOADS = [1, 2, 1, 1, 2, 1];

describe.each(SHAPES)("a selected row %s", (name, run) => {
  it.each(STRATEGIES)(
    "loads the same by %s, with as many statements as it needs",
    async strategy => {
      const { db, texts } = open({ lazy: "forbid" });
      const expected = await run(open({ lazy: "forbid" }).db, "select-in");
      expect(await run(db, strategy)).toEqual(expected);
      const loads = LOADS[SHAPES.findIndex(([other]) => other === name)] ?? 0;
      expect(texts()).toHaveLength(STATEMENTS[strategy](loads));
      const isRepeated = /IN \(\s*SELECT/.test(texts().at(-1) ?? "");
      if (strategy === "subquery" && name.includes("limit")) expect(isRepeated).toBe(true);
    },
  );
});

describe("a selection whose rows are not those of the entity", () => {
  it.each(STRATEGIES)("rejects %s", async strategy => {
    const { db, log } = open();
    const loaded = db.Author.with(a => a.books, { strategy });
    const queries = [
      loaded.join(a => a.books).select(a => ({ author: a })),
      loaded.groupBy(a => a.id).select(a => ({ author: a, n: count() })),
      loaded.select(a => ({ author: a })).distinct(),
    ];
    for (const query of queries) {
      await expect(query.all()).rejects.toMatchObject({
        code: "unsupported",
        message: expect.stringContaining(`"${strategy}" cannot load Author.books`),
        hint: 'Use the strategy "select-in".',
      });
    }
    expect(log).toEqual([]);
  });

  it("loads by select-in, also if another strategy is the default", async () => {
    const { db } = open({ lazy: "forbid", loading: { "Author.books": "join" } });
    const rows = await db.Author.groupBy(a => a.id)
      .select(a => ({ author: a, n: count() }))
      .orderBy(a => a.id)
      .all();
    expect(rows.map(({ author }) => author.books.length)).toEqual([2, 2]);
  });
});

describe("a relation that is requested twice", () => {
  it.each(["select-in", ...STRATEGIES] as const)(
    "is loaded once, with all that is requested within, by %s",
    async strategy => {
      const { db, texts } = open({ lazy: "forbid" });
      const authors = await db.Author.with(
        a => a.books.where(b => b.title.ne("Odes")).with(b => b.tags, { strategy }),
        { strategy },
      )
        .with(
          a =>
            a.books
              .where(b => b.title.ne("Odes"))
              .orderBy(b => b.title)
              .with(b => b.category, { strategy }),
          { strategy },
        )
        .orderBy(a => a.id)
        .all();
      const shown = authors.map(a =>
        [...a.books].map(b => [b.title, b.tags.length, b.category?.name]),
      );
      expect(shown).toEqual([
        [["Notes", 2, "Code"]],
        [
          ["Compilers", 1, "Code"],
          ["Stray", 0, undefined],
        ],
      ]);
      expect(texts()).toHaveLength(STATEMENTS[strategy](3));
    },
  );

  it("is rejected with two parts", async () => {
    const { db, log } = open();
    const parts = [
      db.Author.with(
        a => a.books.where(b => b.title.eq("Odes")),
        a => a.books.where(b => b.title.eq("Notes")),
      ),
      db.Author.with(a => a.books).with(a => a.books.where(b => b.title.eq("Odes"))),
      db.Author.with(a => a.books.limit(1)).with(a => a.books.limit(2)),
      db.Author.with(a => a.books.orderBy(b => b.id).limit(1)).with(a => a.books.limit(1)),
      db.Author.with(a => a.books.orderBy(b => b.id)).with(a => a.books.orderBy(b => b.title)),
      db.Tag.with(t => t.books.with(b => b.tags).with(b => b.tags.limit(1))),
    ];
    for (const query of parts) {
      await expect((query as (typeof parts)[0])?.all()).rejects.toMatchObject({
        code: "unsupported",
        message: expect.stringMatching(/two different parts of (?:Author\.books|Book\.tags)\.$/),
      });
    }
    expect(log).toEqual([]);
  });
});
