/** Pages of any order: one after the other they give every row once, in the order of the whole. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Driver } from "../../drivers/index.ts";
import { everyServer } from "../../testing/every-server.ts";
import { openDatabase as openEmpty } from "../../testing/open-database.ts";
import {
  type ItemRow,
  type OrderBody,
  type PagesDatabase,
  pagesDocument,
  pagesTables,
  randomItems,
  randomOrder,
  randomSteadyOrder,
  shelves,
} from "../../testing/random-pages.ts";
import { openDatabase } from "../database.ts";

const randomSizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

const open = (driver: Driver): PagesDatabase =>
  openDatabase<PagesDatabase>({ document: pagesDocument, driver }).db;

type NewItem = Omit<ItemRow, "id">;
type Order = readonly OrderBody[];

/** A database with items, and queries for pages of them. */
class Items {
  readonly #driver: Driver;
  #count = 0;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  async fill(rows: readonly NewItem[]): Promise<void> {
    const db = open(this.#driver);
    await db.Item.delete();
    await db.Shelf.delete();
    await db.Shelf.insert(shelves);
    this.#count = 0;
    for (const row of rows) await this.insert(row);
  }

  async insert(row: NewItem): Promise<number> {
    this.#count += 1;
    // Keys come neither in order nor in reverse.
    const id = (this.#count * 7) % 31;
    await open(this.#driver).Item.insert({ ...row, id });
    return id;
  }

  query(order: Order) {
    return open(this.#driver).Item.orderBy(...order);
  }

  async all(order: Order): Promise<readonly number[]> {
    const items = await this.query([...order, i => i.id]).all();
    return items.map(({ id }) => id);
  }

  async forwards(order: Order, sizes: readonly number[]): Promise<readonly number[]> {
    const ids: number[] = [];
    let after: string | null = null;
    for (let count = 0; count === 0 || after !== null; count += 1) {
      const size = sizes[count % sizes.length] ?? 1;
      const page = await this.query(order).page({ size, after });
      expect(page.previous === null).toBe(count === 0);
      expect(page.items.length).toBeLessThanOrEqual(size);
      ids.push(...page.items.map(({ id }) => id));
      expect(ids.length).toBeLessThanOrEqual(this.#count);
      after = page.next;
    }
    return ids;
  }

  async backwards(order: Order, sizes: readonly number[]): Promise<readonly number[]> {
    const ids: number[] = [];
    let before: string | null = null;
    for (let count = 0; count === 0 || before !== null; count += 1) {
      const size = sizes[count % sizes.length] ?? 1;
      const page = await this.query(order).page({ size, before });
      expect(page.next === null).toBe(count === 0);
      ids.unshift(...page.items.map(({ id }) => id));
      expect(ids.length).toBeLessThanOrEqual(this.#count);
      before = page.previous;
    }
    return ids;
  }

  /** Walks forwards while rows are inserted; also those of them that came before the place of the walk. */
  async whileInserting(order: Order, size: number, rows: readonly NewItem[]) {
    const ids: number[] = [];
    const missed = new Set<number>();
    const rest = [...rows];
    let after: string | null = null;
    do {
      const page = await this.query(order).page({ size, after });
      ids.push(...page.items.map(({ id }) => id));
      expect(ids.length).toBeLessThanOrEqual(this.#count);
      after = page.next;
      const row = after === null ? undefined : rest.shift();
      if (!row) continue;
      const id = await this.insert(row);
      const all = await this.all(order);
      if (all.indexOf(id) < all.indexOf(ids.at(-1) ?? -1)) missed.add(id);
    } while (after !== null);
    return { ids, missed };
  }
}

const holds = async (driver: Driver, numRuns: number): Promise<void> => {
  const items = new Items(driver);
  await fc.assert(
    fc.asyncProperty(
      randomItems,
      randomOrder,
      randomSteadyOrder,
      randomSizes,
      randomItems,
      async (rows, order, steady, sizes, later) => {
        await items.fill(rows);
        const expected = await items.all(order);
        expect(await items.forwards(order, sizes)).toEqual(expected);
        expect(await items.backwards(order, sizes)).toEqual(expected);
        const { ids, missed } = await items.whileInserting(steady, sizes[0] ?? 1, later);
        expect(ids).toEqual((await items.all(steady)).filter(id => !missed.has(id)));
      },
    ),
    { numRuns },
  );
};

it("returns every row once by pages of random sizes, forwards, backwards, and during insertions", async () => {
  const driver = openEmpty();
  for (const statement of pagesTables("sqlite")) driver.query(statement);
  await holds(driver, 300);
}, 120_000);

it.each(everyServer)(
  "holds on $where, which sorts nulls and texts differently",
  async ({ open: openServer }) => {
    const driver = await openServer();
    await driver.renew(pagesTables(driver.dialect.name));
    await holds(driver, 60);
    await driver.close();
  },
  120_000,
);
