/** Keys of two columns in every place of a query: as primary key, as foreign key, in a join table. */
import { describe, expect, it } from "vitest";
import { noCallSites, queryFunctions } from "../query/index.ts";
import { libraryDocument, openLibrary } from "../testing/library.ts";
import type { Database } from "../testing/library-entities.ts";
import { openDatabase } from "./database.ts";

const { count, exists, rowNumber } = queryFunctions(noCallSites);

const open = (): Database =>
  openDatabase<Database>({ document: libraryDocument, driver: openLibrary() }).db;

const printings = (rows: readonly { readonly printing: number }[]) =>
  rows.map(({ printing }) => printing);
const ids = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

describe("a key of two columns", () => {
  it("finds a row, and none", async () => {
    expect(await open().Edition.get({ isbn: "a", printing: 2 })).toMatchObject({ printing: 2 });
    expect(await open().Edition.get({ isbn: "a", printing: 9 })).toBeNull();
  });

  it("is walked to one row, which is missing where a part of the key is null", async () => {
    const rows = await open()
      .Copy.orderBy(c => c.id)
      .select(c => c.edition.printing)
      .all();
    expect(rows).toEqual([1, 2, 2, null]);
    const of = await open()
      .Copy.where(c => c.edition.printing.eq(2))
      .all();
    expect(ids(of)).toEqual([2, 3]);
  });

  it("refers to no row if a part of it is null, although the other part has a value", async () => {
    const db = open();
    await db.Copy.insert({ id: 9, isbn: "a", printing: null });
    const copies = db.Copy.where({ id: 9 });
    const selected = await copies.select(c => c.edition.isbn).all();
    expect(selected).toEqual([null]);
    expect(await copies.where(c => c.edition.isbn.isNull()).count()).toBe(1);
    expect(await copies.where(c => c.edition.isbn.eq("a")).count()).toBe(0);
  });

  it("is walked to many rows", async () => {
    const { Edition } = open();
    const two = Edition.where(e => e.copies.count().eq(2));
    expect(printings(await two.all())).toEqual([2]);
    expect(printings(await Edition.where(e => e.copies.some(c => c.shelf.eq("x"))).all())).toEqual([
      1,
    ]);
    expect(printings(await Edition.where(e => e.copies.every(c => c.shelf.gt("x"))).all())).toEqual(
      [2],
    );
    expect(printings(await Edition.where(e => e.copies.none(c => c.shelf.eq("y"))).all())).toEqual([
      1,
    ]);
    expect(await Edition.select(e => e.copies.max(c => c.shelf)).all()).toEqual(["x", "z"]);
  });

  it("joins, groups and is numbered", async () => {
    const { Copy, Edition } = open();
    const joined = Edition.leftJoin(e => e.copies).groupBy(
      e => e.isbn,
      e => e.printing,
    );
    expect(await joined.select((e, c) => ({ printing: e.printing, n: count(c.id) })).all()).toEqual(
      [
        { printing: 1, n: 1 },
        { printing: 2, n: 2 },
      ],
    );
    const numbered = Copy.select(c => ({
      id: c.id,
      n: rowNumber().over({ partitionBy: [c.isbn, c.printing], orderBy: c.id }),
    }));
    expect((await numbered.all()).filter(({ n }) => n === 2)).toEqual([{ id: 3, n: 2 }]);
  });

  it("is in a correlated query", async () => {
    const db = open();
    const editions = await db.Edition.where(e =>
      exists(db.Copy.where(c => c.isbn.eq(e.isbn).and(c.printing.eq(e.printing), c.shelf.eq("z")))),
    ).all();
    expect(printings(editions)).toEqual([2]);
  });

  it("identifies rows in a write over a relation, with a limit, and with a value from a relation", async () => {
    const db = open();
    expect(await db.Copy.where(c => c.edition.printing.eq(2)).update({ shelf: "moved" })).toBe(2);
    expect(await db.Copy.update(c => ({ shelf: c.edition.isbn }))).toBe(4);
    const shelves = await db.Copy.orderBy(c => c.id)
      .select(c => c.shelf)
      .all();
    expect(shelves).toEqual(["a", "a", "a", null]);
    await db.Copy.delete();
    expect(
      await db.Edition.orderBy(e => e.printing.desc())
        .limit(1)
        .delete(),
    ).toBe(1);
    expect(printings(await db.Edition.all())).toEqual([1]);
  });

  it("is upserted by, and paged by", async () => {
    const db = open();
    await db.Edition.upsert([
      { isbn: "a", printing: 2 },
      { isbn: "b", printing: 1 },
    ]);
    const { items, next } = await db.Edition.orderBy(e => e.copies.count()).page({ size: 2 });
    expect(items.map(e => e.isbn + e.printing)).toEqual(["b1", "a1"]);
    const rest = await db.Edition.orderBy(e => e.copies.count()).page({ size: 2, after: next });
    expect(rest.items.map(e => e.isbn + e.printing)).toEqual(["a2"]);
  });
});
