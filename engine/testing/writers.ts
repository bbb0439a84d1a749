/** The tables for random conditions: writers and books, with nulls in every optional column. */
import fc from "fast-check";
import { createScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { Api as Stele } from "../query/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { documentOf } from "./blog.ts";
import { openDatabase } from "./open-database.ts";

export const writersDocument: SchemaDocument = documentOf({
  writers: ["name text?", "age integer?", "score double?"],
  books: ["title text?", "pages integer?", "price double?", "writer_id integer? -> writers.id"],
});

export type WriterRow = {
  readonly id: number;
  readonly name: string | null;
  readonly age: number | null;
  readonly score: number | null;
  readonly books: readonly BookRow[];
};

export type BookRow = {
  readonly id: number;
  readonly title: string | null;
  readonly pages: number | null;
  readonly price: number | null;
  readonly writer: WriterRow | null;
};

export interface WriterPath {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly age: Stele.NumberExpression;
  readonly score: Stele.NumberExpression;
  readonly books: Stele.ManyPath<BookPath>;
}
export interface BookPath {
  readonly id: Stele.NumberExpression;
  readonly title: Stele.TextExpression;
  readonly pages: Stele.NumberExpression;
  readonly price: Stele.NumberExpression;
  readonly writer: WriterPath;
}
interface TypesOf<Path extends object> extends Stele.EntityTypes {
  readonly path: Path;
}
export interface Database extends Stele.DatabaseMethods {
  readonly Writer: Stele.EntitySet<TypesOf<WriterPath>>;
  readonly Book: Stele.EntitySet<TypesOf<BookPath>>;
}

export const TEXTS = ["", "a", "A", "ab", "b%", "a_b", "a\\b", "it's"] as const;

export const randomText = fc.constantFrom(...TEXTS);
export const randomWhole = fc.integer({ min: -2, max: 4 });
/** Halves: sums and products of a few of them are exact. */
export const randomHalf = fc.integer({ min: -4, max: 8 }).map(halves => halves / 2);

export type Library = {
  readonly writers: readonly WriterRow[];
  readonly books: readonly BookRow[];
};

const orNull = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(values, { freq: 3 });

export const randomLibrary: fc.Arbitrary<Library> = fc
  .record({
    writers: fc.array(
      fc.record({ name: orNull(randomText), age: orNull(randomWhole), score: orNull(randomHalf) }),
      { maxLength: 4 },
    ),
    books: fc.array(
      fc.record({
        title: orNull(randomText),
        pages: orNull(randomWhole),
        price: orNull(randomHalf),
        writer: fc.nat({ max: 5 }),
      }),
      { maxLength: 7 },
    ),
  })
  .map(record => {
    const books: BookRow[] = [];
    const writers = record.writers.map((writer, index) => {
      const own: BookRow[] = [];
      return { id: index + 1, ...writer, books: own };
    });
    record.books.forEach(({ writer: place, ...book }, index) => {
      const writer = writers[place] ?? null;
      const row = { id: index + 1, ...book, writer };
      books.push(row);
      writer?.books.push(row);
    });
    return { writers, books };
  });

export const openLibrary = ({ writers, books }: Library): EmbeddedDriver => {
  const driver = openDatabase();
  for (const { text } of createScript(writersDocument, "sqlite").value) driver.query(text);
  for (const { id, name, age, score } of writers) {
    const row = [id, name, age, score];
    driver.query("INSERT INTO writers (id, name, age, score) VALUES (?, ?, ?, ?)", row);
  }
  for (const { id, title, pages, price, writer } of books) {
    const row = [id, title, pages, price, writer?.id ?? null];
    const columns = "id, title, pages, price, writer_id";
    driver.query(`INSERT INTO books (${columns}) VALUES (?, ?, ?, ?, ?)`, row);
  }
  return driver;
};
