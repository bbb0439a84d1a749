/** The states of all queries in the suites over the shop. */
import { vi } from "vitest";
import { compileStatement, type QueryState } from "../../query/index.ts";
import { openDatabase, openSession } from "../../session/index.ts";
import type { Statement } from "../../sql/index.ts";
import { customerConditions, productConditions } from "./conditions.ts";
import { joins } from "./joins.ts";
import { moments } from "./moments.ts";
import { nesting } from "./nesting.ts";
import { numbers } from "./numbers.ts";
import { openShop, shopDocument } from "./open-shop.ts";
import { references } from "./references.ts";
import { selections } from "./selections.ts";
import type { Database } from "./shop-entities.ts";
import { wholeRows } from "./whole-rows.ts";
import { windows } from "./windows.ts";

const suites = [selections, joins, windows, wholeRows, references, nesting, numbers, moments];

const runAll = async (): Promise<void> => {
  const { db } = openDatabase<Database>({ document: shopDocument, driver: openShop() });
  for (const { run } of suites.flatMap(suite => Object.values(suite))) await run(db);
  for (const { condition } of Object.values(customerConditions)) {
    await db.Customer.where(c => condition(c, db)).all();
  }
  for (const { condition } of Object.values(productConditions)) {
    await db.Product.where(p => condition(p, db)).all();
  }
};

/** Queries for entities, and queries for values. */
export type ShopStates = {
  readonly entities: readonly QueryState[];
  readonly rows: readonly QueryState[];
};

/** Runs the suites and records the queries that reach the session. */
export const shopStates = async (): Promise<ShopStates> => {
  const { queries } = openSession({ document: shopDocument, driver: openShop() });
  const prototype: typeof queries = Object.getPrototypeOf(queries);
  const entities = vi.spyOn(prototype, "entities");
  const rows = vi.spyOn(prototype, "rows");
  await runAll();
  const states = {
    entities: entities.mock.calls.map(([state]) => state),
    rows: rows.mock.calls.map(([state]) => state),
  };
  entities.mockRestore();
  rows.mockRestore();
  return states;
};

/** The statements of the queries for values. */
export const shopStatements = async (): Promise<readonly Statement[]> =>
  (await shopStates()).rows.map(state => compileStatement(state));
