/** The query suite: on SQLite what it means, on every server the same rows. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Driver, SqlRow } from "../drivers/index.ts";
import { everyMysql } from "../testing/every-mysql.ts";
import { everyServer } from "../testing/every-server.ts";
import { differenceOf } from "../testing/mysql-differences.ts";
import { comparable, valuesOf } from "../testing/rows.ts";
import type { ServerDriver } from "../testing/server-driver.ts";
import {
  type Customer,
  customerConditions,
  type Product,
  productConditions,
} from "../testing/shop/conditions.ts";
import { joins } from "../testing/shop/joins.ts";
import { moments } from "../testing/shop/moments.ts";
import { nesting } from "../testing/shop/nesting.ts";
import { numbers } from "../testing/shop/numbers.ts";
import { openShop, shopDocument, shopScript } from "../testing/shop/open-shop.ts";
import { references } from "../testing/shop/references.ts";
import { selections } from "../testing/shop/selections.ts";
import type { Database } from "../testing/shop/shop-entities.ts";
import type { NamedQuery, Suite } from "../testing/shop/suite.ts";
import { wholeRows } from "../testing/shop/whole-rows.ts";
import { windows } from "../testing/shop/windows.ts";
import { writes } from "../testing/shop/writes.ts";
import { openDatabase } from "./database.ts";

/** A server's shop is asked within a transaction, so that the next query finds it as it was. */
const onDriver = (driver: Driver): Database => {
  const insideTransaction = driver.dialect.name !== "sqlite";
  return openDatabase<Database>({ document: shopDocument, driver, insideTransaction }).db;
};

const onSqlite = (): Database => onDriver(openShop());

/** Conditions as queries for the keys of the rows that meet them. */
const conditions: Suite = Object.fromEntries([
  ...Object.entries(customerConditions).map(([name, { condition }]) => [
    name,
    {
      run: (db: Database) =>
        db.Customer.where(c => condition(c, db))
          .select(c => c.id)
          .all(),
    },
  ]),
  ...Object.entries(productConditions).map(([name, { condition }]) => [
    name,
    {
      run: (db: Database) =>
        db.Product.where(p => condition(p, db))
          .select(p => p.id)
          .all(),
    },
  ]),
]);

const suite = Object.entries({
  ...conditions,
  ...selections,
  ...joins,
  ...numbers,
  ...moments,
  ...windows,
  ...nesting,
  ...references,
  ...wholeRows,
  ...writes,
});

const answer = async (driver: Driver, { run, then }: NamedQuery): Promise<readonly SqlRow[]> => {
  const given = await run(onDriver(driver));
  const found = then ? await then(onDriver(driver)) : given;
  return valuesOf(Array.isArray(found) ? found : [found]);
};

const idsOf = (rows: readonly { readonly id: number }[]): readonly number[] =>
  rows.map(row => row.id);

describe("the query suite", () => {
  it("is large, and no name is taken twice", () => {
    const parts = [
      customerConditions,
      productConditions,
      selections,
      joins,
      numbers,
      moments,
      windows,
      nesting,
      references,
      wholeRows,
      writes,
    ];
    const size = parts.reduce((sum, part) => sum + Object.keys(part).length, 0);
    expect(suite.length).toBe(size);
    expect(size).toBeGreaterThanOrEqual(150);
  });

  it.each(Object.entries(customerConditions))("%s: means what it says", async (_, each) => {
    const db = onSqlite();
    const rows = (await db.Customer.all()) as readonly Customer[];
    const found = await db.Customer.where(c => each.condition(c, db)).all();
    expect(idsOf(found)).toEqual(idsOf(rows.filter(each.means)));
  });

  it.each(Object.entries(productConditions))("%s: means what it says", async (_, each) => {
    const db = onSqlite();
    const rows = (await db.Product.all()) as readonly Product[];
    const found = await db.Product.where(p => each.condition(p, db)).all();
    expect(idsOf(found)).toEqual(idsOf(rows.filter(each.means)));
  });

  it.each(suite.flatMap(([name, query]) => (query.means ? [[name, query] as const] : [])))(
    "%s: says what one would say by hand",
    async (_, query) => {
      const rows = comparable(await answer(openShop(), query), query.ordered);
      expect(rows).toEqual(comparable(openShop().query(query.means ?? "").rows, query.ordered));
    },
  );

  describe.each(everyServer)("on $where", ({ open, make }) => {
    let server: ServerDriver;

    beforeAll(async () => {
      server = await open();
      await server.run(shopScript(server.dialect.name));
    }, 60_000);
    afterAll(() => server?.close());

    it.each(suite)("%s", async (name, query) => {
      const difference = differenceOf(name, make);
      await server.run("BEGIN");
      try {
        if (difference && "refused" in difference) {
          await expect(answer(server, query)).rejects.toMatchObject({ code: "unsupported" });
          return;
        }
        const rows = comparable(await answer(server, query), query.ordered);
        const expected = difference
          ? openShop().query(difference.sql).rows
          : await answer(openShop(), query);
        expect(rows).toEqual(comparable(expected, query.ordered));
      } finally {
        await server.run("ROLLBACK");
      }
    });
  });

  // Its own way, unless it is told otherwise: it takes nothing of a row that its group does not decide.
  describe.each(everyMysql)("with ONLY_FULL_GROUP_BY on $where", ({ open }) => {
    let server: ServerDriver;

    beforeAll(async () => {
      server = await open();
      await server.run(shopScript("mysql"));
      await server.run("SET sql_mode = concat(@@sql_mode, ',ONLY_FULL_GROUP_BY')");
    }, 60_000);
    afterAll(() => server?.close());

    const groups = Object.entries(numbers).filter(([name]) => name.includes("groups of"));

    it.each(groups)("%s", async (_, query) => {
      const rows = comparable(await answer(server, query), query.ordered);
      expect(rows).toEqual(comparable(await answer(openShop(), query), query.ordered));
    });
  });
});
