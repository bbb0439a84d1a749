/** Values at the limits of their columns, and enums next to texts: SQLite and PostgreSQL agree. */
import { describe, expect, it } from "vitest";
import { createScript } from "../ddl/index.ts";
import type { Driver } from "../drivers/index.ts";
import { type Api, queryFunctions } from "../query/index.ts";
import { draftDocument } from "../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../testing/open-database.ts";
import { openPostgres } from "../testing/open-postgres.ts";
import { openDatabase } from "./database.ts";

const { when, greatest, value } = queryFunctions(() => null);

const document = draftDocument({
  enums: { mood: ["calm", "loud"], tone: ["calm", "dark"] },
  tables: {
    sample: {
      columns: [
        "id integer primary key",
        "short varchar(3)?",
        "fixed char(2)?",
        "small smallint?",
        "whole integer?",
        "big bigint?",
        "price decimal(5,2)?",
        "mood mood?",
        "tone tone?",
        "word varchar(10)?",
      ],
    },
  },
});

type Row = Record<string, unknown>;
type Text = Api.TextExpression;
interface Path {
  readonly id: Api.NumberExpression;
  readonly small: Api.NumberExpression;
  readonly mood: Text;
  readonly tone: Text;
  readonly word: Text;
}
interface Types extends Api.EntityTypes {
  readonly entity: Row;
  readonly path: Path;
  readonly create: Row;
  readonly columns: Row;
  readonly key: number;
}
interface Database extends Api.DatabaseMethods {
  readonly Sample: Api.EntitySet<Types>;
}

const postgres = await openPostgres();
await postgres.renew(createScript(document, "postgres").value.map(({ text }) => text));

const openSample = (): Driver => {
  const driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  return driver;
};

const codeOf = async (body: () => PromiseLike<unknown>): Promise<string> => {
  try {
    await body();
    return "stored";
  } catch (thrown) {
    return String(Reflect.get(thrown as object, "code"));
  }
};

/** Whether PostgreSQL stores the value as it is. */
const isStored = async (column: string, value: unknown): Promise<boolean> => {
  const text = `INSERT INTO sample (${column}) VALUES ($1) RETURNING CAST(${column} AS text)`;
  try {
    const { rows } = await postgres.query(text, [value as string]);
    return typeof value !== "string" || String(rows[0]?.[0]).trimEnd() === value.trimEnd();
  } catch {
    return false;
  }
};

const VALUES: readonly (readonly [string, readonly unknown[]])[] = [
  ["short", ["", "abc", "abcd", "a😀b", "a😀bc", "   "]],
  ["fixed", ["", "a", "ab", "abc", "😀😀"]],
  ["small", [0, 32_767, 32_768, -32_768, -32_769, "32767", "32768", 70_000n, 1e300]],
  ["whole", [2_147_483_647, 2_147_483_648, -2_147_483_648, -2_147_483_649n, "9999999999"]],
  ["big", [2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), "9223372036854775807", "9223372036854775808"]],
  ["price", [0, 999.99, 1000, -999.99, -1000, "999.99", "1000", 999]],
  ["mood", ["calm", "loud", "dark", "", "Calm"]],
];

describe("a value that its column cannot hold", () => {
  it.each(VALUES)(
    "is rejected where PostgreSQL rejects or changes it: %s",
    async (column, values) => {
      for (const value of values) {
        const { db } = openDatabase<Database>({ document, driver: openSample() });
        const stored = await isStored(column, value);
        const expected = [value, stored ? "stored" : "type-mismatch"];
        expect([value, await codeOf(() => db.Sample.insert({ [column]: value }))]).toEqual(
          expected,
        );
        const assigned = () => db.Sample.update({ [column]: value });
        expect([value, await codeOf(assigned)]).toEqual(expected);
        const given = { id: 900, [column]: value };
        expect([value, await codeOf(() => db.Sample.upsert(given))]).toEqual(expected);
        db.Sample.create({ [column]: value });
        expect([value, await codeOf(() => db.save())]).toEqual(expected);
        db.discard();
        const entity = db.Sample.create({ word: "x" });
        await db.save();
        entity[column] = value;
        expect([value, await codeOf(() => db.save())]).toEqual(expected);
      }
    },
  );

  it("is reported with the column, its limit and what to do", async () => {
    const { db } = openDatabase<Database>({ document, driver: openSample() });
    await expect(async () => db.Sample.insert({ short: "abcd" })).rejects.toMatchObject({
      message: "A text of 4 characters does not fit short, a varchar(3).",
    });
    await expect(async () => db.Sample.insert({ small: 40_000 })).rejects.toMatchObject({
      message: "40000 does not fit small, an integer of 16 bits.",
    });
    await expect(async () => db.Sample.where({ mood: "dark" }).all()).rejects.toMatchObject({
      code: "type-mismatch",
      hint: 'Use one of "calm", "loud", or cast the column to text.',
    });
  });
});

const ROWS = [
  { id: 1, small: 5, mood: "calm", tone: "calm", word: "calm" },
  { id: 2, small: 6, mood: "loud", tone: "dark", word: "noise" },
  { id: 3, small: null, mood: null, tone: null, word: null },
];

describe.each(["sqlite", "postgres"] as const)("on %s", name => {
  const open = async () => {
    const driver = name === "sqlite" ? openSample() : postgres;
    await driver.query("DELETE FROM sample", []);
    const { db } = openDatabase<Database>({ document, driver });
    await db.Sample.insert(ROWS);
    return db;
  };
  const select = async (body: (s: Path) => Api.Expression<unknown>) => {
    const db = await open();
    return db.Sample.orderBy(s => s.id)
      .select(body as (s: Path) => Text)
      .all();
  };
  const ids = async (body: (s: Path) => Api.Condition) => {
    const db = await open();
    return db.Sample.where(body)
      .orderBy(s => s.id)
      .select(s => s.id)
      .all();
  };

  it("enums are combined with texts and with other enums", async () => {
    expect(await select(s => s.mood.coalesce("none"))).toEqual(["calm", "loud", "none"]);
    expect(await select(s => s.mood.coalesce(value("none")))).toEqual(["calm", "loud", "none"]);
    expect(await select(s => s.mood.coalesce("calm"))).toEqual(["calm", "loud", "calm"]);
    expect(await select(s => s.mood.coalesce(s.word))).toEqual(["calm", "loud", null]);
    expect(await select(s => s.word.coalesce(s.mood))).toEqual(["calm", "noise", null]);
    expect(await select(s => s.mood.nullIf(s.tone))).toEqual([null, "loud", null]);
    expect(await select(s => greatest(s.mood, s.word))).toEqual(["calm", "noise", null]);
    const cases = [
      await select(s => when(s.id.eq(1), s.mood).otherwise("off")),
      await select(s => when(s.id.eq(1), "off").otherwise(s.mood)),
      await select(s => when(s.id.eq(1), s.tone).when(s.id.eq(2), s.mood).otherwise(s.word)),
      await select(s => when(s.id.eq(1), s.mood).otherwise("loud")),
    ];
    expect(cases).toEqual([
      ["calm", "off", "off"],
      ["off", "loud", null],
      ["calm", "loud", null],
      ["calm", "loud", "loud"],
    ]);
  });

  it("enums are compared with texts and with other enums", async () => {
    expect(await ids(s => s.mood.eq(s.word))).toEqual([1]);
    expect(await ids(s => s.word.eq(s.mood))).toEqual([1]);
    expect(await ids(s => s.mood.ne(s.tone))).toEqual([2]);
    expect(await ids(s => s.mood.in([s.word as never, "loud"]))).toEqual([1, 2]);
    expect(await ids(s => s.mood.in(["loud"]))).toEqual([2]);
    expect(await ids(s => s.mood.eq(value("dark")))).toEqual([]);
    const db = await open();
    const moods = db.Sample.where(s => s.mood.isNotNull()).select(s => s.mood);
    const words = db.Sample.where(s => s.word.isNotNull()).select(s => s.word);
    expect(await ids(s => s.word.in(moods))).toEqual([1]);
    expect(await ids(s => s.mood.in(words))).toEqual([1]);
    const union = await moods.union(words).all();
    expect([...union].sort()).toEqual(["calm", "loud", "noise"]);
    const objects = db.Sample.select(s => ({ id: s.id, text: s.tone }))
      .unionAll(db.Sample.select(s => ({ id: s.id, text: s.mood })))
      .unionAll(db.Sample.select(s => ({ id: s.id, text: s.word })));
    const found = await objects.orderBy(r => r.id).all();
    expect(found.map(({ text }) => text).sort()).toEqual(
      ["calm", "calm", "calm", "dark", "loud", "noise", null, null, null].sort(),
    );
  });

  it("an integer is compared with numbers beyond its width", async () => {
    expect(await ids(s => s.small.lt(40_000))).toEqual([1, 2]);
    expect(await ids(s => s.small.in([5, 40_000]))).toEqual([1]);
    expect(await ids(s => s.small.eq(9_000_000_000))).toEqual([]);
    expect(await ids(s => s.small.gt(-1e20))).toEqual([1, 2]);
  });
});
