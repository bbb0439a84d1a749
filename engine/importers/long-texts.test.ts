/** A run of one character in a script takes time in proportion to its length. */
import { describe, expect, it } from "vitest";
import { importTools } from "../testing/import-tools.ts";
import { detectImporter, sqliteSql } from "./index.ts";

const LENGTH = 100_000;
const RUNS = [
  " ",
  "\n",
  "(",
  ")",
  "[",
  "'",
  '"',
  "`",
  "a",
  "0",
  ".",
  ",",
  "-",
  "/*",
  "--",
  ";",
  "END;",
  "a.",
  "create ",
  "GO\n",
  "::",
  "DESC ",
  "COLLATE ",
];

describe("a script with a long run", () => {
  it.each(RUNS)("of %j is read or reported", async run => {
    const long = run.repeat(Math.ceil(LENGTH / run.length));
    for (const text of [
      `CREATE TABLE t (a varchar${long}-);`,
      `CREATE TABLE t (a TEXT DEFAULT (1${long}));`,
      `CREATE TABLE t (a TEXT); CREATE INDEX i ON t (a ${long});`,
      `CREATE TABLE t (a TEXT); CREATE INDEX i ON t (lower(a)${long}DESC);`,
      long,
    ]) {
      const source = { name: null, bytes: null, text };
      detectImporter(source);
      const { value } = await sqliteSql.import(source, importTools());
      value.database?.close();
    }
    expect(run).not.toBe("");
  });
});
