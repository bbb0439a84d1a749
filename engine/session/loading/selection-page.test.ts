/** Pages of selections, other than the order of their rows. */
import { describe, expect, it } from "vitest";
import { openShop, shopDocument } from "../../testing/shop/open-shop.ts";
import type { Database } from "../../testing/shop/shop-entities.ts";
import { functions } from "../../testing/shop/suite.ts";
import { openDatabase } from "../database.ts";

const { count, rowNumber } = functions;

const open = (): Database =>
  openDatabase<Database>({ document: shopDocument, driver: openShop() }).db;

describe("a page of a selection", () => {
  it("has the selected values alone", async () => {
    const query = open()
      .Order.select(o => ({ status: o.status, by: o.customer.name }))
      .orderBy(o => o.placed.desc());
    const { items } = await query.page({ size: 2 });
    expect(items.map(item => Object.keys(item))).toEqual([
      ["status", "by"],
      ["status", "by"],
    ]);
    expect(items).toEqual((await query.all()).slice(0, 2));
  });

  it.each(["select-in", "join", "subquery", "json"] as const)(
    "contains entities whose relations are loaded by %s",
    async strategy => {
      const query = open()
        .Customer.with(c => c.orders, { strategy })
        .select(c => ({ customer: c, size: c.name.length() }))
        .orderBy(c => c.name.lower().desc());
      const first = await query.page({ size: 2 });
      const rest = await query.page({ size: 9, after: first.next });
      const rows = [...first.items, ...rest.items];
      const shown = (all: typeof rows) =>
        all.map(({ customer, size }) => [customer.id, size, customer.orders.length]);
      expect(shown(rows)).toEqual(shown(await query.all()));
      expect(first.items.length).toBe(2);
      expect(rest.next).toBeNull();
    },
  );

  it("may select the row itself", async () => {
    const db = open();
    const { items } = await db.Tag.select(t => t)
      .orderBy(t => t.name.length())
      .page({ size: 1 });
    const [tag] = items;
    expect(tag).toBe(await db.Tag.get(tag?.id ?? 0));
  });

  it("rejects the cursor of an order by another joined row", async () => {
    const query = open()
      .Employee.join(open().Employee, (e, other) => e.manager_id.eq(other.id))
      .select((e, other) => ({ name: e.name, other: other.name }));
    const { next } = await query.orderBy(e => e.name).page({ size: 1 });
    const other = query.orderBy((_, manager) => manager.name);
    await expect(other.page({ size: 1, after: next })).rejects.toMatchObject({
      code: "invalid-cursor",
    });
  });
});

describe("rows without a unique order", () => {
  const { Product, from } = open();
  const names = Product.select(p => ({ name: p.name }));
  const groups = Product.groupBy(p => p.category).select(p => ({ of: p.category, n: count() }));

  it.each([
    ["a union", names.union(names), "unsupported", "limit()"],
    ["one row", Product.select(() => ({ n: count() })), "unsupported", "one()"],
    [
      "a window",
      Product.select(p => ({ n: rowNumber().over({ orderBy: p.price }) })),
      "unsupported",
      "limit()",
    ],
    ["distinct groups", groups.distinct(), "unsupported", "distinct()"],
    ["a table of a query", from(names).select(n => n.name), "no-primary-key", "distinct()"],
    ["a limit", names.limit(3), "unsupported", "size of the page"],
    [
      "distinct rows in the order of two other values",
      names.distinct().orderBy(
        p => p.price.asc().nullsLast(),
        p => p.id,
      ),
      "not-selected",
      "Select it too",
    ],
  ] as const)("have no pages: %s", async (_, query, code, hint) => {
    const page: Promise<unknown> = query.page({ size: 2 });
    await expect(page).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) });
  });

  it("have pages once they are distinct", async () => {
    const query = from(names.unionAll(names))
      .select(n => n.name)
      .distinct()
      .orderBy(n => n.name);
    const first = await query.page({ size: 3 });
    const rest = await query.page({ size: 50, after: first.next });
    expect([...first.items, ...rest.items]).toEqual(await query.all());
  });
});
