/** The query suite: the expected rows on SQLite, and the same rows on every server. */
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
import { groups } from "../testing/shop/groups.ts";
import { joins } from "../testing/shop/joins.ts";
import { moments } from "../testing/shop/moments.ts";
import { nesting } from "../testing/shop/nesting.ts";
import { numbers } from "../testing/shop/numbers.ts";
import { openShop, shopDocument, shopScript } from "../testing/shop/open-shop.ts";
import { references } from "../testing/shop/references.ts";
import { relatedKeys } from "../testing/shop/related-keys.ts";
import { selections } from "../testing/shop/selections.ts";
import type { Database } from "../testing/shop/shop-entities.ts";
import type { NamedQuery, Suite } from "../testing/shop/suite.ts";
import { wholeRows } from "../testing/shop/whole-rows.ts";
import { windows } from "../testing/shop/windows.ts";
import { writes } from "../testing/shop/writes.ts";
import { openDatabase } from "./database.ts";

/** Queries on a server run within a transaction, whose rollback restores the rows for the next query. */
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
  ...groups,
  ...joins,
  ...numbers,
  ...moments,
  ...windows,
  ...nesting,
  ...references,
  ...relatedKeys,
  ...wholeRows,
  ...writes,
});

const resultRows = async (
  driver: Driver,
  { run, then }: NamedQuery,
): Promise<readonly SqlRow[]> => {
  const returned = await run(onDriver(driver));
  const result = then ? await then(onDriver(driver)) : returned;
  return valuesOf(Array.isArray(result) ? result : [result]);
};

const idsOf = (rows: readonly { readonly id: number }[]): readonly number[] =>
  rows.map(row => row.id);

describe("the query suite", () => {
  it("is large, and its names are unique", () => {
    const parts = [
      customerConditions,
      productConditions,
      selections,
      groups,
      joins,
      numbers,
      moments,
      windows,
      nesting,
      references,
      relatedKeys,
      wholeRows,
      writes,
    ];
    const size = parts.reduce((sum, part) => sum + Object.keys(part).length, 0);
    expect(suite.length).toBe(size);
    expect(size).toBeGreaterThanOrEqual(150);
  });

  it.each(Object.entries(customerConditions))("%s: returns the matching rows", async (_, each) => {
    const db = onSqlite();
    const rows = (await db.Customer.all()) as readonly Customer[];
    const matches = await db.Customer.where(c => each.condition(c, db)).all();
    expect(idsOf(matches)).toEqual(idsOf(rows.filter(each.means)));
  });

  it.each(Object.entries(productConditions))("%s: returns the matching rows", async (_, each) => {
    const db = onSqlite();
    const rows = (await db.Product.all()) as readonly Product[];
    const matches = await db.Product.where(p => each.condition(p, db)).all();
    expect(idsOf(matches)).toEqual(idsOf(rows.filter(each.means)));
  });

  it.each(suite.flatMap(([name, query]) => (query.means ? [[name, query] as const] : [])))(
    "%s: returns the rows of the equivalent SQL",
    async (_, query) => {
      const rows = comparable(await resultRows(openShop(), query), query.ordered);
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
          await expect(resultRows(server, query)).rejects.toMatchObject({ code: "unsupported" });
          return;
        }
        const rows = comparable(await resultRows(server, query), query.ordered);
        const expected = difference
          ? openShop().query(difference.sql).rows
          : await resultRows(openShop(), query);
        expect(rows).toEqual(comparable(expected, query.ordered));
      } finally {
        await server.run("ROLLBACK");
      }
    });
  });

  // In this mode, the default of MySQL, every selected column must depend on the group.
  describe.each(everyMysql)("with ONLY_FULL_GROUP_BY on $where", ({ open, make }) => {
    let server: ServerDriver;

    beforeAll(async () => {
      server = await open();
      await server.run(shopScript("mysql"));
      await server.run("SET sql_mode = concat(@@sql_mode, ',ONLY_FULL_GROUP_BY')");
    }, 60_000);
    afterAll(() => server?.close());

    const ofNumbers = Object.entries(numbers).filter(([name]) => name.includes("groups of"));

    // In this mode, MariaDB does not see that the columns of a row depend on its key.
    const ofRows = make === "mysql" ? Object.entries(groups) : [];

    it.each([...ofNumbers, ...ofRows])("%s", async (_, query) => {
      const rows = comparable(await resultRows(server, query), query.ordered);
      expect(rows).toEqual(comparable(await resultRows(openShop(), query), query.ordered));
    });
  });
});
