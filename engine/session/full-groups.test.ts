/** Groups where MySQL takes nothing of a row that its group does not decide, which is its own way unless told. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyMysql } from "../testing/every-mysql.ts";
import { comparable, valuesOf } from "../testing/rows.ts";
import type { ServerDriver } from "../testing/server-driver.ts";
import { numbers } from "../testing/shop/numbers.ts";
import { openShop, shopDocument, shopScript } from "../testing/shop/open-shop.ts";
import type { Database } from "../testing/shop/shop-entities.ts";
import { openDatabase } from "./database.ts";

const groups = Object.entries(numbers).filter(([name]) => name.includes("groups of"));

describe.each(everyMysql)("with ONLY_FULL_GROUP_BY on $where", ({ open }) => {
  let server: ServerDriver;
  beforeAll(async () => {
    server = await open();
    await server.run(shopScript("mysql"));
    await server.run("SET sql_mode = concat(@@sql_mode, ',ONLY_FULL_GROUP_BY')");
  }, 60_000);
  afterAll(() => server?.close());

  it.each(groups)("%s", async (_, { ask, ordered }) => {
    const [found, expected] = await Promise.all(
      [server, openShop()].map(async driver =>
        ask(openDatabase<Database>({ document: shopDocument, driver }).db),
      ),
    );
    const rowsOf = (given: unknown) => comparable(valuesOf(given as readonly unknown[]), ordered);
    expect(rowsOf(found)).toEqual(rowsOf(expected));
  });
});
