import { describe, expect, it } from "vitest";
import { recordsOf, type SchemaDocument } from "../schema/index.ts";
import { blogDocument, everythingDocument } from "../testing/sample-documents.ts";
import { exporters } from "./index.ts";

const documents: readonly (readonly [string, SchemaDocument])[] = [
  ["the blog", blogDocument()],
  ["a document with everything", everythingDocument()],
];

describe.each(exporters)("the spans of $label", exporter => {
  it.each(documents)("are within the text and nested: %s", (_, document) => {
    for (const { text, spans } of exporter.export(document).value) {
      for (const { start, end, origin } of spans) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(document.records.has(origin.record)).toBe(true);
      }
      const open: number[] = [];
      for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
        while ((open.at(-1) ?? Number.POSITIVE_INFINITY) <= start) open.pop();
        expect(end).toBeLessThanOrEqual(open.at(-1) ?? text.length);
        open.push(end);
      }
    }
  });

  it.each(documents)("show the name of each table and column: %s", (_, document) => {
    const slices = exporter
      .export(document)
      .value.flatMap(({ text, spans }) =>
        spans.map(({ start, end, origin }) => [origin.record, text.slice(start, end)] as const),
      );
    for (const { id, name } of [
      ...recordsOf(document, "table"),
      ...recordsOf(document, "column"),
    ]) {
      const own = slices.filter(([record]) => record === id).map(([, slice]) => slice);
      const plain = own.join("\n").replaceAll(/["'`\\]/g, "");
      // A foreign key may be a field named after its relation, such as `author` for `author_id`.
      expect(plain).toContain(name.replaceAll(/["'`\\]/g, "").replace(/_id$/, ""));
    }
  });
});
