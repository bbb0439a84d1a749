import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compileStatement,
  fingerprintOf,
  isQuery,
  type PlainQuery,
  plainQuery,
  type QueryState,
  queryFromPlain,
  STATE,
} from "../query/index.ts";
import { dialects, print, UnsupportedSql } from "../sql/index.ts";
import { writerConditions } from "../testing/random-conditions.ts";
import { openShop, shopDocument } from "../testing/shop/open-shop.ts";
import { shopStates } from "../testing/shop/query-states.ts";
import { type Database, openLibrary, randomLibrary, writersDocument } from "../testing/writers.ts";
import { openDatabase } from "./database.ts";
import { openSession } from "./open-session.ts";

const { entities, rows } = await shopStates();

/** Through another thread. */
const cloned = (state: QueryState): QueryState =>
  queryFromPlain(structuredClone(plainQuery(state)), shopDocument);

const hasOnlyJson = ({ rows: all, commonTables, query }: PlainQuery): boolean => {
  const isJson = (value: unknown): boolean => {
    if (typeof value === "bigint" || value instanceof Uint8Array) return false;
    if (typeof value === "number") return Number.isFinite(value);
    if (typeof value !== "object" || value === null) return true;
    return Object.values(value).every(isJson);
  };
  return [all, commonTables, query].every(isJson);
};

const textsOf = (state: QueryState) =>
  dialects.flatMap(dialect => {
    try {
      const { text, parameters, spans } = print(compileStatement(state), dialect);
      return [{ text, parameters, spans }];
    } catch (thrown) {
      if (thrown instanceof UnsupportedSql) return [];
      throw thrown;
    }
  });

const stateOf = (query: unknown): QueryState => {
  if (isQuery(query)) return query[STATE];
  throw new Error("expected a query");
};

describe("a plain query", () => {
  const states = [...entities, ...rows];

  it("compiles to the same statement after a structured clone", () => {
    for (const state of states) {
      const copy = cloned(state);
      expect(textsOf(copy)).toEqual(textsOf(state));
      expect(fingerprintOf(copy).words).toEqual(fingerprintOf(state).words);
    }
    expect(states.length).toBeGreaterThan(300);
  });

  it("compiles to the same statement after JSON, if JSON can represent its values", () => {
    const plain = states.map(state => ({ state, plain: plainQuery(state) }));
    const stored = plain.filter(each => hasOnlyJson(each.plain));
    for (const { state, plain: query } of stored) {
      const copy = queryFromPlain(JSON.parse(JSON.stringify(query)), shopDocument);
      expect(textsOf(copy)).toEqual(textsOf(state));
    }
    expect(stored.length).toBeGreaterThan(300);
  });

  it("is the same after it is read and written again", () => {
    for (const state of states) expect(plainQuery(cloned(state))).toEqual(plainQuery(state));
  });

  it("returns the same rows", async () => {
    const session = () => openSession({ document: shopDocument, driver: openShop() }).queries;
    for (const state of rows) {
      expect(await session().rows(cloned(state))).toEqual(await session().rows(state));
    }
    for (const state of entities) {
      const entities = await session().entities(cloned(state));
      expect(entities).toEqual(await session().entities(state));
    }
  });

  it("returns the same rows for random conditions", async () => {
    await fc.assert(
      fc.asyncProperty(randomLibrary, writerConditions, async (library, { build, shown }) => {
        const driver = openLibrary(library);
        const options = { document: writersDocument, driver };
        const { db } = openDatabase<Database>(options);
        const { queries } = openSession(options);
        const query = db.Writer.where(build)
          .orderBy(writer => writer.id)
          .select(writer => writer.id);
        const state = stateOf(query);
        const copy = queryFromPlain(structuredClone(plainQuery(state)), writersDocument);
        expect(textsOf(copy), shown).toEqual(textsOf(state));
        expect(await queries.rows(copy), shown).toEqual(await queries.rows(state));
        driver.close();
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
