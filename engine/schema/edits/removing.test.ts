import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { columnIds, edited, freshIds, viewNamed } from "../../testing/edits.ts";
import { editDocument, randomEdits } from "../../testing/random-edits.ts";
import {
  type Choices,
  type Consequence,
  dependentsOf,
  dependentsOfTables,
} from "../dependents/index.ts";
import { referencesOf } from "../file/record-references.ts";
import { findProblems } from "../problems/index.ts";
import type { SchemaDocument } from "../records.ts";
import { recordsOf, tableViews } from "../views.ts";
import { removeColumns, removeTables } from "./index.ts";

const school = draftDocument({
  tables: {
    students: { columns: ["id integer pk", "name text"] },
    enrollments: {
      columns: ["id integer", "student_id -> students", "course integer", "grade integer"],
      primaryKey: ["id", "student_id", "course"],
      unique: [["course", "grade"]],
      checks: [{ name: "passed", expression: "grade > 3" }],
      indexes: [
        { name: "by_grade", parts: ["course", "grade desc"] },
        { name: "good", parts: ["course"], where: "grade > 5" },
      ],
      details: { course: {} },
    },
    exams: {
      columns: ["id integer pk", "e_id integer", "s_id integer", "c_id integer"],
      foreignKeys: [
        {
          columns: ["e_id", "s_id", "c_id"],
          target: "enrollments",
          targetColumns: ["id", "student_id", "course"],
        },
      ],
    },
    attendances: {
      columns: ["student_id not null -> students", "exam_id not null -> exams"],
      primaryKey: ["student_id", "exam_id"],
    },
  },
});

const describeAll = (document: SchemaDocument, table: string, ...names: readonly string[]) =>
  dependentsOf(document, columnIds(document, table, ...names)).map(({ reason, options }) => [
    reason,
    ...options.map(({ label }) => label),
  ]);

const choose = (document: SchemaDocument, consequence: Consequence): Choices =>
  new Map([...document.records.keys()].map(id => [id, consequence]));

describe("what depends on a column", () => {
  it("of a composite key keeps the rest of the key and of the relation", () => {
    expect(describeAll(school, "enrollments", "id")).toEqual([
      [
        'The primary key (id, student_id, course) of "enrollments" includes "id"',
        "Keep it for (student_id, course)",
        "Delete the key",
      ],
      [
        'The relation enrollment of "exams" uses "id"',
        "Keep it for (s_id, c_id)",
        "Delete the relation",
      ],
    ]);
    const after = edited(
      school,
      removeColumns(school, { columns: columnIds(school, "enrollments", "id") }),
    );
    expect(viewNamed(after, "enrollments").primaryKey?.columns).toEqual(
      columnIds(school, "enrollments", "student_id", "course"),
    );
    expect(viewNamed(after, "exams").foreignKeys[0]?.columns).toEqual(
      columnIds(school, "exams", "s_id", "c_id"),
    );
  });

  it("of a check, a condition and a key is listed with its choices", () => {
    expect(describeAll(school, "enrollments", "grade")).toEqual([
      [
        'The unique key (course, grade) of "enrollments" includes "grade"',
        "Delete the key",
        "Keep it for (course)",
      ],
      [
        'The index "by_grade" of "enrollments" uses "grade"',
        "Keep it for (course)",
        "Delete the index",
      ],
      [
        'The index "good" of "enrollments" uses "grade"',
        "Delete the index",
        "Keep it for (course), without its condition",
      ],
      ['The check "passed" of "enrollments" uses "grade"', "Delete the check"],
    ]);
  });

  it("is reported after it is deleted, with what became of it", () => {
    const { diagnostics } = removeColumns(school, {
      columns: columnIds(school, "enrollments", "grade"),
    });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'The unique key (course, grade) of "enrollments" includes "grade", so it is deleted.',
      'The index "by_grade" of "enrollments" uses "grade", so it is now for (course).',
      'The index "good" of "enrollments" uses "grade", so it is deleted.',
      'The check "passed" of "enrollments" uses "grade", so it is deleted.',
    ]);
  });

  it("follows the choices", () => {
    const columns = columnIds(school, "enrollments", "grade");
    const shorten = edited(
      school,
      removeColumns(school, { columns, choices: choose(school, "shorten") }),
    );
    const { uniqueKeys, indexes } = viewNamed(shorten, "enrollments");
    expect(uniqueKeys.map(key => key.columns.length)).toEqual([1]);
    expect(indexes.map(({ name, where }) => [name, where])).toEqual([
      ["by_grade", null],
      ["good", null],
    ]);
    const remove = edited(
      school,
      removeColumns(school, { columns, choices: choose(school, "remove") }),
    );
    expect(viewNamed(remove, "enrollments").indexes).toEqual([]);
  });

  it("is not listed where it has no other column", () => {
    expect(describeAll(school, "attendances", "student_id", "exam_id")).toEqual([]);
    expect(describeAll(school, "students", "id")).toEqual([
      ['The relation student of "enrollments" uses "id"', "Delete the relation"],
      ['The relation student of "attendances" uses "id"', "Delete the relation"],
    ]);
  });

  it("can keep computed columns as ordinary ones", () => {
    const document = draftDocument({
      tables: {
        boxes: {
          columns: ["id integer pk", "width integer", "double integer", "more integer"],
          details: {
            double: { generated: { kind: "computed", text: "width * 2", stored: true } },
            more: { generated: { kind: "computed", text: "double + 1", stored: true } },
          },
        },
      },
    });
    const columns = columnIds(document, "boxes", "width");
    const [double] = columnIds(document, "boxes", "double");
    const names = (choices: Choices) =>
      viewNamed(
        edited(document, removeColumns(document, { columns, choices })),
        "boxes",
      ).columns.map(({ name, generated }) => [name, generated?.kind]);
    expect(names(new Map())).toEqual([["id", "identity"]]);
    expect(names(new Map([[present(double, "double"), "convert"]]))).toEqual([
      ["id", "identity"],
      ["double", undefined],
      ["more", "computed"],
    ]);
  });
});

describe("what depends on a table", () => {
  const tables = [viewNamed(school, "students").table.id];

  it("are relations of other tables, and join tables", () => {
    const found = dependentsOfTables(school, tables);
    expect(
      found.map(({ reason, options }) => [reason, ...options.map(({ label }) => label)]),
    ).toEqual([
      [
        'The relation student of "enrollments" leads to "students"',
        "Keep (student_id) without the relation",
        "Delete (student_id), too",
      ],
      [
        'The relation student of "attendances" leads to "students"',
        "Keep (student_id) without the relation",
        "Delete (student_id), too",
        'Delete the join table "attendances"',
      ],
    ]);
  });

  it("is deleted as chosen, in one step", () => {
    const choices = new Map<string, Consequence>(
      dependentsOfTables(school, tables).map(({ record, options }) => [
        record.id,
        options.at(-1)?.consequence ?? "remove",
      ]),
    );
    const after = edited(school, removeTables(school, { tables, choices }));
    expect(tableViews(after).map(({ table }) => table.name)).toEqual(["enrollments", "exams"]);
    expect(viewNamed(after, "enrollments").columns.map(({ name }) => name)).toEqual([
      "id",
      "course",
      "grade",
    ]);
    const kept = edited(school, removeTables(school, { tables }));
    expect(viewNamed(kept, "attendances").columns).toHaveLength(2);
  });
});

/** Whether each reference leads to a record of its kind and its table, and no list is empty. */
const isValid = (document: SchemaDocument): boolean =>
  [...document.records.values()].every(record => {
    const lists = record.kind === "key" || record.kind === "foreignKey" ? [record.columns] : [];
    const parts = record.kind === "index" ? [record.parts] : [];
    return (
      [...lists, ...parts].every(list => list.length > 0) &&
      referencesOf(record).every(({ id, kind, table }) => {
        const target = document.records.get(id);
        const isThere = target?.kind === kind;
        return isThere && (table === undefined || ("table" in target && target.table === table));
      })
    );
  });

describe("removing any columns of any design", () => {
  it("leaves no broken reference and no SQL that mentions them, and undo restores them", () => {
    const consequences = fc.constantFrom<Consequence>("remove", "shorten", "convert");
    fc.assert(
      fc.property(randomEdits(30), fc.nat(), consequences, (edits, die, consequence) => {
        const document = editDocument(school, edits, freshIds());
        const all = recordsOf(document, "column");
        const columns = all.filter((_, at) => (at * 7 + die) % 5 === 0).map(({ id }) => id);
        const choices = choose(document, consequence);
        const after = edited(document, removeColumns(document, { columns, choices }));
        expect(isValid(after)).toBe(true);
        const broken = (each: SchemaDocument) =>
          findProblems(each).filter(({ code }) => code === "unknown-name").length;
        expect(broken(after)).toBeLessThanOrEqual(broken(document));
      }),
      { numRuns: 200 },
    );
  });
});
