import { describe, expect, it } from "vitest";
import { blogDocument, documentOf } from "../../testing/blog.ts";
import { applyDiff } from "../diff.ts";
import type { SchemaDocument } from "../records.ts";
import { tableViews } from "../views.ts";
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

  it("reports and leaves out a table whose name is taken, with the keys that reference it", () => {
    const other = withOtherIds(documentOf({ Users: [], likes: ["user_id integer -> Users.id"] }));
    const { value, diagnostics } = mergeDocument(blogDocument, { other });
    const merged = applyDiff(blogDocument, value);
    expect(names(merged)).toEqual(["users", "posts", "likes"]);
    expect(tableViews(merged).at(-1)?.foreignKeys).toEqual([]);
    expect(diagnostics.map(found => found.code)).toEqual(["name-taken"]);
  });

  it("gives an entity another name when its own is taken", () => {
    const other = withOtherIds(documentOf({ user: [] }));
    const merged = applyDiff(blogDocument, mergeDocument(blogDocument, { other }).value);
    expect(tableViews(merged).at(-1)?.table.entity).toBe("User2");
  });
});
