/** Texts are values: no text can become a part of the statement. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { Driver, SqlParameter } from "../drivers/index.ts";
import { dialects, mysql } from "../sql/index.ts";
import { everyServer } from "../testing/every-server.ts";
import {
  type Database,
  HARMLESS,
  hostileDocument,
  hostileTexts,
  openHostile,
} from "../testing/hostile.ts";
import { patterns } from "../testing/hostile-conditions.ts";
import type { Position } from "../testing/hostile-position.ts";
import { keyOfJson, positions, separator } from "../testing/hostile-positions.ts";
import { openDatabase } from "./database.ts";

type Run = Position["run"];

type Observed = {
  readonly texts: readonly string[];
  readonly parameters: readonly SqlParameter[];
  readonly value: unknown;
};

const seenOn = async (driver: Driver, run: Run, text: string): Promise<Observed> => {
  const texts: string[] = [];
  const parameters: SqlParameter[] = [];
  const { db } = openDatabase<Database>({
    document: hostileDocument,
    driver,
    onStatement: ({ printed }) => {
      texts.push(printed.text);
      parameters.push(...printed.parameters);
    },
  });
  return { value: await run(db, text), texts, parameters };
};

/** Runs a query on a new database that contains the text. */
const seen = async (run: Run, text: string, stored = text): Promise<Observed> => {
  const driver = openHostile(stored);
  try {
    return await seenOn(driver, run, text);
  } finally {
    driver.close();
  }
};

/** An empty database of a dialect, for tests of the printed statements. */
const emptyDriver = (dialect: Driver["dialect"]): Driver => ({
  dialect,
  embedded: false,
  query: () => ({ columns: ["id", "body", "data", "parent_id"], rows: [], changes: 0 }),
});

const corpus = Object.entries(hostileTexts);

describe.each(Object.entries(positions))("%s", (_, { run, finds, sends = text => text }) => {
  it("treats every text as a value, and finds it", async () => {
    const harmless = await seen(run, HARMLESS);
    expect(harmless.value).toEqual(finds(HARMLESS));
    for (const [name, text] of corpus) {
      const hostile = await seen(run, text);
      expect(hostile.value, name).toEqual(finds(text));
      expect(hostile.texts, name).toEqual(harmless.texts);
      expect(hostile.parameters, name).toContain(sends(text));
    }
  });

  it("prints the same statement for every text, in every dialect", async () => {
    for (const dialect of dialects) {
      const harmless = await seenOn(emptyDriver(dialect), run, HARMLESS);
      for (const text of Object.values(hostileTexts)) {
        const hostile = await seenOn(emptyDriver(dialect), run, text);
        expect(hostile.texts).toEqual(harmless.texts);
        expect(hostile.parameters).toContain(sends(text));
      }
    }
  });
});

describe("a key of JSON", () => {
  it.each(corpus)("is found when it is %s", async (_, text) => {
    const harmless = await seen(keyOfJson.text, HARMLESS);
    const hostile = await seen(keyOfJson.text, text);
    expect(hostile.texts).toEqual(harmless.texts);
    expect(hostile.value).toEqual([text, null, null, null]);
    expect((await seen(keyOfJson.has, text)).value).toEqual([1]);
  });

  it.each(everyServer)(
    "is found by $where for every text",
    async ({ open }) => {
      const database = await open();
      onTestFinished(() => database.close());
      const postgres = database.dialect.name === "postgres";
      const type = postgres ? "jsonb" : "json";
      await database.run(`CREATE TABLE notes (id integer, body text, data ${type})`);
      await database.query(`INSERT INTO notes VALUES (1, NULL, ${postgres ? "$1" : "?"})`, [
        JSON.stringify(Object.fromEntries(corpus.map(([name, text]) => [text, name]))),
      ]);
      for (const [name, text] of corpus) {
        const { value } = await seenOn(database, keyOfJson.text, text);
        expect(value, name).toEqual([name]);
      }
    },
    60_000,
  );
});

describe("the separator of a list of texts", () => {
  it.each(corpus)("separates the texts when it is %s", async (_, text) => {
    expect((await seen(separator, text, "b")).value).toEqual([`plain${text}xby`]);
  });

  it("is quoted for MySQL, which accepts no parameter there", async () => {
    const literal = /SEPARATOR '((?:[^'\\]|''|\\\\)*)'\)/;
    for (const text of Object.values(hostileTexts)) {
      const { texts } = await seenOn(emptyDriver(mysql), separator, text);
      const [, quoted = ""] = literal.exec(texts.join("")) ?? [];
      expect(quoted.replaceAll("''", "'").replaceAll("\\\\", "\\")).toBe(text);
    }
  });
});

describe("a zero character", () => {
  const text = "a\0'b";

  it.each(Object.entries(positions).filter(([name]) => !(name in patterns)))(
    "is treated like other characters: %s",
    async (_, { run, finds, sends = input => input }) => {
      const { value, parameters } = await seen(run, text);
      expect(value).toEqual(finds(text));
      expect(parameters).toContain(sends(text));
    },
  );

  it.each(Object.entries(patterns))(
    "is rejected in a pattern, which it would end: %s",
    async (_, { run }) => {
      await expect(seen(run, text)).rejects.toMatchObject({ code: "invalid-value" });
    },
  );
});

it("stores half a surrogate pair, which UTF-8 cannot encode, as the replacement character", async () => {
  const { value } = await seen(
    async (db, text) => {
      await db.Label.insert({ code: text });
      return db.Label.select(label => label.code).all();
    },
    "\ud800'",
    "b",
  );
  expect(value).toEqual(["b", "\ufffd'"]);
});
