/** Properties of pages other than their order. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Driver } from "../../drivers/index.ts";
import { everyServer } from "../../testing/every-server.ts";
import { openShop, shopDocument, shopScript } from "../../testing/shop/open-shop.ts";
import type { Database } from "../../testing/shop/shop-entities.ts";
import { functions } from "../../testing/shop/suite.ts";
import { openDatabase } from "../database.ts";

type Place = { readonly driver: Driver; close(): Promise<void> };

const sqlite = async (): Promise<Place> => {
  const driver = openShop();
  return { driver, close: async () => driver.close() };
};

const places = [
  { where: "SQLite", openPlace: sqlite },
  ...everyServer.map(({ where, open }) => ({
    where,
    openPlace: async (): Promise<Place> => {
      const driver = await open();
      await driver.run(shopScript(driver.dialect.name));
      return { driver, close: () => driver.close() };
    },
  })),
];

const ids = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

describe.each(places)("a page on $where", ({ openPlace }) => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace();
  }, 60_000);
  afterAll(() => place?.close());

  const open = (): Database =>
    openDatabase<Database>({ document: shopDocument, driver: place.driver }).db;

  it("continues from the stored row, even if its entity was changed", async () => {
    const db = open();
    const query = db.Product.orderBy(p => p.price);
    const { items, next } = await query.page({ size: 2 });
    for (const item of items) item.price = 1_000;
    expect(ids((await query.page({ size: 2, after: next })).items)).toEqual([5, 1]);
  });

  it("is ordered by an enum in the order of comparisons", async () => {
    const query = open().Shift.orderBy(s => s.effort);
    const first = await query.page({ size: 1 });
    const others: number[] = [];
    for (let after = first.next; after !== null; ) {
      const { items, next } = await query.page({ size: 2, after });
      others.push(...ids(items));
      after = next;
    }
    expect([...ids(first.items), ...others].sort()).toEqual([1, 2, 3, 4]);
    const least = first.items[0]?.effort ?? "";
    expect(await query.where(s => s.effort.lt(least)).count()).toBe(0);
    expect(ids(await query.all())).toEqual([...ids(first.items), ...others]);
  });

  it("is ordered by columns that are deferred", async () => {
    const query = open()
      .Product.defer(p => p.price)
      .orderBy(p => p.price);
    const { next } = await query.page({ size: 4 });
    expect(ids((await query.page({ size: 4, after: next })).items)).toEqual([4, 2]);
  });

  it.each(["select-in", "join", "subquery", "json"] as const)(
    "counts entities when relations are loaded by %s",
    async strategy => {
      const query = open()
        .Customer.with(c => c.orders, { strategy })
        .orderBy(c => c.name.lower());
      const { items, next } = await query.page({ size: 2 });
      expect(items.map(({ name, orders }) => [name, orders.length])).toEqual([
        ["50% off_er", 0],
        ["Ada", 2],
      ]);
      const rest = await query.page({ size: 9, after: next });
      expect(rest.items.map(({ orders }) => orders.length)).toEqual([2, 0, 1]);
      expect(rest.next).toBeNull();
    },
  );

  it("leads back to the previous page", async () => {
    const query = open().Employee.orderBy(e => e.manager.name);
    const first = await query.page({ size: 2 });
    const second = await query.page({ size: 2, after: first.next });
    const back = await query.page({ size: 2, before: second.previous });
    expect(ids(back.items)).toEqual(ids(first.items));
    expect(back.previous).toBeNull();
    expect(back.next).toBe(first.next);
  });

  it("supports keys of several columns", async () => {
    const query = open().OrderItem.orderBy(i => i.product_id);
    const { next } = await query.page({ size: 3 });
    const { items } = await query.page({ size: 3, after: next });
    expect(items.map(i => [i.order_id, i.product_id])).toEqual([
      [1, 3],
      [3, 3],
      [4, 5],
    ]);
  });

  it.each(["", "[]", "null", "[1,2]", "{}", '["x",5]', "nonsense"])(
    "rejects %s, which is not a cursor",
    async after => {
      await expect(
        open()
          .Tag.orderBy(t => t.name)
          .page({ size: 1, after }),
      ).rejects.toMatchObject({
        code: "invalid-cursor",
      });
    },
  );

  it("rejects the cursor of another order, and of another value within the order", async () => {
    const db = open();
    const { next } = await db.Product.orderBy(p => p.price.times(2)).page({ size: 1 });
    const refused = { code: "invalid-cursor" };
    const page = { size: 1, after: next };
    await expect(db.Product.orderBy(p => p.price.times(3)).page(page)).rejects.toMatchObject(
      refused,
    );
    await expect(db.Product.orderBy(p => p.price.times(2).desc()).page(page)).rejects.toMatchObject(
      refused,
    );
  });

  it("rejects queries without a position to continue from", async () => {
    const { Product } = open();
    const unsupported = { code: "unsupported" };
    await expect(Product.limit(3).page({ size: 1 })).rejects.toMatchObject(unsupported);
    const numbered = Product.orderBy(p => functions.rowNumber().over({ orderBy: p.price }));
    await expect(numbered.page({ size: 1 })).rejects.toMatchObject(unsupported);
    await expect(Product.page({ size: 1, after: "a", before: "b" })).rejects.toMatchObject({
      code: "invalid-value",
    });
  });
});
