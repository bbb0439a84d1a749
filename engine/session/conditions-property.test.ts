/** Random conditions over random rows: a database returns exactly the rows for which the condition is true. */
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { createScript } from "../ddl/index.ts";
import type { DialectName } from "../sql/index.ts";
import { everyServer, type ServerMake } from "../testing/every-server.ts";
import { compareForOrder } from "../testing/naive-conditions.ts";
import {
  bookConditions,
  bookNumbers,
  bookTexts,
  writerConditions,
} from "../testing/random-conditions.ts";
import {
  type BookRow,
  type Database,
  type Library,
  openLibrary,
  randomLibrary,
  writersDocument,
} from "../testing/writers.ts";
import { openDatabase } from "./database.ts";

const RUNS = 1500;

const idsOf = (rows: readonly { readonly id: number }[]): readonly number[] =>
  rows.map(({ id }) => id);

/** Runs a body on a new database with the rows of a library. */
const withLibrary = async <Result>(
  library: Library,
  run: (db: Database) => Promise<Result>,
): Promise<Result> => {
  const driver = openLibrary(library);
  try {
    return await run(openDatabase<Database>({ document: writersDocument, driver }).db);
  } finally {
    driver.close();
  }
};

/** The rows for the message of a failed test, without circular references. */
const describeLibrary = ({ writers, books }: Library): string =>
  JSON.stringify({
    writers: writers.map(({ books: own, ...writer }) => writer),
    books: books.map(({ writer, ...book }) => ({ ...book, writer: writer?.id })),
  });

it("selects the writers that meet conditions over their columns and books", async () => {
  await fc.assert(
    fc.asyncProperty(
      randomLibrary,
      writerConditions,
      async (library, { build, evaluate, shown }) => {
        const ids = await withLibrary(library, db =>
          db.Writer.where(build)
            .orderBy(writer => writer.id)
            .select(writer => writer.id)
            .all(),
        );
        const expected = idsOf(library.writers.filter(row => evaluate(row) === true));
        expect(ids, `${shown}\n${describeLibrary(library)}`).toEqual(expected);
      },
    ),
    { numRuns: RUNS },
  );
}, 120_000);

it("selects the books that meet conditions over their writers and the books of these", async () => {
  await fc.assert(
    fc.asyncProperty(randomLibrary, bookConditions, async (library, { build, evaluate, shown }) => {
      const [ids, count] = await withLibrary(library, async db => {
        const query = db.Book.where(build);
        const rows = await query
          .orderBy(book => book.id)
          .select(book => book.id)
          .all();
        return [rows, await query.count()] as const;
      });
      const expected = idsOf(library.books.filter(row => evaluate(row) === true));
      expect(ids, `${shown}\n${describeLibrary(library)}`).toEqual(expected);
      expect(count).toBe(expected.length);
    }),
    { numRuns: RUNS },
  );
}, 120_000);

const randomOrder = fc.array(
  fc.record({
    key: fc.oneof(bookNumbers, bookTexts),
    descending: fc.boolean(),
    nulls: fc.constantFrom("first", "last"),
  }),
  { minLength: 1, maxLength: 3 },
);

type RandomOrder = typeof randomOrder extends fc.Arbitrary<infer Order> ? Order : never;

const inOrder =
  (order: RandomOrder) =>
  (a: BookRow, b: BookRow): number => {
    for (const { key, ...direction } of order) {
      const sign = compareForOrder(key.evaluate(a), key.evaluate(b), direction);
      if (sign !== 0) return sign;
    }
    return a.id - b.id;
  };

it("sorts by random keys with explicit positions of nulls, and cuts by limit and offset", async () => {
  const sizes = fc.option(fc.nat({ max: 5 }));
  await fc.assert(
    fc.asyncProperty(
      randomLibrary,
      randomOrder,
      sizes,
      sizes,
      async (library, order, limit, offset) => {
        const ids = await withLibrary(library, db => {
          const keys = order.map(
            ({ key, descending, nulls }) =>
              (book: Parameters<typeof key.build>[0]) => {
                const value = key.build(book);
                const directed = descending ? value.desc() : value.asc();
                return nulls === "first" ? directed.nullsFirst() : directed.nullsLast();
              },
          );
          const all = db.Book.orderBy(...keys, book => book.id).select(book => book.id);
          const part = limit === null ? all : all.limit(limit);
          return (offset === null ? part : part.offset(offset)).all();
        });
        const start = offset ?? 0;
        const end = limit === null ? undefined : start + limit;
        const expected = idsOf(library.books.toSorted(inOrder(order))).slice(start, end);
        const shown = order.map(({ key, ...direction }) => [key.shown, direction]);
        expect(ids, `${JSON.stringify(shown)}\n${describeLibrary(library)}`).toEqual(expected);
      },
    ),
    { numRuns: RUNS },
  );
}, 120_000);

/** Collations that compare texts by code point, as SQLite does. */
const CODE_POINT_COLLATIONS: Readonly<Record<ServerMake, string>> = {
  postgres: 'COLLATE "C"',
  mysql: "COLLATE utf8mb4_0900_bin",
  mariadb: "COLLATE utf8mb4_nopad_bin",
};

const libraryTables = (dialect: DialectName, make: ServerMake): readonly string[] =>
  createScript(writersDocument, dialect).value.map(({ text }) =>
    text.replaceAll(
      /(?<=\b(?:name|title) )(?:(?:long)?text|varchar\(\d+\))/gi,
      `$& ${CODE_POINT_COLLATIONS[make]}`,
    ),
  );

/** The case sensitivity of LIKE differs between databases, so texts on servers have no capitals. */
const hasCapital = (text: string): boolean =>
  text.match(/"(?:[^"\\]|\\.)*"/g)?.some(literal => literal !== literal.toLowerCase()) ?? false;

const randomPlainLibrary = randomLibrary.filter(library => !hasCapital(describeLibrary(library)));

it.each(everyServer)(
  "$where returns the same rows with collations by code point",
  async ({ open, make }) => {
    const server = await open();
    onTestFinished(() => server.close());
    const conditions = fc
      .tuple(writerConditions, bookConditions)
      .filter(both => both.every(({ shown }) => !hasCapital(shown)));
    await server.renew(libraryTables(server.dialect.name, make));
    await fc.assert(
      fc.asyncProperty(randomPlainLibrary, conditions, async (library, [ofWriters, ofBooks]) => {
        await server.run("DELETE FROM books");
        await server.run("DELETE FROM writers");
        const { db } = openDatabase<Database>({ document: writersDocument, driver: server });
        await db.Writer.insert(library.writers.map(({ books: _, ...row }) => row));
        await db.Book.insert(
          library.books.map(({ writer, ...row }) => ({ ...row, writer_id: writer?.id ?? null })),
        );
        const writers = await db.Writer.where(ofWriters.build)
          .orderBy(writer => writer.id)
          .select(writer => writer.id)
          .all();
        const books = await db.Book.where(ofBooks.build)
          .orderBy(book => book.id)
          .select(book => book.id)
          .all();
        const shown = describeLibrary(library);
        expect(writers, `${ofWriters.shown}\n${shown}`).toEqual(
          idsOf(library.writers.filter(row => ofWriters.evaluate(row) === true)),
        );
        expect(books, `${ofBooks.shown}\n${shown}`).toEqual(
          idsOf(library.books.filter(row => ofBooks.evaluate(row) === true)),
        );
      }),
      { numRuns: 200 },
    );
  },
  120_000,
);
