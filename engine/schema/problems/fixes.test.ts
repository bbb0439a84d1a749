import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentOf } from "../../testing/blog.ts";
import { type DocumentDraft, draftDocument } from "../../testing/draft-document.ts";
import { columnAt, edited, freshIds, viewNamed } from "../../testing/edits.ts";
import { editDocument, randomEdits } from "../../testing/random-edits.ts";
import { updateColumn } from "../edits/index.ts";
import { parseProjectFile } from "../file/project-file.ts";
import type { SchemaDocument } from "../records.ts";
import { findProblems, isHint, type Problem } from "./index.ts";

const newId = freshIds();

const sameProblem = (one: Problem) => (other: Problem) =>
  one.code === other.code && one.record === other.record && one.message === other.message;

/** The document after a fix, which must solve its problem. */
const fixed = (document: SchemaDocument, problem: Problem): SchemaDocument => {
  if (!problem.fix) throw new Error(`${problem.code} has no fix`);
  const after = edited(document, problem.fix.edit(document, newId));
  expect(findProblems(after).some(sameProblem(problem)), problem.message).toBe(false);
  return after;
};

const computed = (text: string) =>
  ({ generated: { kind: "computed", text, stored: true } }) as const;

const designs: readonly (readonly [string, string, DocumentDraft["tables"]])[] = [
  ["no-columns", 'Add "id"', { a: { columns: [] } }],
  ["no-primary-key", 'Add "id"', { a: { columns: ["name text"] } }],
  ["no-primary-key", "Make (id) the primary key", { a: { columns: ["id integer"] } }],
  [
    "no-primary-key",
    "Make (x, y) the primary key",
    { a: { columns: ["x text not null", "y text not null"], unique: [["x", "y"]] } },
  ],
  [
    "type-size",
    "Give both the same type",
    { a: { columns: ["id bigint pk"] }, b: { columns: ["id integer pk", "a_id integer -> a"] } },
  ],
  [
    "type-mismatch",
    "Give both the same type",
    { a: { columns: ["id integer pk"] }, b: { columns: ["id integer pk", "a_id text -> a"] } },
  ],
  [
    "not-a-key",
    "Mark as unique",
    {
      a: { columns: ["id integer pk", "name text"] },
      b: { columns: ["id integer pk", "name text -> a(name)"] },
    },
  ],
  [
    "name-taken",
    "Rename the relation",
    {
      a: { columns: ["id integer pk"] },
      b: { columns: ["id integer pk", "a_id -> a", "a text"] },
    },
  ],
  [
    "cannot-set-null",
    "Make it nullable",
    {
      a: { columns: ["id integer pk"] },
      b: { columns: ["id integer pk", "a_id not null -> a on delete set null"] },
    },
  ],
  [
    "cannot-set-null",
    "Take no action",
    { a: { columns: ["id integer pk"] }, b: { columns: ["a_id pk -> a on delete set null"] } },
  ],
  [
    "unknown-name",
    'Change it to "total"',
    {
      a: {
        columns: ["id integer pk", "total integer"],
        checks: [{ name: "c", expression: "totl > 0" }],
      },
    },
  ],
  [
    "unknown-name",
    "Delete the index",
    {
      a: {
        columns: ["id integer pk"],
        indexes: [{ name: "i", parts: ["id"], where: "zzzzzzzz > 1" }],
      },
    },
  ],
  [
    "unknown-name",
    "Make it a text",
    {
      a: {
        columns: ["id integer pk", "t text"],
        details: { t: { default: { kind: "expression", text: "in progress" } } },
      },
    },
  ],
  [
    "invalid-sql",
    "Make it an ordinary column",
    { a: { columns: ["id integer pk", "x integer"], details: { x: computed("(1") } } },
  ],
  [
    "invalid-sql",
    "Close the comment",
    {
      a: {
        columns: ["id integer pk", "x integer"],
        indexes: [{ name: "i", parts: ["x"], where: "x > '--' -- that's it" }],
      },
    },
  ],
  [
    "formula-refused",
    "Make it an ordinary column",
    { a: { columns: ["id integer pk", "x integer"], details: { x: computed("x + 1") } } },
  ],
  [
    "default-type",
    "Delete the default",
    { a: { columns: ["id integer pk", "n integer = 'many'"] } },
  ],
  [
    "foreign-key-without-index",
    "Add index",
    { a: { columns: ["id integer pk"] }, b: { columns: ["id integer pk", "a_id -> a"] } },
  ],
];

describe("a fix", () => {
  it.each(designs)("solves %s: %s", (code, label, tables) => {
    const document = draftDocument({ tables });
    const problem = findProblems(document).find(each => each.code === code);
    expect(problem?.fix?.label).toBe(label);
    if (problem) fixed(document, problem);
  });

  it("solves the problems of any design, and undo restores it", () => {
    const start = draftDocument({
      enums: { mood: ["calm", "glad"] },
      tables: {
        ants: { columns: ["id integer pk", "n integer", "mood mood = calm"] },
        bees: { columns: ["id bigint pk", "ant_id not null -> ants on delete set null"] },
        eels: { columns: ["bee_id integer pk -> bees", "x text -> ants(n)"] },
      },
    });
    fc.assert(
      fc.property(randomEdits(20), edits => {
        const document = editDocument(start, edits, freshIds());
        for (const problem of findProblems(document)) if (problem.fix) fixed(document, problem);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the values of an enum", () => {
  it("contain the default", () => {
    const document = draftDocument({
      enums: { mood: ["calm", "glad"] },
      tables: { a: { columns: ["id integer pk", "m mood = clam"] } },
    });
    expect(findProblems(document)).toMatchObject([
      { code: "default-type", hint: 'Did you mean "calm"?' },
    ]);
  });
});

describe("the type of a primary key", () => {
  it("changes with the keys that refer to it, directly or over others, in one diff", () => {
    const document = documentOf({
      people: [],
      members: ["id integer pk -> people"],
      badges: ["member_id -> members"],
      others: ["size integer"],
    });
    const column = columnAt(document, "people.id").id;
    const change = { column, changes: { type: { kind: "uuid" } }, alsoReferences: true } as const;
    const after = edited(document, updateColumn(document, change));
    const types = ["people.id", "members.id", "badges.member_id", "others.size"].map(
      path => columnAt(after, path).type.kind,
    );
    expect(types).toEqual(["uuid", "uuid", "uuid", "integer"]);
    expect(findProblems(after).every(isHint)).toBe(true);
  });
});

describe("a foreign key", () => {
  it("references exactly the columns of a key", () => {
    const document = draftDocument({
      tables: {
        a: { columns: ["id integer pk", "b integer"] },
        c: {
          columns: ["id integer pk", "x integer", "y integer"],
          foreignKeys: [{ columns: ["x", "y"], target: "a", targetColumns: ["id", "b"] }],
        },
      },
    });
    const found = findProblems(document).filter(problem => !isHint(problem));
    expect(found.map(({ code }) => code)).toEqual(["not-a-key"]);
    expect(viewNamed(document, "a").referredBy).toHaveLength(1);
  });
});

describe("the samples", () => {
  it.each(["blog", "library"])("have no problem: %s", name => {
    const file = new URL(`../../../public/samples/${name}.stele`, import.meta.url);
    const { document } = parseProjectFile(readFileSync(file, "utf8")).value;
    expect(findProblems(document).filter(problem => !isHint(problem))).toEqual([]);
  });
});
