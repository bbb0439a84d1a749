import { describe, expect, it } from "vitest";
import { readIndexText, readTableText } from "./table-text.ts";

describe("the text of CREATE TABLE", () => {
  it("reads the names of column and table constraints", () => {
    const text = readTableText(`CREATE TABLE "a(b" (
      id INTEGER CONSTRAINT pk_a PRIMARY KEY AUTOINCREMENT,
      email VARCHAR(10, 2) CONSTRAINT uq_email UNIQUE DEFAULT ('a,b'),
      b_id INTEGER CONSTRAINT fk_b REFERENCES b (id) ON DELETE SET NULL,
      name TEXT CONSTRAINT nn NOT NULL CHECK (length(name) > 0),
      CONSTRAINT uq_two UNIQUE ([b_id], "name") CONSTRAINT ck_two CHECK (name <> ')'),
      FOREIGN KEY (b_id, name) REFERENCES c (x, y)
    )`);
    expect(text).toMatchObject({
      primaryKeyName: "pk_a",
      autoIncrement: true,
      uniqueKeys: [
        { name: "uq_email", columns: ["email"] },
        { name: "uq_two", columns: ["b_id", "name"] },
      ],
      foreignKeys: [
        { name: "fk_b", columns: ["b_id"] },
        { name: null, columns: ["b_id", "name"] },
      ],
      checks: [
        { name: null, expression: "length(name) > 0" },
        { name: "ck_two", expression: "name <> ')'" },
      ],
      notKept: [],
    });
  });

  it("reads the expressions of computed columns", () => {
    const { computed } = readTableText(
      "CREATE TABLE t (a INT, total GENERATED ALWAYS AS (a * (1 + 2)) STORED, b AS (a) VIRTUAL)",
    );
    expect([...computed]).toEqual([
      ["total", "a * (1 + 2)"],
      ["b", "a"],
    ]);
  });

  it("takes a column called check for a column", () => {
    const { checks } = readTableText('CREATE TABLE t ("check" INT, "unique" INT)');
    expect(checks).toEqual([]);
  });

  it("reports what a document does not support", () => {
    const { notKept, collations } = readTableText(
      "CREATE TABLE t (a TEXT COLLATE NOCASE, b INT UNIQUE ON CONFLICT REPLACE) STRICT, WITHOUT ROWID",
    );
    expect(notKept).toEqual(["CONFLICT", "STRICT", "WITHOUT ROWID"]);
    expect([...collations]).toEqual([["a", "NOCASE"]]);
  });

  it("finds AUTOINCREMENT in a constraint of the table", () => {
    const text = readTableText(
      'CREATE TABLE t (id INTEGER, a INT, PRIMARY KEY("id" AUTOINCREMENT))',
    );
    expect(text.autoIncrement).toBe(true);
  });
});

describe("the text of CREATE INDEX", () => {
  it("is cut into parts and a condition", () => {
    expect(readIndexText("CREATE INDEX i ON t (lower(a, b), c DESC) WHERE a > (1) ")).toEqual({
      parts: ["lower(a, b)", "c DESC"],
      where: "a > (1)",
    });
  });

  it("may be missing, as for a unique key", () => {
    expect(readIndexText("")).toEqual({ parts: [], where: null });
  });
});
