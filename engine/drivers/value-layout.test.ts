/** Values read from the memory of SQLite equal those of its API. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sqliteLibrary } from "../testing/open-database.ts";
import type { SqlRow } from "./driver.ts";
import { placeOfLastKey } from "./last-key.ts";
import { PreparedStatement } from "./prepared-statement.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { findValueLayout } from "./value-layout.ts";

const { module, memory } = sqliteLibrary;

const open = (encoding = "UTF-8") => {
  const database = new module.Database();
  const connect = (layout: SqliteConnection["layout"]): SqliteConnection => ({
    functions: module,
    memory,
    database: database.db,
    layout,
  });
  const run = (text: string, layout: SqliteConnection["layout"] = null): readonly SqlRow[] => {
    const statement = new PreparedStatement(connect(layout), text);
    const rows = statement.run([]);
    statement.free();
    return rows;
  };
  run(`PRAGMA encoding = '${encoding}'`);
  return {
    run,
    bothWays: (text: string) => [run(text, findValueLayout(sqliteLibrary)), run(text)],
  };
};

const literal = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }).map(String),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(each => `CAST(${each} AS REAL)`),
  fc.integer().map(each => `CAST(${each} AS REAL)`),
  fc.string({ unit: "grapheme", maxLength: 200 }).map(text => {
    const plain = text.replaceAll("\0", "").replaceAll("'", "''");
    return `'${plain}'`;
  }),
  fc.uint8Array({ maxLength: 40 }).map(bytes => `x'${Buffer.from(bytes).toString("hex")}'`),
  fc.nat(100).map(length => `zeroblob(${length})`),
  fc.nat(100).map(length => `'a' || char(0) || substr('${"b".repeat(100)}', ${length})`),
  fc.constantFrom("NULL", "''", "9e999", "-9e999", "CAST(1 AS TEXT) || 2", "'3' + 4"),
);

describe("where SQLite keeps values", () => {
  it("is found", () => {
    expect(findValueLayout(sqliteLibrary)).not.toBeNull();
    expect(placeOfLastKey(sqliteLibrary)).not.toBeNull();
  });

  it.each(["UTF-8", "UTF-16"])("equal the values of the API, encoded as %s", encoding => {
    const columns = ["INTEGER", "REAL", "TEXT", "BLOB", "NUMERIC", "ANY"];
    const rows = fc.array(fc.array(literal, { minLength: 6, maxLength: 6 }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, input => {
        const { run, bothWays } = open(encoding);
        run(`CREATE TABLE kept (${columns.map((type, index) => `c${index} ${type}`).join(", ")})`);
        for (const row of input) run(`INSERT INTO kept VALUES (${row.join(", ")})`);
        const texts = [
          "SELECT * FROM kept",
          "SELECT c5, c0 + c1, c2 || c4, NULL, count(*) FROM kept GROUP BY c2 ORDER BY c0",
          `SELECT ${input[0]?.join(", ")}`,
        ];
        for (const text of texts) {
          const [direct, read] = bothWays(text);
          expect(direct).toEqual(read);
        }
      }),
      { numRuns: 60 },
    );
  });
});
