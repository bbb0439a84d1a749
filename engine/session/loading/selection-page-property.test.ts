/** Pages of selections, joins, groups and distinct rows: one after the other they give every row once, in order. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Driver } from "../../drivers/index.ts";
import type { Api } from "../../query/index.ts";
import { everyServer } from "../../testing/every-server.ts";
import { openDatabase as openEmpty } from "../../testing/open-database.ts";
import {
  type ItemPath,
  ownExpressions,
  type PagesDatabase,
  pagesDocument,
  pagesTables,
  randomItems,
  randomKey,
  randomOrder,
  shelves,
} from "../../testing/random-pages.ts";
import { functions } from "../../testing/shop/suite.ts";
import { openDatabase } from "../database.ts";

const { count, max, min, sum } = functions;

type Rows = {
  page(request: Api.PageRequest): Promise<Api.Page<unknown>>;
  all(): Promise<unknown[]>;
};

/** A query for pages, and the same query in a complete order. */
type Paged = { readonly pages: Rows; readonly whole: Rows };
type RandomQuery = fc.Arbitrary<(db: PagesDatabase) => Paged>;
type Column = (item: ItemPath) => Api.Expression<unknown>;

const values: RandomQuery = fc.tuple(randomOrder, fc.boolean()).map(([order, hasKey]) => db => {
  const query = db.Item.orderBy(...order);
  const select = (items: typeof query): Rows =>
    hasKey
      ? items.select(i => ({ id: i.id, by: { shelf: i.shelf.name }, half: i.price.dividedBy(2) }))
      : items.select(i => ({ title: i.title, sort: i.rank, weight: i.weight, made: i.made }));
  return { pages: select(query), whole: select(query.orderBy(i => i.id)) };
});

const single: RandomQuery = fc
  .tuple(
    randomOrder,
    fc.constantFrom<Column>(
      i => i.title,
      i => i.id,
      i => i.title.lower(),
    ),
  )
  .map(([order, column]) => db => ({
    pages: db.Item.select(column).orderBy(...order),
    whole: db.Item.select(column).orderBy(...order, i => i.id),
  }));

const joined: RandomQuery = fc
  .tuple(fc.array(randomKey(ownExpressions), { maxLength: 2 }), fc.boolean())
  .map(([order, isLeft]) => db => {
    const rows = isLeft ? db.Shelf.leftJoin(s => s.items) : db.Shelf.join(s => s.items);
    const query = rows
      .select((s, i) => ({ shelf: s.name, title: i.title, price: i.price }))
      .orderBy(...order.map(key => (_: unknown, i: ItemPath) => key(i)));
    return {
      pages: query,
      whole: query.orderBy(
        s => s.id,
        (_, i) => i.id,
      ),
    };
  });

const groupColumns: readonly Column[] = [
  i => i.rank,
  i => i.sold,
  i => i.title,
  i => i.price,
  i => i.title.lower(),
  i => i.price.times(3),
  i => i.shelf.name,
];

const aggregates: readonly Column[] = [
  () => count(),
  i => sum(i.rank),
  i => max(i.price),
  i => min(i.weight),
  i => max(i.made),
  i => sum(i.price.times(2)),
];

const grouped: RandomQuery = fc
  .uniqueArray(fc.constantFrom(...groupColumns), { minLength: 1, maxLength: 2 })
  .chain(keys =>
    fc
      .tuple(fc.array(randomKey([...keys, ...aggregates]), { maxLength: 3 }), fc.boolean())
      .map(([order, isFiltered]) => (db: PagesDatabase): Paged => {
        const groups = db.Item.groupBy(...keys).select(i => ({ n: count(), most: max(i.price) }));
        const kept = isFiltered ? groups.having(i => max(i.price).gt(1)) : groups;
        return { pages: kept.orderBy(...order), whole: kept.orderBy(...order, ...keys) };
      }),
  );

const distinct: RandomQuery = fc
  .uniqueArray(fc.constantFrom(...groupColumns), { minLength: 1, maxLength: 2 })
  .chain(keys =>
    fc.array(randomKey(keys), { maxLength: 2 }).map(order => (db: PagesDatabase): Paged => {
      const select = (i: ItemPath) => Object.fromEntries(keys.map((key, at) => [`v${at}`, key(i)]));
      const query = db.Item.select(select)
        .distinct()
        .orderBy(...order);
      return { pages: query, whole: query.orderBy(...keys) };
    }),
  );

const randomQuery: RandomQuery = fc.oneof(values, single, joined, grouped, distinct);

const walk = async (
  { pages }: Paged,
  size: number,
  from: "after" | "before",
): Promise<readonly unknown[]> => {
  const rows: unknown[] = [];
  const [onwards, back] =
    from === "after" ? (["next", "previous"] as const) : (["previous", "next"] as const);
  let cursor: string | null = null;
  do {
    const page: Api.Page<unknown> = await pages.page({ size, [from]: cursor });
    expect(page[back] === null).toBe(cursor === null);
    expect(page.items.length).toBeLessThanOrEqual(size);
    if (from === "after") rows.push(...page.items);
    else rows.unshift(...page.items);
    expect(rows.length).toBeLessThanOrEqual(50);
    cursor = page[onwards];
  } while (cursor !== null);
  return rows;
};

const holds = async (driver: Driver, numRuns: number): Promise<void> => {
  const { db } = openDatabase<PagesDatabase>({ document: pagesDocument, driver });
  await db.Shelf.insert(shelves);
  const fill = async (rows: readonly object[]): Promise<void> => {
    await db.Item.delete();
    // Keys come neither in order nor in reverse.
    for (const [at, row] of rows.entries()) await db.Item.insert({ ...row, id: (at * 7) % 31 });
  };
  const property = fc.asyncProperty(
    randomItems,
    fc.array(randomQuery, { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1, max: 5 }),
    async (rows, queries, size) => {
      await fill(rows);
      for (const query of queries) {
        const paged = query(db);
        const expected = await paged.whole.all();
        expect(await walk(paged, size, "after")).toEqual(expected);
        expect(await walk(paged, size, "before")).toEqual(expected);
      }
    },
  );
  await fc.assert(property, { numRuns });
};

it("returns every row of a selection once, forwards and backwards", async () => {
  const driver = openEmpty();
  for (const statement of pagesTables("sqlite")) driver.query(statement);
  await holds(driver, 150);
}, 120_000);

it.each(everyServer)(
  "holds on $where, which sorts nulls and texts differently",
  async ({ open }) => {
    const driver = await open();
    await driver.renew(pagesTables(driver.dialect.name));
    await holds(driver, 40);
    await driver.close();
  },
  120_000,
);
