/** Values from other programs get the form that queries look for. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../base/index.ts";
import {
  applyDiff,
  Change,
  type ColumnType,
  columnNamed,
  parseColumnType,
  randomIds,
  tableNamed,
  tableViews,
  updateColumn,
} from "../schema/index.ts";
import { documentOf } from "../testing/blog.ts";
import { openDatabase } from "../testing/open-database.ts";
import { absorb } from "./absorb.ts";
import { materialize } from "./materialize.ts";

/** Stores values of any type in a column without a type, as if they came from another program. */
const built = (type: string, values: readonly string[]) => {
  const document = documentOf({ t: [`v ${type}`] });
  const source = openDatabase();
  source.query("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
  for (const value of values) source.query(`INSERT INTO t (v) VALUES (${value})`);
  const store = openDatabase();
  absorb(document, source, store);
  const database = openDatabase();
  const { diagnostics } = materialize(document, store, database);
  const rows = database.query("SELECT v FROM t ORDER BY id").rows.map(([value]) => value);
  for (const opened of [source, database]) opened.close();
  return { document, store, rows, messages: diagnostics.map(({ message }) => message) };
};

const DAY = "2024-02-29";

describe("a value of another form", () => {
  it.each<readonly [string, string, unknown]>([
    ["uuid", "'{7D444840-9DC0-11D1-B245-5FFDCE74FAD2}'", "7d4448409dc011d1b2455ffdce74fad2"],
    ["uuid", "'urn:uuid:7d444840-9dc0-11d1-b245-5ffdce74fad2'", "7d4448409dc011d1b2455ffdce74fad2"],
    ["datetime", `'${DAY}T23:30:00-01:00'`, "2024-03-01 00:30:00"],
    ["datetime", `'${DAY} 23:30:00.500 +0530'`, "2024-02-29 18:00:00.5"],
    ["datetime", `'${DAY}T08:15Z'`, "2024-02-29 08:15:00"],
    ["datetime", `'${DAY}'`, "2024-02-29 00:00:00"],
    ["datetime", "1709164800", "2024-02-29 00:00:00"],
    ["datetime", "1709164800250", "2024-02-29 00:00:00.25"],
    ["datetime", "-157766400", "1965-01-01 00:00:00"],
    ["datetime", `'${DAY} 08:15:00.5 +0000 UTC'`, "2024-02-29 08:15:00.5"],
    ["timestamptz", `'${DAY} 08:15:00+02'`, "2024-02-29 06:15:00"],
    ["date", `'${DAY} 00:00:00.000 +00:00'`, DAY],
    ["date", "1709164800000", DAY],
    ["time", "'08:15'", "08:15:00"],
    ["time", "'08:15:30.250000'", "08:15:30.25"],
    ["time", "'1900-01-01T08:15:00'", "08:15:00"],
    ["boolean", "'TRUE'", 1],
    ["boolean", "'n'", 0],
    ["boolean", "1.0", 1],
    ["integer", "'Yes'", 1],
    ["integer", "' 42 '", 42],
    ["bigint", "'9007199254740993'", 9007199254740993n],
    ["decimal(8,2)", "'12.50'", 12.5],
    ["text", "7", "7"],
  ])("of a %s is converted: %s", (type, value, expected) => {
    const { rows, messages } = built(type, [value]);
    expect(rows).toEqual([expected]);
    expect(messages).toEqual([]);
  });

  it.each<readonly [string, readonly string[], string]>([
    ["uuid", ["'7d44'", "x'7d444840'"], "a UUID"],
    [
      "datetime",
      ["'yesterday'", "''", "20240229", "'02/03/2024'", "1e15", "2460369.5"],
      "a date and time",
    ],
    ["date", [`'${DAY} 08:15:00'`, "'2023-02-29'"], "a date"],
    ["time", ["'8 h'", "'25:00:00'", "'08:15+05:00'", `'${DAY} 08:15:00'`], "a time"],
    ["boolean", ["2", "'maybe'", "x'01'"], "true or false"],
    ["integer", ["'12 cm'", "12.6", "''"], "a whole number"],
    ["decimal", ["'12,50'", "'n/a'"], "a number"],
    ["text", ["x'ff'"], "text"],
  ])("that cannot be read as a %s stays, and is counted", (type, values, label) => {
    const { rows, messages } = built(type, [...values, "NULL"]);
    const literals = openDatabase().query(`VALUES ${values.map(value => `(${value})`).join(", ")}`);
    expect(rows.slice(0, -1)).toEqual(literals.rows.map(([value]) => value));
    const count = values.length === 1 ? "1 value" : `${values.length} values`;
    expect(messages).toEqual([
      expect.stringContaining(`${count} of "t.v" cannot be read as ${label};`),
    ]);
  });
});

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** A moment with microseconds, written in one of the ways of other programs. */
const writing = fc.record({
  seconds: fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }),
  micros: fc.nat(999_999),
  separator: fc.constantFrom("T", " ", "t"),
  gap: fc.constantFrom("", " "),
  offset: fc.integer({ min: -840, max: 840 }).map(minutes => (minutes === 0 ? null : minutes)),
  colon: fc.constantFrom(":", ""),
});

it("moments in any way of writing have one form, which sorts by time", () => {
  fc.assert(
    fc.property(fc.array(writing, { minLength: 2, maxLength: 8 }), moments => {
      const texts = moments.map(({ seconds, micros, separator, gap, offset, colon }) => {
        const local = new Date((seconds + (offset ?? 0) * 60) * 1000).toISOString();
        const minutes = Math.abs(offset ?? 0);
        const sign = (offset ?? 0) < 0 ? "-" : "+";
        const zone =
          offset === null
            ? "Z"
            : `${sign}${twoDigits(Math.floor(minutes / 60))}${colon}${twoDigits(minutes % 60)}`;
        const fraction = String(micros).padStart(6, "0");
        return `'${local.slice(0, 10)}${separator}${local.slice(11, 19)}.${fraction}${gap}${zone}'`;
      });
      const { rows, messages, store } = built("datetime", texts);
      store.close();
      expect(messages).toEqual([]);
      const order = (values: readonly unknown[]) =>
        values
          .map((_, index) => index)
          .sort((a, b) => (String(values[a]) < String(values[b]) ? -1 : 1));
      const key = ({ seconds, micros }: (typeof moments)[number]) =>
        String(seconds + 3_000_000_000).padStart(12, "0") + String(micros).padStart(6, "0");
      const keys = moments.map(key);
      if (new Set(keys).size === keys.length) expect(order(rows)).toEqual(order(keys));
      for (const row of rows) expect(row).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d*[1-9])?$/);
    }),
    { numRuns: 60 },
  );
});

describe("a column that gets another type", () => {
  const retyped = (from: string, to: string, value: string) => {
    const { document, store } = built(from, [value]);
    const view = present(tableNamed(document, "t"), "t");
    const column = present(view.columns.find(({ name }) => name === "v")?.id, "v");
    const type: ColumnType = parseColumnType(to, document);
    const edit = updateColumn(document, { column, changes: { type } }).value;
    const database = openDatabase();
    materialize(applyDiff(document, edit), store, database);
    const changed = database.query("SELECT v FROM t").rows[0]?.[0];
    const again = openDatabase();
    materialize(document, store, again);
    return [changed, again.query("SELECT v FROM t").rows[0]?.[0]];
  };

  it.each([
    [
      "varchar(36)",
      "uuid",
      "'7D444840-9DC0-11D1-B245-5FFDCE74FAD2'",
      "7d4448409dc011d1b2455ffdce74fad2",
    ],
    ["text", "datetime", `'${DAY}T08:15:00Z'`, "2024-02-29 08:15:00"],
    ["text", "boolean", "'false'", 0],
  ])(
    "from %s to %s has its values in the new form, and the old ones after undo",
    (from, to, value, expected) => {
      expect(retyped(from, to, value)).toEqual([expected, value.slice(1, -1)]);
    },
  );
});

it("a foreign key of text follows the form of the key that it references", () => {
  const document = documentOf({ a: ["code uuid unique"], b: ["a_code varchar(36) -> a.code"] });
  const source = openDatabase();
  source.query("CREATE TABLE a (id INTEGER PRIMARY KEY, code TEXT)");
  source.query("CREATE TABLE b (id INTEGER PRIMARY KEY, a_code TEXT)");
  source.query("INSERT INTO a VALUES (1, '7D444840-9DC0-11D1-B245-5FFDCE74FAD2')");
  source.query("INSERT INTO b VALUES (1, '7D444840-9DC0-11D1-B245-5FFDCE74FAD2')");
  const store = openDatabase();
  absorb(document, source, store);
  const database = openDatabase();
  expect(materialize(document, store, database).diagnostics).toEqual([]);
  expect(database.query("SELECT count(*) FROM b JOIN a ON a.code = b.a_code").rows).toEqual([[1]]);
});

describe("a constraint that rejects converted values", () => {
  const build = (constraint: string) => {
    const plain = documentOf({ t: ["code uuid"] });
    const [view] = tableViews(plain);
    const table = present(view, "t").table.id;
    const code = present(columnNamed(present(view, "t"), "code"), "code").id;
    const newId = randomIds(Math.random);
    const change = new Change(plain);
    const key = { kind: "key", table, primary: false, name: null, columns: [code] } as const;
    if (constraint === "unique") change.put({ ...key, id: newId("key") });
    else
      change.put({ kind: "check", id: newId("check"), table, name: null, expression: constraint });
    const document = change.document;
    const source = openDatabase();
    source.query("CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT)");
    const [one, other] = [
      "7D444840-9DC0-11D1-B245-5FFDCE74FAD2",
      "7d4448409dc011d1b2455ffdce74fad2",
    ];
    source.query("INSERT INTO t (code) VALUES (?), (?)", [other, one]);
    const store = openDatabase();
    absorb(document, source, store);
    const database = openDatabase();
    const { diagnostics } = materialize(document, store, database);
    const rows = database.query("SELECT code FROM t ORDER BY id").rows.flat();
    return { rows, codes: diagnostics.map(({ code: found }) => found), original: [other, one] };
  };

  it.each([
    ["unique", "rows-unconverted"],
    ["code <> '7d4448409dc011d1b2455ffdce74fad2' OR id = 1", "values-unconverted"],
  ])("%s leaves them as they are, and reports it", (constraint, code) => {
    const { rows, codes, original } = build(constraint);
    expect(rows).toEqual(original);
    expect(codes).toEqual([code]);
  });

  it("rows that are refused, and rows that stay as they are, have their own reasons", () => {
    const { rows, messages } = built("date not null unique", [
      `'${DAY} 00:00:00'`,
      `'${DAY}T00:00:00Z'`,
      "NULL",
    ]);
    expect(rows).toEqual([DAY, `${DAY}T00:00:00Z`]);
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^1 row .* do not fit the design: .*NOT NULL/),
        expect.stringMatching(/^1 row .* in another form.*UNIQUE/),
      ]),
    );
  });

  it("a check leaves the columns that reference its column as they are, too", () => {
    const plain = documentOf({ a: ["code uuid unique"], b: ["a_code uuid -> a.code"] });
    const table = present(tableNamed(plain, "a"), "a").table.id;
    const check = { kind: "check", id: "check:1" as never, table, name: null } as const;
    const document = new Change(plain).put({ ...check, expression: "length(code) = 36" }).document;
    const source = openDatabase();
    const code = "7d444840-9dc0-11d1-b245-5ffdce74fad2";
    source.query("CREATE TABLE a (id INTEGER PRIMARY KEY, code TEXT)");
    source.query("CREATE TABLE b (id INTEGER PRIMARY KEY, a_code TEXT)");
    source.query("INSERT INTO a VALUES (1, ?)", [code]);
    source.query("INSERT INTO b VALUES (1, ?)", [code]);
    const store = openDatabase();
    absorb(document, source, store);
    const database = openDatabase();
    const { diagnostics } = materialize(document, store, database);
    expect(database.query("SELECT code, a_code FROM a, b").rows).toEqual([[code, code]]);
    expect(diagnostics.map(({ code: found }) => found)).toEqual([
      "values-unconverted",
      "values-unconverted",
    ]);
  });
});
