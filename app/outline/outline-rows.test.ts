import { describe, expect, test } from "vitest";
import {
  addColumn,
  addTable,
  applyDiff,
  countedIds,
  emptyDocument,
  parseColumnLine,
  type SchemaDocument,
  tableNamed,
} from "../../engine/index.ts";
import { outlineRows } from "./outline-rows.ts";

const newId = countedIds();

const blog = (): SchemaDocument => {
  let document = emptyDocument;
  for (const name of ["users", "posts"]) {
    document = applyDiff(document, addTable(document, { newId, name, x: 0, y: 0 }).value);
  }
  const draft = parseColumnLine("title text", document).value;
  const posts = tableNamed(document, "posts");
  if (draft === null || posts === undefined) throw new Error("the blog was not made");
  return applyDiff(document, addColumn(document, { newId, table: posts.table.id, draft }).value);
};

const labels = (search: string, open: "all" | "none" = "none") => {
  const document = blog();
  const ids = [...document.records.values()].filter(record => record.kind === "table");
  const opened = new Set(open === "all" ? ids.map(table => table.id) : []);
  return outlineRows(document, { search, open: opened }).map(row => row.label);
};

describe("the outline", () => {
  test("lists tables by name, and the columns of open ones", () => {
    expect(labels("")).toEqual(["Post", "User"]);
    expect(labels("", "all")).toEqual(["Post", "id", "title", "User", "id"]);
  });

  test("finds tables by class or table name, and columns with their table", () => {
    expect(labels("users")).toEqual(["User"]);
    expect(labels("TIT")).toEqual(["Post", "title"]);
    expect(labels("nothing")).toEqual([]);
  });
});
