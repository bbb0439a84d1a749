/** Keys beyond 2^53, where two rows would have one key were they read as numbers. */
import { describe, expect, it } from "vitest";
import { createScript } from "../ddl/index.ts";
import type { Api } from "../query/index.ts";
import { documentOf } from "../testing/blog.ts";
import { openDatabase as openSqlite } from "../testing/open-database.ts";
import { openDatabase } from "./database.ts";

const document = documentOf({
  readings: ["id bigint pk", "value integer not null"],
  notes: ["reading_id bigint not null -> readings.id", "body text not null"],
});

const FIRST = 2n ** 53n;
const KEYS = [FIRST, FIRST + 1n, FIRST + 2n];

interface ReadingPath {
  readonly id: Api.NumberExpression;
  readonly value: Api.NumberExpression;
  readonly notes: Api.ManyPath<{ readonly body: Api.TextExpression }>;
}
interface Reading {
  readonly id: number | bigint;
  value: number;
  readonly notes: Api.Many<{ readonly body: string }>;
}
interface ReadingTypes extends Api.EntityTypes {
  readonly entity: Reading;
  readonly path: ReadingPath;
  readonly columns: { id: number | bigint; value: number };
  readonly key: number | bigint;
}
interface Database extends Api.DatabaseMethods {
  readonly Reading: Api.EntitySet<ReadingTypes>;
}

const open = () => {
  const driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  driver.query("INSERT INTO readings VALUES (?, 1), (?, 2), (?, 3)", KEYS);
  driver.query("INSERT INTO notes VALUES (1, ?, 'a'), (2, ?, 'b'), (3, ?, 'c')", KEYS);
  return { driver, db: openDatabase<Database>({ document, driver }).db };
};

describe("rows with keys beyond the safe integers", () => {
  it("are distinct entities, found by their keys", async () => {
    const { db } = open();
    expect((await db.Reading.all()).map(({ id }) => id)).toEqual(KEYS);
    expect(await db.Reading.get(FIRST + 1n)).toMatchObject({ value: 2 });
  });

  it("are saved, each to its own row", async () => {
    const { driver, db } = open();
    const second = await db.Reading.where({ value: 2 }).one();
    second.value = 20;
    await db.save();
    expect(driver.query("SELECT value FROM readings ORDER BY id").rows).toEqual([[1], [20], [3]]);
  });

  it("are paged by exact keys, and by expressions of them", async () => {
    const { db } = open();
    for (const key of [(r: ReadingPath) => r.id, (r: ReadingPath) => r.id.plus(1)]) {
      const values: number[] = [];
      let after: string | null = null;
      for (let pages = 0; pages < KEYS.length; pages += 1) {
        const page = await db.Reading.orderBy(key).page({ size: 1, after });
        values.push(...page.items.map(({ value }) => value));
        after = page.next;
      }
      expect([values, after]).toEqual([[1, 2, 3], null]);
    }
  });

  it.each(["select-in", "join", "subquery", "json"] as const)(
    "have separate relations, loaded by %s",
    async strategy => {
      const { db } = open();
      const readings = await db.Reading.with(r => r.notes, { strategy }).all();
      const bodies = readings.map(reading => [...reading.notes].map(note => note.body));
      expect(bodies).toEqual([["a"], ["b"], ["c"]]);
    },
  );
});
