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

const withTables = (names: readonly string[]): SchemaDocument =>
  names.reduce(
    (document, name) => applyDiff(document, addTable(document, { newId, name, x: 0, y: 0 }).value),
    emptyDocument,
  );

const withColumn = (document: SchemaDocument, table: string, line: string): SchemaDocument => {
  const draft = parseColumnLine(line, document).value;
  const view = tableNamed(document, table);
  if (draft === null || view === undefined) throw new Error("the column was not made");
  return applyDiff(document, addColumn(document, { newId, table: view.table.id, draft }).value);
};

const blog = withColumn(withTables(["users", "posts"]), "posts", "title text");

const labels = (search: string, document = blog, open: "all" | "none" = "none") => {
  const ids = [...document.records.values()].filter(record => record.kind === "table");
  const opened = new Set(open === "all" ? ids.map(table => table.id) : []);
  return outlineRows(document, { search, open: opened }).map(row => row.label);
};

describe("the outline", () => {
  test("lists tables by name, and the columns of open ones", () => {
    expect(labels("")).toEqual(["Post", "User"]);
    expect(labels("", blog, "all")).toEqual(["Post", "id", "title", "User", "id"]);
  });

  test("finds tables by class or table name, and columns with their table", () => {
    expect(labels("users")).toEqual(["User"]);
    expect(labels("TIT")).toEqual(["Post", "title"]);
    expect(labels("nothing")).toEqual([]);
  });

  test("ranks tables by match: exact, prefix, word, part, column, then letters", () => {
    const names = [
      "airpersonnel",
      "passport",
      "pier_sort_ion",
      "person",
      "personnel",
      "sales_person",
    ];
    const document = withColumn(withTables(names), "passport", "person_id integer");
    expect(labels("person", document)).toEqual([
      "Person",
      "Personnel",
      "SalesPerson",
      "Airpersonnel",
      "Passport",
      "person_id",
      "PierSortIon",
    ]);
  });
});
