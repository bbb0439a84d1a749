import { describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import { documentOf } from "../../testing/blog.ts";
import { codesOf, columnAt, edited, freshIds } from "../../testing/edits.ts";
import { isEmptyDiff } from "../diff.ts";
import { emptyDocument } from "../records.ts";
import { columnsOfEnum, recordsOf } from "../views.ts";
import { addEnum, removeEnums, updateColumn, updateEnum } from "./index.ts";

const posts = documentOf(
  { posts: ["state mood = draft", "old mood = gone", "title text"] },
  {
    mood: ["draft", "live", "gone"],
  },
);
const mood = present(recordsOf(posts, "enum")[0], "enum").id;

describe("an enum", () => {
  it("is added", () => {
    const edit = { newId: freshIds(), name: " mood ", values: ["a", "b"] };
    const after = edited(emptyDocument, addEnum(emptyDocument, edit));
    expect(recordsOf(after, "enum")).toMatchObject([{ name: "mood", values: ["a", "b"] }]);
  });

  it.each([
    [{ name: "Mood", values: ["a"] }, "name-taken"],
    [{ name: "integer", values: ["a"] }, "name-taken"],
    [{ name: " ", values: ["a"] }, "missing-name"],
    [{ name: "other", values: [] }, "missing-value"],
    [{ name: "other", values: ["a", "b", "a"] }, "repeated-value"],
    [{ name: "other", values: ["a\0"] }, "bad-value"],
  ])("is refused: %j", (given, code) => {
    const refused = addEnum(posts, { newId: freshIds(), ...given });
    expect(codesOf(refused)).toEqual([code]);
    expect(isEmptyDiff(refused.value)).toBe(true);
  });

  it("knows the columns that use it", () => {
    expect(columnsOfEnum(posts, mood).map(({ name }) => name)).toEqual(["state", "old"]);
  });

  it("renames values, with the defaults that use them", () => {
    const renamedValues = new Map([
      ["draft", "live"],
      ["live", "draft"],
    ]);
    const after = edited(posts, updateEnum(posts, { enum: mood, name: "state", renamedValues }));
    expect(recordsOf(after, "enum")).toMatchObject([
      { name: "state", values: ["live", "draft", "gone"] },
    ]);
    expect(columnAt(after, "posts.state").default).toEqual({ kind: "value", value: "live" });
  });

  it("is reordered, and keeps the defaults", () => {
    const values = ["gone", "draft", "live"];
    const after = edited(posts, updateEnum(posts, { enum: mood, values }));
    expect(columnAt(after, "posts.old").default).toEqual({ kind: "value", value: "gone" });
  });

  it("loses a value with the default that uses it, and reports that", () => {
    const change = updateEnum(posts, { enum: mood, values: ["draft", "live"] });
    expect(change.diagnostics.map(({ message }) => message)).toEqual([
      'The default of "posts.old" is removed, because "gone" is no longer a value.',
    ]);
    expect(columnAt(edited(posts, change), "posts.old").default).toBeNull();
  });

  it("is not removed while a column uses it, unless the columns become text", () => {
    const refused = removeEnums(posts, { enums: [mood] });
    expect(refused.diagnostics).toMatchObject([
      { code: "enum-in-use", message: 'The enum "mood" is the type of "posts.state" and 1 more.' },
    ]);
    const after = edited(posts, removeEnums(posts, { enums: [mood], whenUsed: "text" }));
    expect(columnAt(after, "posts.state").type).toEqual({ kind: "text" });
    expect(recordsOf(after, "enum")).toEqual([]);
  });
});

describe("generated values of a column", () => {
  const column = columnAt(posts, "posts.id").id;
  const title = columnAt(posts, "posts.title").id;

  it("are switched off and on for the primary key", () => {
    const off = edited(posts, updateColumn(posts, { column, changes: { generated: null } }));
    expect(columnAt(off, "posts.id").generated).toBeNull();
    const generated = { kind: "identity", strict: true } as const;
    const on = edited(off, updateColumn(off, { column, changes: { generated } }));
    expect(columnAt(on, "posts.id").generated).toEqual(generated);
  });

  it("can be a formula, which replaces the default", () => {
    const given = { default: { kind: "value", value: "x" } } as const;
    const before = edited(posts, updateColumn(posts, { column: title, changes: given }));
    const generated = { kind: "computed", text: "lower(state)", stored: true } as const;
    const after = edited(before, updateColumn(before, { column: title, changes: { generated } }));
    expect(columnAt(after, "posts.title")).toMatchObject({ generated, default: null });
    expect(codesOf(updateColumn(after, { column: title, changes: given }))).toEqual([
      "default-of-generated",
    ]);
  });

  it.each([
    [title, { kind: "identity", strict: false }, "not-an-identity"],
    [title, { kind: "computed", text: "(", stored: false }, "invalid-sql"],
    [column, { kind: "computed", text: "1", stored: false }, "computed-key"],
  ] as const)("are refused where no database accepts them: %s %j", (id, generated, code) => {
    expect(codesOf(updateColumn(posts, { column: id, changes: { generated } }))).toEqual([code]);
  });

  it("end when the type is no integer", () => {
    const changes = { type: { kind: "uuid" } } as const;
    const after = edited(posts, updateColumn(posts, { column, changes }));
    expect(columnAt(after, "posts.id").generated).toBeNull();
  });

  it("are apart from the collation, which can be set and removed", () => {
    const set = updateColumn(posts, { column: title, changes: { collation: "NOCASE" } });
    const after = edited(posts, set);
    expect(columnAt(after, "posts.title").collation).toBe("NOCASE");
    const unset = updateColumn(after, { column: title, changes: { collation: null } });
    expect(edited(after, unset).records).toEqual(posts.records);
  });
});
