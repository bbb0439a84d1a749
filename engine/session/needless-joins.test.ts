/** Rows that a query needs only for their keys are not joined. */
import { expect, it } from "vitest";
import { openShop, shopDocument } from "../testing/shop/open-shop.ts";
import type { Database } from "../testing/shop/shop-entities.ts";
import { functions } from "../testing/shop/suite.ts";
import { openDatabase } from "./database.ts";

const { count, max } = functions;

/** The number of JOINs and subqueries in the statements of a query. */
const sizeOf = async (run: (db: Database) => PromiseLike<unknown>): Promise<number> => {
  const texts: string[] = [];
  const { db } = openDatabase<Database>({
    document: shopDocument,
    driver: openShop(),
    onStatement: event => texts.push(event.printed.text),
  });
  await run(db);
  return texts.join("\n").match(/\bJOIN\b|\(\s*SELECT\b/g)?.length ?? 0;
};

const queries: readonly (readonly [string, number, (db: Database) => PromiseLike<unknown>])[] = [
  ["a condition", 0, db => db.Order.where(o => o.customer.id.gt(1)).all()],
  [
    "a condition over two relations",
    1,
    db => db.OrderItem.where(i => i.order.customer.id.gt(1)).all(),
  ],
  ["a null test", 0, db => db.Employee.where(e => e.manager.id.isNull()).all()],
  ["a selection", 0, db => db.Order.select(o => ({ of: o.customer.id })).all()],
  ["an order", 0, db => db.Order.orderBy(o => o.customer.id.desc()).page({ size: 2 })],
  [
    "groups",
    0,
    db =>
      db.Order.groupBy(o => o.customer.id)
        .select(o => ({ of: o.customer.id, n: count() }))
        .all(),
  ],
  [
    "groups of a row",
    0,
    db =>
      db.Order.groupBy(o => o.customer)
        .select(() => count())
        .all(),
  ],
  [
    "groups of a row with its name",
    1,
    db =>
      db.Order.groupBy(o => o.customer)
        .select(o => o.customer.name)
        .all(),
  ],
  ["a deletion", 0, db => db.OrderItem.where(i => i.order.id.eq(1)).delete()],
  ["an update", 0, db => db.Employee.update(e => ({ salary: e.manager.id.coalesce(1) }))],
  [
    "values that are returned",
    0,
    db =>
      db.OrderItem.where({ order_id: 1 })
        .delete()
        .returning(i => i.product.id),
  ],
  ["a count behind a join table", 1, db => db.Product.select(p => p.tags.count()).all()],
  ["none behind a join table", 1, db => db.Product.where(p => p.tags.none()).all()],
  ["a key behind a join table", 1, db => db.Product.where(p => p.tags.some(t => t.id.eq(1))).all()],
  [
    "an aggregate of keys behind a join table",
    1,
    db => db.Product.select(p => p.tags.max(t => t.id)).all(),
  ],
  [
    "a name behind a join table",
    2,
    db => db.Product.where(p => p.tags.some(t => t.name.eq("new"))).all(),
  ],
  ["rows of a related row", 1, db => db.Order.select(o => o.customer.orders.max(x => x.id)).all()],
  [
    "a condition, an order and a load of one relation",
    1,
    db =>
      db.Order.where(o => o.customer.active)
        .orderBy(o => o.customer.name)
        .with(o => o.customer, { strategy: "join" })
        .all(),
  ],
  [
    "a condition and a load over two relations",
    2,
    db =>
      db.OrderItem.where(i => i.order.customer.active)
        .with(i => i.order.customer, { strategy: "join" })
        .all(),
  ],
  ["the largest key", 0, db => db.Order.select(o => max(o.customer.id)).all()],
];

it.each(queries)("%s: %i", async (_, size, run) => {
  expect(await sizeOf(run)).toBe(size);
});
