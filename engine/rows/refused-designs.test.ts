/** What SQLite refuses of a design is among its problems, so that it can be solved where it is designed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findProblems, isHint, recordsOf, type SchemaDocument } from "../schema/index.ts";
import { draftDocument, type TableDraft } from "../testing/draft-document.ts";
import { freshIds } from "../testing/edits.ts";
import { openDatabase } from "../testing/open-database.ts";
import { editDocument, randomEdits } from "../testing/random-edits.ts";
import { createTables } from "./create-tables.ts";

/** What SQLite refuses when it creates or reads the tables. */
const refusals = (document: SchemaDocument): readonly string[] => {
  const target = openDatabase();
  try {
    const created = createTables(document, target).diagnostics.map(({ message }) => message);
    const failures = recordsOf(document, "table").flatMap(({ name }) => {
      try {
        target.query(`SELECT * FROM "${name}"`);
        return [];
      } catch (thrown) {
        return [String(thrown)];
      }
    });
    return [...created, ...failures];
  } finally {
    target.close();
  }
};

const problemsOf = (document: SchemaDocument) =>
  findProblems(document).filter(problem => !isHint(problem));

const computed = (text: string) =>
  ({ generated: { kind: "computed", text, stored: false } }) as const;

const columns = ["id integer pk", "a integer", "b integer"];
const designs: Readonly<Record<string, TableDraft>> = {
  "a check of a missing column": { columns, checks: [{ name: "c", expression: "tax < 1" }] },
  "an incomplete check": { columns, checks: [{ name: "c", expression: "(a" }] },
  "a check that ends in a comment": { columns, checks: [{ name: "c", expression: "a > 1 -- x" }] },
  "an index on a missing column": { columns, indexes: [{ name: "i", parts: ["(tax)"] }] },
  "an index where a column is missing": {
    columns,
    indexes: [{ name: "i", parts: ["a"], where: "tax" }],
  },
  "a formula of a missing column": { columns, details: { a: computed("tax") } },
  "a formula that needs itself": { columns, details: { a: computed("a + 1") } },
  "formulas that need each other": { columns, details: { a: computed("b"), b: computed("a") } },
  "a computed key": { columns, details: { id: computed("a") } },
  "only formulas": { columns: ["a integer unique not null"], details: { a: computed("1") } },
  "no columns": { columns: [] },
  "a default with a column": {
    columns,
    details: { a: { default: { kind: "expression", text: "b" } } },
  },
  "two names that SQLite considers equal": {
    columns: ["a text", "b text"],
    details: { b: { name: "A" } },
  },
};

describe("a design that SQLite refuses", () => {
  it.each(Object.entries(designs))("has a problem: %s", (_, table) => {
    const document = draftDocument({ tables: { t: table } });
    expect(refusals(document)).not.toEqual([]);
    const codes = problemsOf(document).map(({ code }) => code);
    expect(codes.filter(code => code !== "no-primary-key")).not.toEqual([]);
  });

  it("has a problem after any edits", () => {
    const start = draftDocument({
      enums: { mood: ["a", "b"] },
      tables: {
        ants: { columns: ["id integer pk", "n integer", "s text"] },
        bees: { columns: ["id integer pk", "ant_id -> ants", "x integer"] },
      },
    });
    fc.assert(
      fc.property(randomEdits(25), edits => {
        const document = editDocument(start, edits, freshIds());
        const refused = refusals(document);
        if (refused.length === 0) return;
        expect(problemsOf(document), JSON.stringify(refused)).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
