import { describe, expect, it } from "vitest";
import { blogDocument, documentOf } from "../../testing/blog.ts";
import { applyDiff } from "../diff.ts";
import type { ForeignKey, SchemaDocument } from "../records.ts";
import { columnsOfEnum, recordsOf, tableViews } from "../views.ts";
import { mergeDocument } from "./merge-document.ts";

/** Ids of two documents never meet in life; counted ones would. */
const withOtherIds = (document: SchemaDocument): SchemaDocument => ({
  records: new Map(
    JSON.parse(JSON.stringify([...document.records]).replaceAll(/"(\w+:\d+)"/g, '"other-$1"')),
  ),
});

const names = (document: SchemaDocument) => tableViews(document).map(view => view.table.name);

describe("merging a document into another", () => {
  it("adds its tables with their columns and relations", () => {
    const other = withOtherIds(documentOf({ tags: [], labels: ["tag_id integer -> tags.id"] }));
    const { value, diagnostics } = mergeDocument(blogDocument, { other });
    const merged = applyDiff(blogDocument, value);
    expect(names(merged)).toEqual(["users", "posts", "tags", "labels"]);
    expect(tableViews(merged).at(-1)?.foreignKeys).toHaveLength(1);
    expect(diagnostics).toEqual([]);
  });

  it("reports and leaves out a table whose name is taken, and relates to the existing one", () => {
    const lines = ["user_id integer not null -> Users.id", "post_id integer -> likes.id"];
    const other = withOtherIds(documentOf({ Users: [], likes: lines }));
    const { value, diagnostics } = mergeDocument(blogDocument, { other });
    const merged = applyDiff(blogDocument, value);
    expect(names(merged)).toEqual(["users", "posts", "likes"]);
    expect(diagnostics.map(found => found.code)).toEqual(["name-taken"]);
    const [users, , likes] = tableViews(merged);
    const keys = likes?.foreignKeys.filter(key => key.target === users?.table.id);
    expect(keys).toMatchObject([{ forward: "user", reverse: "likes" }]);
    expect(keys?.[0]?.targetColumns).toEqual(users?.primaryKey?.columns);
  });

  it("uses the same enum again, and renames one with other values", () => {
    const mood = (table: string, ...values: readonly string[]) =>
      documentOf({ [table]: ["mood mood"] }, { mood: values });
    const document = mood("posts", "calm", "glad");
    const enumsAfter = (other: SchemaDocument) => {
      const { value, diagnostics } = mergeDocument(document, { other: withOtherIds(other) });
      const merged = applyDiff(document, value);
      const enums = recordsOf(merged, "enum").map(({ id, name }) => [
        name,
        columnsOfEnum(merged, id).length,
      ]);
      return { enums, codes: diagnostics.map(({ code }) => code) };
    };
    expect(enumsAfter(mood("users", "calm", "glad"))).toEqual({ enums: [["mood", 2]], codes: [] });
    expect(enumsAfter(mood("users", "sad"))).toEqual({
      enums: [
        ["mood", 1],
        ["mood2", 1],
      ],
      codes: ["enum-renamed"],
    });
  });

  it("relates to existing tables that the other document does not have", () => {
    const other = withOtherIds(documentOf({ notes: ["author_id integer", "place integer"] }));
    const [notes] = tableViews(other);
    const [, author, place] = notes?.columns ?? [];
    if (!notes || !author || !place) throw new Error("no columns");
    const reference = (column: typeof author, targetName: string, names: readonly string[]) => ({
      id: `key-${targetName}` as ForeignKey["id"],
      table: notes.table.id,
      columns: [column.id],
      name: null,
      onDelete: "cascade" as const,
      onUpdate: "no action" as const,
      targetName,
      targetColumnNames: names,
    });
    const references = [
      reference(author, "USERS", []),
      reference(place, "places", ["id"]),
      reference(place, "users", ["nowhere"]),
    ];
    const { value, diagnostics } = mergeDocument(blogDocument, { other, references });
    const merged = applyDiff(blogDocument, value);
    expect(tableViews(merged).at(-1)?.foreignKeys).toMatchObject([
      { forward: "author", reverse: "notes", onDelete: "cascade" },
    ]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'The relation from "notes" to "places" is left out: "places" does not exist.',
      'The relation from "notes" to "users" is left out: "users" does not have the referenced columns.',
    ]);
  });

  it("gives an entity another name when its own is taken", () => {
    const other = withOtherIds(documentOf({ user: [] }));
    const merged = applyDiff(blogDocument, mergeDocument(blogDocument, { other }).value);
    expect(tableViews(merged).at(-1)?.table.entity).toBe("User2");
  });
});
