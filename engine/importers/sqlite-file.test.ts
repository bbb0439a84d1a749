import { describe, expect, it } from "vitest";
import { recordsOf } from "../schema/index.ts";
import { importTools } from "../testing/import-tools.ts";
import { openDatabase } from "../testing/open-database.ts";
import { storedRows } from "../testing/stored-rows.ts";
import { sqliteFile } from "./index.ts";

const importBytes = (bytes: Uint8Array) =>
  sqliteFile.import({ name: null, bytes, text: null }, importTools());

const sample = (): Uint8Array => {
  const database = openDatabase();
  database.query("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)");
  database.query("INSERT INTO users (name) VALUES ('Ada'), ('Linus')");
  return database.export();
};

const patched = (bytes: Uint8Array, changes: Readonly<Record<number, number>>): Uint8Array => {
  const copy = bytes.slice();
  for (const [at, value] of Object.entries(changes)) copy[Number(at)] = value;
  return copy;
};

describe("importing a SQLite file", () => {
  it("reads tables and rows", async () => {
    const { value, diagnostics } = await importBytes(sample());
    expect(diagnostics).toEqual([]);
    expect(recordsOf(value.document, "column").map(({ name }) => name)).toEqual(["id", "name"]);
    expect(value.database?.query("SELECT count(*) FROM users").rows).toEqual([[2]]);
  });

  it("reads a file in write-ahead mode, and reports what may be missing", async () => {
    const { value, diagnostics } = await importBytes(patched(sample(), { 18: 2, 19: 2 }));
    expect(diagnostics.map(({ code }) => code)).toEqual(["write-ahead-log"]);
    expect(value.database?.query("SELECT count(*) FROM users").rows).toEqual([[2]]);
    value.database?.query("INSERT INTO users (name) VALUES ('Grace')");
  });

  it.each([["UTF-16le"], ["UTF-16be"]])("reads the rows of a file in %s", async encoding => {
    const source = openDatabase();
    for (const text of [
      `PRAGMA encoding = '${encoding}'`,
      "CREATE TABLE bills (id INTEGER PRIMARY KEY, note TEXT, plain, twice AS (note || note))",
      "CREATE INDEX bills_note ON bills (note)",
      "CREATE VIEW notes AS SELECT note FROM bills",
      "INSERT INTO bills VALUES (1, 'Grüße 🙂', 5.0), (9007199254740993, NULL, x'00ff'), (3, '7', '7')",
    ]) {
      source.query(text);
    }
    const { value, diagnostics } = await importBytes(source.export());
    expect(diagnostics.map(({ code }) => code)).toEqual(["not-kept"]);
    const { database } = storedRows(value);
    const seen = "SELECT quote(id), quote(note), quote(plain), twice FROM bills ORDER BY id";
    expect(database.query(seen).rows).toEqual([
      ["1", "'Grüße 🙂'", "5.0", "Grüße 🙂Grüße 🙂"],
      ["3", "'7'", "'7'", "77"],
      ["9007199254740993", "NULL", "X'00FF'", null],
    ]);
  });

  it("reads a part of a larger buffer", async () => {
    const bytes = sample();
    const buffer = new Uint8Array(bytes.length + 20);
    buffer.set(bytes, 20);
    expect((await importBytes(buffer.subarray(20))).diagnostics).toEqual([]);
  });
});

const withoutTables = (): Uint8Array => {
  const database = openDatabase();
  database.query("PRAGMA user_version = 1");
  return database.export();
};

const garbage = Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919 + 13) % 256);

describe("a file that is no database", () => {
  it.each([
    ["empty", new Uint8Array(), "empty-file"],
    ["text", new TextEncoder().encode("CREATE TABLE a (id);"), "not-a-database"],
    ["encrypted or of another kind", garbage, "not-a-database"],
    ["cut off after the signature", sample().slice(0, 16), "truncated-file"],
    ["cut off in the middle", sample().slice(0, 5000), "truncated-file"],
    ["cut off within the first page", sample().slice(0, 500), "truncated-file"],
    ["damaged", patched(sample(), { 100: 99, 4096: 99 }), "damaged-file"],
    [
      "encrypted after its header",
      new Uint8Array([...sample().slice(0, 100), ...garbage, ...garbage].slice(0, 8192)),
      "damaged-file",
    ],
    ["a database without tables", withoutTables(), "no-tables"],
  ])("%s: reports it and imports nothing", async (_, bytes, code) => {
    const { value, diagnostics } = await importBytes(bytes);
    expect(diagnostics[0]?.code).toBe(code);
    expect(value.database).toBeNull();
    expect(value.document.records.size).toBe(0);
  });
});
