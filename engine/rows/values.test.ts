/** Values pass through the row store as SQLite has them, whether JavaScript can represent them or not. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../base/index.ts";
import { createScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { documentOf } from "../testing/blog.ts";
import { openDatabase } from "../testing/open-database.ts";
import { absorb } from "./absorb.ts";
import { materialize } from "./materialize.ts";

const typed = documentOf({
  parcel: ["label text", "untyped text", "amount double", "raw blob"],
});
/** A column without a type has no affinity. */
const document: SchemaDocument = {
  records: new Map(
    [...typed.records].map(([id, record]) => [
      id,
      record.kind === "column" && record.name === "untyped"
        ? { ...record, type: { kind: "other", name: "" } }
        : record,
    ]),
  ),
};

const emptyDatabase = (): EmbeddedDriver => {
  const database = openDatabase();
  for (const { text } of createScript(document, "sqlite").value) database.query(text);
  return database;
};

const SEEN =
  "SELECT id, hex(label), typeof(label), quote(untyped), typeof(untyped), quote(amount), quote(raw) FROM parcel ORDER BY id";

/** Takes the rows through the store, twice, as two kept runs do. */
const afterKeeping = (source: EmbeddedDriver): EmbeddedDriver => {
  const store = openDatabase();
  let current = source;
  for (let run = 0; run < 2; run += 1) {
    absorb(document, current, store);
    current = openDatabase();
    materialize(document, store, current);
  }
  return current;
};

const bytes = fc.uint8Array({ maxLength: 12 }).map(list => Buffer.from(list).toString("hex"));
const number = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(value => `CAST('${value}' AS INTEGER)`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => `CAST('${value}' AS REAL)`),
  fc.integer().map(value => `${value}.0`),
);
const value = fc.oneof(
  number,
  bytes.map(hex => `x'${hex}'`),
  fc.constant("NULL"),
  bytes.map(hex => `CAST(x'${hex}' AS TEXT)`),
);

describe("a stored value", () => {
  it("of any type, with any bytes, stays as it is", () => {
    const row = fc.record({ label: bytes, untyped: value, amount: number, raw: value });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), rows => {
        const source = emptyDatabase();
        for (const { label, untyped, amount, raw } of rows) {
          source.query(
            `INSERT INTO parcel (label, untyped, amount, raw) VALUES (CAST(x'${label}' AS TEXT), ${untyped}, ${amount}, ${raw})`,
          );
        }
        const kept = afterKeeping(source);
        expect(kept.query(SEEN).rows).toEqual(source.query(SEEN).rows);
        source.close();
        kept.close();
      }),
      { numRuns: 40 },
    );
  });

  it("is not damaged by a change of another column of its row", () => {
    const source = emptyDatabase();
    source.query(
      "INSERT INTO parcel (label, untyped, amount) VALUES (CAST(x'4dfc6e' AS TEXT), 5.0, 1), ('b', 1e18, 2)",
    );
    const kept = afterKeeping(source);
    kept.query("UPDATE parcel SET amount = 7");
    const [first] = afterKeeping(kept).query(SEEN).rows;
    expect(present(first, "a row").slice(1, 5)).toEqual(["4DFC6E", "text", "5.0", "real"]);
  });
});

describe("rows that the design rejects", () => {
  it("are found among many, and all others are there", () => {
    const strict = documentOf({ t: ["code text not null unique"] });
    const loose = documentOf({ t: ["code text"] });
    const ids = [...loose.records.keys()];
    expect([...strict.records.keys()]).toEqual(expect.arrayContaining(ids));
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(40)), { minLength: 1, maxLength: 120 }), codes => {
        const source = openDatabase();
        source.query("CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT)");
        for (const code of codes) source.query("INSERT INTO t (code) VALUES (?)", [code]);
        const store = openDatabase();
        absorb(loose, source, store);
        const database = openDatabase();
        materialize(strict, store, database);
        const expected = codes.flatMap((code, index) =>
          code !== null && codes.indexOf(code) === index ? [[index + 1, String(code)]] : [],
        );
        expect(database.query("SELECT id, code FROM t ORDER BY id").rows).toEqual(expected);
        for (const opened of [source, store, database]) opened.close();
      }),
      { numRuns: 60 },
    );
  });

  it("with names of the row id as columns lose no row", () => {
    const named = documentOf({ a: ["rowid integer -> a.id", "oid text"] });
    const source = openDatabase();
    source.query("CREATE TABLE a (id INTEGER PRIMARY KEY, rowid INTEGER, oid TEXT)");
    source.query("INSERT INTO a VALUES (1, NULL, 'x'), (2, 1, 'y'), (3, 9, 'z')");
    const store = openDatabase();
    absorb(named, source, store);
    const database = openDatabase();
    const { diagnostics } = materialize(named, store, database);
    expect(diagnostics.map(({ code }) => code)).toEqual(["rows-dangling"]);
    expect(database.query("SELECT * FROM a").rows).toEqual([
      [1, null, "x"],
      [2, 1, "y"],
    ]);
  });
});
