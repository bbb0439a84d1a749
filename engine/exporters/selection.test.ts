import { expect, it } from "vitest";
import { recordsOf, tableViews } from "../schema/index.ts";
import { everythingDocument } from "../testing/sample-documents.ts";
import { exporters, limitToTables } from "./index.ts";

const document = everythingDocument();

const selected = (...names: readonly string[]) =>
  limitToTables(
    document,
    new Set(
      tableViews(document)
        .filter(({ table }) => names.includes(table.name))
        .map(({ table }) => table.id),
    ),
  );

it("keeps tables with their parts, their enums, and the foreign keys between them", () => {
  const { value, diagnostics } = selected("authors", "books");
  expect(tableViews(value).map(({ table }) => table.name)).toEqual(["authors", "books"]);
  expect(recordsOf(value, "foreignKey")).toHaveLength(3);
  expect(recordsOf(value, "enum")).toHaveLength(1);
  expect(diagnostics).toEqual([]);
});

it("reports foreign keys to tables that are not selected", () => {
  const { value, diagnostics } = selected("books");
  expect(recordsOf(value, "foreignKey")).toHaveLength(0);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'The relation "author" of "books" is left out, because "authors" is not selected.',
    'The relation "editor" of "books" is left out, because "authors" is not selected.',
  ]);
  expect(recordsOf(selected("tags").value, "enum")).toHaveLength(0);
});

it.each(exporters)("$label prints a selection", exporter => {
  const [file] = exporter.export(selected("tags", "loans").value).value;
  expect(file?.text).toContain("extensions");
  expect(file?.text).not.toContain("authors");
});
