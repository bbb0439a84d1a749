/** Changes of a collation: SQLite rebuilds the table, and other databases have nothing to change. */
import { describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import {
  Change,
  columnNamed,
  recordsOf,
  type SchemaDocument,
  tableNamed,
} from "../../schema/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { openDatabase } from "../../testing/open-database.ts";
import { createScript, planMigration } from "../index.ts";

const before = draftDocument({
  tables: {
    member: {
      columns: ["id integer pk", "email text"],
      indexes: [{ name: "by_email", parts: ["email"] }],
    },
  },
});

const column = present(
  columnNamed(present(tableNamed(before, "member"), "member"), "email"),
  "email",
);
const index = present(recordsOf(before, "index")[0], "index");

const ofColumn = new Change(before).put({ ...column, collation: "NOCASE" }).document;
const ofIndex = new Change(before).put({
  ...index,
  parts: index.parts.map(part => ({ ...part, collation: "NOCASE" })),
}).document;

const migrated = (from: SchemaDocument, to: SchemaDocument) => {
  const database = openDatabase();
  for (const { text } of createScript(from, "sqlite").value) database.query(text);
  database.query("INSERT INTO member VALUES (1, 'Eve'), (2, 'adam')");
  for (const { statements } of planMigration(from, to, "sqlite").value) {
    for (const { text } of statements) database.query(text);
  }
  return database;
};

const collationOf = "SELECT coll FROM pragma_index_xinfo('by_email') WHERE key";

describe("a new collation", () => {
  it("of a column keeps the rows, and applies to them", () => {
    const database = migrated(before, ofColumn);
    expect(database.query("SELECT id FROM member WHERE email = 'EVE'").rows).toEqual([[1]]);
    expect(database.query("SELECT id FROM member ORDER BY email").rows).toEqual([[2], [1]]);
    expect(database.query(collationOf).rows).toEqual([["NOCASE"]]);
  });

  it("of an index replaces the index alone", () => {
    const steps = planMigration(before, ofIndex, "sqlite").value.map(({ kind }) => kind);
    expect(steps).not.toContain("rebuild table");
    expect(migrated(before, ofIndex).query(collationOf).rows).toEqual([["NOCASE"]]);
  });

  it("can be removed again", () => {
    const database = migrated(ofColumn, before);
    expect(database.query("SELECT id FROM member WHERE email = 'EVE'").rows).toEqual([]);
  });

  it.each(["postgres", "mysql"] as const)("changes nothing in %s", dialect => {
    expect(planMigration(before, ofColumn, dialect).value).toEqual([]);
    expect(planMigration(before, ofIndex, dialect).value).toEqual([]);
  });
});
