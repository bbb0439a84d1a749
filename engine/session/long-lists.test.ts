/** Lists of more values than a statement takes parameters, on every database, and what they mean. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScript } from "../ddl/index.ts";
import type { Driver } from "../drivers/index.ts";
import { documentOf } from "../testing/blog.ts";
import { everyServer } from "../testing/every-server.ts";
import { openDatabase as openEmpty } from "../testing/open-database.ts";
import type { ServerDriver } from "../testing/server-driver.ts";
import { openShop, shopDocument, shopScript } from "../testing/shop/open-shop.ts";
import type { Database } from "../testing/shop/shop-entities.ts";
import { openDatabase } from "./database.ts";

const MANY = 70_000;

const among = <Value>(own: readonly Value[], other: (index: number) => Value): readonly Value[] => [
  ...Array.from({ length: MANY }, (_, index) => other(index)),
  ...own,
];

const open = (driver: Driver): Database =>
  openDatabase<Database>({ document: shopDocument, driver }).db;

const hostile = `"'\\{},null\n% ä🙂`;

const queries: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
  "whole numbers": db =>
    db.Product.where(p => p.id.in(among([2, 5], n => n + 100)))
      .select(p => p.id)
      .all(),
  "whole numbers, all but": db =>
    db.Product.where(p => p.id.notIn(among([2, 5], n => n + 100)))
      .select(p => p.id)
      .all(),
  "whole numbers as values to match": db =>
    db.Product.where({ id: [...among([2, 5], n => n + 100)] })
      .select(p => p.id)
      .all(),
  "fractions with whole numbers": db =>
    db.Product.where(p => p.stock.in(among([2, 5], n => n + 0.5)))
      .select(p => p.id)
      .all(),
  "numbers beyond the column": db =>
    db.Product.where(p => p.stock.in(among([2, 5], n => n + 2 ** 33)))
      .select(p => p.id)
      .all(),
  decimals: db =>
    db.Product.where(p => p.price.in(among([19.99, 199], n => n + 1_000.25)))
      .select(p => p.id)
      .all(),
  floats: db =>
    db.Product.where(p => p.weight.in(among([1.5, 0.01], n => n + 1_000.1)))
      .select(p => p.id)
      .all(),
  "numbers beyond all columns": db =>
    db.Product.where(p => p.weight.in(among([1.5, Number.POSITIVE_INFINITY], n => 10 ** (n % 300))))
      .select(p => p.id)
      .all(),
  "fractions, all but": db =>
    db.Product.where(p => p.price.notIn(among([19.99], n => n + 1_000.25)))
      .select(p => p.id)
      .all(),
  texts: db =>
    db.Customer.where(c => c.name.in(among(["Ada", "Zoë"], n => `${hostile}${n}`)))
      .select(c => c.id)
      .all(),
  "texts, all but": db =>
    db.Customer.where(c => c.city.notIn(among(["London"], n => `${hostile}${n}`)))
      .select(c => c.id)
      .all(),
  dates: db =>
    db.Customer.where(c => c.born.in(among(["1815-12-10"], n => `${1000 + (n % 500)}-01-01`)))
      .select(c => c.id)
      .all(),
  "truth values": db =>
    db.Customer.where(c => c.active.in(among([true], () => true)))
      .select(c => c.id)
      .all(),
  "a null among them": db =>
    db.Customer.where(c => c.city.in(among<string | null>(["London", null], n => String(n))))
      .select(c => c.id)
      .all(),
  "all but, a null among them": db =>
    db.Customer.where(c => c.city.notIn(among<string | null>([null], n => String(n))))
      .select(c => c.id)
      .all(),
  "two lists": db =>
    db.Product.where(p =>
      p.id.in(among([2, 5], n => n + 100)).and(p.stock.notIn(among([2], n => n + 1_000))),
    )
      .select(p => p.id)
      .all(),
  "an expression": db =>
    db.Product.where(p => p.stock.plus(1).in(among([3, 6], n => n + 1_000)))
      .select(p => p.id)
      .all(),
  "within a relation": db =>
    db.Product.where(p => p.tags.some(t => t.id.in(among([1], n => n + 100))))
      .select(p => p.id)
      .all(),
};

const expected: Readonly<Record<string, readonly number[]>> = {
  "whole numbers": [2, 5],
  "whole numbers, all but": [1, 3, 4, 6],
  "whole numbers as values to match": [2, 5],
  "fractions with whole numbers": [1, 2],
  "numbers beyond the column": [1, 2],
  decimals: [1, 2],
  floats: [1, 3],
  "numbers beyond all columns": [1],
  "fractions, all but": [2, 3, 4, 5, 6],
  texts: [1, 4],
  "texts, all but": [2, 5],
  dates: [1],
  "truth values": [1, 2, 4],
  "a null among them": [1, 4],
  "all but, a null among them": [],
  "two lists": [5],
  "an expression": [1, 2],
  "within a relation": [1, 5],
};

const sorted = (ids: unknown): unknown => (Array.isArray(ids) ? [...ids].sort() : ids);

const filesDocument = documentOf({ files: ["body blob?"] });

type Files = {
  readonly File: {
    insert(row: object): Promise<unknown>;
    where(match: object): { all(): Promise<readonly { readonly id: number }[]> };
  };
};

const openFiles = (driver: Driver): Files =>
  openDatabase<Files>({ document: filesDocument, driver }).db;

describe("a list of 70,000 values", () => {
  it.each(Object.entries(queries))("%s: on SQLite", async (name, run) => {
    expect(sorted(await run(open(openShop())))).toEqual(expected[name]);
  });

  it("of other values is another list, also where statements are known", async () => {
    const db = open(openShop());
    const idsIn = (id: number) =>
      db.Product.where(p => p.id.in(among([id], n => n + 100)))
        .select(p => p.id)
        .all();
    expect(await idsIn(2)).toEqual([2]);
    expect(await idsIn(3)).toEqual([3]);
  });

  it("deletes and updates too", async () => {
    const db = open(openShop());
    expect(await db.Tag.where(t => t.id.in(among([3], n => n + 100))).delete()).toBe(1);
    const update = db.Product.where(p => p.id.in(among([1], n => n + 100))).update({ stock: 9 });
    expect(await update).toBe(1);
  });

  it("of bytes is rejected with a clear message, as SQLite cannot pass it as JSON", async () => {
    const driver = openEmpty();
    driver.query("CREATE TABLE files (id INTEGER PRIMARY KEY, body BLOB)");
    const db = openFiles(driver);
    const body = among([], () => new Uint8Array([1]));
    await expect(db.File.where({ body }).all()).rejects.toMatchObject({
      code: "unsupported",
      message: "SQLite allows 32766 parameters in a statement, and this one has 70000.",
    });
    const few = among([], () => new Uint8Array([1])).slice(0, 2_000);
    expect(await db.File.where({ body: few }).all()).toEqual([]);
  });

  describe.each(everyServer)("on $where", ({ open: openServer }) => {
    let driver: ServerDriver;
    beforeAll(async () => {
      driver = await openServer();
      await driver.run(shopScript(driver.dialect.name));
    }, 60_000);
    afterAll(() => driver?.close());

    it.each(Object.entries(queries))("%s", async (name, run) => {
      expect(sorted(await run(open(driver)))).toEqual(expected[name]);
    });

    it("bytes", async () => {
      for (const { text } of createScript(filesDocument, driver.dialect.name).value) {
        await driver.run(text);
      }
      const db = openFiles(driver);
      await db.File.insert({ id: 1, body: new Uint8Array([0, 39, 255]) });
      await db.File.insert({ id: 2, body: new Uint8Array([1]) });
      const body = among([new Uint8Array([0, 39, 255])], n => new Uint8Array([2, n % 256]));
      expect((await db.File.where({ body }).all()).map(({ id }) => id)).toEqual([1]);
    });
  });
});

describe("an empty list", () => {
  it("holds nothing, and is missed by everything, null too", async () => {
    const db = open(openShop());
    expect(await db.Customer.where(c => c.city.in([])).count()).toBe(0);
    expect(await db.Customer.where(c => c.city.notIn([])).count()).toBe(5);
    expect(await db.Customer.where({ city: [] }).count()).toBe(0);
  });
});
