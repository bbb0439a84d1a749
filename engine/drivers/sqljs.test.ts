/** Values of any size are read as they were written, also if the memory of SQLite moves in between. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../testing/open-database.ts";
import type { SqlValue } from "./driver.ts";

const value: fc.Arbitrary<SqlValue> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }).filter(text => text.isWellFormed()),
  fc.string({ maxLength: 40 }),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.uint8Array({ maxLength: 60 }),
  fc.constant(null),
);

describe("the driver of sql.js", () => {
  it("returns every value as it was bound", () => {
    const database = openDatabase();
    const values = fc.array(value, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(values, input => {
        const text = `SELECT ${input.map(() => "?").join(", ")}`;
        expect(database.query(text, input).rows.map(row => row.map(plainZero))).toEqual([
          input.map(plainZero),
        ]);
      }),
    );
  });

  it("reads and writes while the memory grows", () => {
    const database = openDatabase();
    database.query("CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT)");
    const bodies = Array.from({ length: 40 }, (_, index) => `${index}é`.repeat(200_000));
    for (const body of bodies) database.query("INSERT INTO texts (body) VALUES (?)", [body]);
    const { rows } = database.query("SELECT body FROM texts ORDER BY id");
    expect(rows.every(([body], index) => body === bodies[index])).toBe(true);
    expect(rows).toHaveLength(bodies.length);
  });

  it("resets parameters that are omitted in the next call", () => {
    const database = openDatabase();
    expect(database.query("SELECT ?, ?", ["a", "b"]).rows).toEqual([["a", "b"]]);
    expect(database.query("SELECT ?, ?", ["c"]).rows).toEqual([["c", null]]);
  });

  it("visits rows of any width and number, with texts of any length", () => {
    const database = openDatabase();
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom("a", "é", "🙂", " "), maxLength: 200 }),
      fc.nat(700).map(length => "stone and letter ".repeat(50).slice(0, length)),
    );
    const rows = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 700 }))
      .chain(([width, length]) =>
        fc.array(fc.array(fc.oneof(texts, fc.nat()), { minLength: width, maxLength: width }), {
          minLength: Math.min(length, 3),
          maxLength: length,
          size: "max",
        }),
      );
    fc.assert(
      fc.property(rows, input => {
        const columns = (input[0] ?? [0]).map((_, index) => `c${index}`);
        database.query("DROP TABLE IF EXISTS shown");
        database.query(`CREATE TABLE shown (${columns.join(", ")})`);
        const marks = columns.map(() => "?").join(", ");
        for (const row of input) database.query(`INSERT INTO shown VALUES (${marks})`, row);
        const seen: unknown[] = [];
        const kept: (() => unknown)[] = [];
        const query = "SELECT * FROM shown ORDER BY rowid";
        database.visit(query, [], {
          keepsLists: false,
          visit: (values, start, end) => seen.push(values.slice(start, end)),
        });
        database.visit(query, [], {
          keepsLists: true,
          visit: (values, start, end) => kept.push(() => values.slice(start, end)),
        });
        expect(seen).toEqual(input);
        expect(kept.map(row => row())).toEqual(input);
      }),
      { numRuns: 40 },
    );
  });

  it("reports the key and the changes of every write", () => {
    const database = openDatabase();
    database.query("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT UNIQUE)");
    const insert = "INSERT INTO notes VALUES (?, ?) ON CONFLICT (body) DO NOTHING";
    const written = [7, -3, 2 ** 40, null].map((key, index) =>
      database.query(insert, [key, `${index % 3}`]),
    );
    expect(written.map(({ changes }) => changes)).toEqual([1, 1, 1, 0]);
    expect(written.map(({ insertedKey }) => insertedKey)).toEqual([7, -3, 2 ** 40, 2 ** 40]);
    const update = [0, 8, -9].map(key =>
      database.query("UPDATE notes SET body = body WHERE id < ?", [key]),
    );
    expect(update.map(({ changes }) => changes)).toEqual([1, 2, 0]);
    const returning = ["x", "y"].map(body =>
      database.query("INSERT INTO notes (body) VALUES (?) RETURNING body, id", [body]),
    );
    const next = 2 ** 40 + 1;
    expect(returning.map(({ rows }) => rows)).toEqual([[["x", next]], [["y", next + 1]]]);
  });

  it("returns the names of the columns of visited rows", () => {
    const database = openDatabase();
    const visitor = { keepsLists: false, visit: () => undefined };
    const query = "SELECT 1 AS one, 2 AS two WHERE ?";
    expect(database.visit(query, [1], visitor)).toEqual(["one", "two"]);
    expect(database.visit(query, [0], visitor)).toEqual(["one", "two"]);
  });

  it("keeps large integers", () => {
    const database = openDatabase();
    database.query("CREATE TABLE numbers (n INTEGER)");
    database.query("INSERT INTO numbers VALUES (?), (?)", [2n ** 62n, 7n]);
    const { rows } = database.query("SELECT n, typeof(n) FROM numbers");
    expect(rows).toEqual([
      [2n ** 62n, "integer"],
      [7, "integer"],
    ]);
  });

  it("returns integers of any size, as numbers if these are exact", () => {
    const database = openDatabase();
    const size = fc.integer({ min: 0, max: 62 });
    const integers = fc
      .tuple(size, fc.integer({ min: -2, max: 2 }), fc.boolean())
      .map(
        ([power, more, isNegative]) =>
          (isNegative ? -1n : 1n) * (2n ** BigInt(power) + BigInt(more)),
      );
    const exact = (integer: bigint): number | bigint =>
      Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
    fc.assert(
      fc.property(fc.array(integers, { minLength: 1, maxLength: 20 }), input => {
        const { rows } = database.query(`SELECT ${input.join(", ")}`);
        expect(rows).toEqual([input.map(exact)]);
      }),
    );
  });

  it("reads integers beyond the safe range as distinct values", () => {
    const database = openDatabase();
    const input = [2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 53n, 2n ** 53n - 1n, 2n ** 63n - 1n];
    const { rows } = database.query(`SELECT ${input.join(", ")}, ?, 1e300`, [2n ** 64n]);
    expect(rows).toEqual([[...input.slice(0, 3), 2 ** 53 - 1, input[4], 2 ** 64, 1e300]]);
  });

  it("updates the columns of a cached statement after a change of the table", () => {
    const database = openDatabase();
    database.query("CREATE TABLE notes (body TEXT)");
    expect(database.query("SELECT * FROM notes").columns).toEqual(["body"]);
    database.query("ALTER TABLE notes RENAME COLUMN body TO text");
    expect(database.query("SELECT * FROM notes").columns).toEqual(["text"]);
    database.query("ALTER TABLE notes ADD COLUMN title TEXT");
    expect(database.query("SELECT * FROM notes").columns).toEqual(["text", "title"]);
  });

  it("reports the error of SQLite, and stays usable", () => {
    const database = openDatabase();
    database.query("CREATE TABLE once (n INTEGER UNIQUE)");
    const insert = () => database.query("INSERT INTO once VALUES (?)", [1]);
    insert();
    expect(insert).toThrow("UNIQUE constraint failed: once.n");
    expect(() => database.query("SELEC 1")).toThrow('near "SELEC": syntax error');
    expect(() => database.query("-- nothing")).toThrow("There is no statement in this text.");
    expect(() => database.query("SELECT 1", [1])).toThrow("column index out of range");
    expect(database.query("SELECT count(*) FROM once").rows).toEqual([[1]]);
  });

  it("keeps its state after an export", () => {
    const database = openDatabase();
    database.query("CREATE TABLE notes (body TEXT)");
    database.query("INSERT INTO notes VALUES (?)", ["kept"]);
    const copy = openDatabase(database.export());
    database.query("INSERT INTO notes VALUES (?)", ["later"]);
    expect(database.query("SELECT * FROM notes").rows).toEqual([["kept"], ["later"]]);
    expect(copy.query("SELECT * FROM notes").rows).toEqual([["kept"]]);
    expect(database.query("PRAGMA foreign_keys").rows).toEqual([[1]]);
  });
});

/** SQLite has one zero. */
const plainZero = (value: SqlValue): SqlValue => (value === 0 ? 0 : value);
