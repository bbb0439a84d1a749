/** A query found in the cache by its fingerprint has the same statement as a compiled one. */
import { describe, expect, it, vi } from "vitest";
import {
  compileStatement,
  fingerprintOf,
  type QueryState,
  queryFunctions,
  STATE,
} from "../../query/index.ts";
import { type Dialect, dialects, print, sqlite, UnsupportedSql } from "../../sql/index.ts";
import { customerConditions, productConditions } from "../../testing/shop/conditions.ts";
import { joins } from "../../testing/shop/joins.ts";
import { openShop, shopDocument } from "../../testing/shop/open-shop.ts";
import { selections } from "../../testing/shop/selections.ts";
import type { Database } from "../../testing/shop/shop-entities.ts";
import { wholeRows } from "../../testing/shop/whole-rows.ts";
import { windows } from "../../testing/shop/windows.ts";
import { openDatabase } from "../database.ts";
import { cachedQuery } from "./cached-query.ts";
import { Statements } from "./statements.ts";

/** Another value of the same kind; equal values stay equal. */
const another = (value: unknown): unknown => {
  if (typeof value === "string") return `${value}~`;
  return typeof value === "number" ? value + 1000 : value;
};

const isModel = (value: object): boolean =>
  "columnsByName" in value || "sourceColumns" in value || "nullable" in value || "entity" in value;

/** The same query with other values. */
const varied = <Part>(part: Part, key = ""): Part => {
  if (typeof part !== "object" || part === null || part instanceof Set || isModel(part))
    return part;
  if (Array.isArray(part)) return part.map(each => varied(each)) as Part;
  const own = Object.entries(part).map(([name, value]) => {
    const holdsValue = "kind" in part ? part.kind === "value" : key === "limit" || key === "offset";
    return [name, name === "value" && holdsValue ? another(value) : varied(value, name)];
  });
  return Object.fromEntries(own);
};

const db = () => openDatabase<Database>({ document: shopDocument, driver: openShop() }).db;

/** The queries of the suite that return values. */
const suiteStates = async (): Promise<readonly QueryState[]> => {
  const read = vi.spyOn(Statements.prototype, "visitQuery");
  for (const { run } of Object.values({ ...selections, ...joins, ...windows, ...wholeRows }))
    await run(db());
  for (const { condition } of Object.values(customerConditions)) {
    const own = db();
    await own.Customer.where(c => condition(c, own))
      .select(c => c.id)
      .all();
  }
  for (const { condition } of Object.values(productConditions)) {
    const own = db();
    await own.Product.where(p => condition(p, own))
      .select(p => p.id)
      .all();
  }
  const rows = read.mock.calls.filter(([{ purpose }]) => purpose === "rows");
  const states = rows.map(([{ state }]) => state);
  read.mockRestore();
  return states;
};

const stateOf = (query: unknown): QueryState => (query as { [STATE]: QueryState })[STATE];

const { and } = queryFunctions(() => null) as unknown as {
  and: (...conditions: unknown[]) => never;
};

const states = await suiteStates();

/** The text and parameters that the cache returns for a query. */
const known = (state: QueryState, dialect: Dialect) => {
  const compile = () => ({ statement: compileStatement(state), reader: null });
  const { text, parameters } = cachedQuery({ state, purpose: "rows", compile }, dialect);
  return { text, parameters };
};

/** Not every dialect supports every query. */
const isSupported = (state: QueryState, dialect: Dialect): boolean => {
  try {
    print(compileStatement(state), dialect);
    return true;
  } catch (thrown) {
    if (thrown instanceof UnsupportedSql) return false;
    throw thrown;
  }
};

describe("a query of a known shape", () => {
  it.each(dialects)("has the text of its shape and its own values, in $label", dialect => {
    const supported = states.filter(state => isSupported(state, dialect));
    for (const state of supported) {
      const other = varied(state);
      known(state, dialect);
      expect(fingerprintOf(other).words).toEqual(fingerprintOf(state).words);
      const { text, parameters } = print(compileStatement(other), dialect);
      expect(known(other, dialect)).toEqual({ text, parameters });
    }
    expect(supported.length).toBeGreaterThan(170);
  });

  it("is compiled once", () => {
    const own = db();
    const compile = vi.fn((state: QueryState) => ({
      statement: compileStatement(state),
      reader: {},
    }));
    const find = (least: number) => {
      const state = stateOf(own.Product.where(p => p.price.gt(least)).offset(7));
      return cachedQuery({ state, purpose: "entities", compile: () => compile(state) }, sqlite);
    };
    expect(find(1).reader).toBe(find(2).reader);
    expect(compile).toHaveBeenCalledTimes(1);
  });

  it("distinguishes fingerprints by repeated references", () => {
    const own = db();
    const words = (first: number, second: number) =>
      fingerprintOf(stateOf(own.Product.where(p => and(p.price.gt(first), p.price.lt(second)))))
        .words;
    expect(words(1, 2)).toEqual(words(3, 4));
    expect(words(1, 1)).toEqual(words(3, 3));
    expect(words(1, 2)).not.toEqual(words(1, 1));
    expect(words(1, 2)).not.toEqual(words(1, 2.5));
  });

  it("distinguishes repeated from different values, for any number of values", () => {
    const own = db();
    const words = (before: number, first: number, second: number) => {
      const others = Array.from({ length: before }, (_, index) => index + 100);
      const query = own.Product.where(p => p.id.notIn(others))
        .select(p => p.stock.times(first))
        .orderBy(p => p.stock.times(second));
      return fingerprintOf(stateOf(query)).words;
    };
    for (let before = 0; before < 40; before += 1) {
      expect(words(before, 3, 3), `${before}`).not.toEqual(words(before, 3, 5));
      expect(words(before, 3, 3), `${before}`).toEqual(words(before, 5, 5));
    }
  });

  it("takes equal bytes for two values, as the text of a query does", () => {
    const own = db();
    const of = (first: Uint8Array, second: Uint8Array) =>
      stateOf(
        own.Customer.select(c => ({ id: c.id, is: c.settings.eq(first) })).orderBy(c =>
          c.settings.eq(second),
        ),
      );
    const equal = of(Uint8Array.of(1), Uint8Array.of(1));
    const other = of(Uint8Array.of(1), Uint8Array.of(2));
    known(equal, sqlite);
    const { text, parameters } = print(compileStatement(other), sqlite);
    expect(known(other, sqlite)).toEqual({ text, parameters });
  });
});
