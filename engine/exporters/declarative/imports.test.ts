/** Modules of SQLAlchemy and SQLModel, with any options, import nothing that they do not use. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { SchemaDocument } from "../../schema/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { designSamples, randomDesign } from "../../testing/models/index.ts";
import { everythingDocument } from "../../testing/sample-documents.ts";
import type { ExportedFile } from "../exporter.ts";
import { sqlalchemy } from "../sqlalchemy/index.ts";
import { sqlmodel } from "../sqlmodel/index.ts";

const choices = [
  {},
  { style: "classic" },
  { files: true },
  { style: "classic", files: true },
] as const;

const IMPORT = /^\s*(?:from \S+ )?import (?:\(([^)]*)\)|(.*))$/gm;

/** The names that a module imports and does not use. The module of a package imports for others. */
const unusedIn = ({ name, text }: ExportedFile): readonly string[] => {
  if (name.endsWith("__init__.py")) return [];
  const body = text.replaceAll(IMPORT, "");
  return [...text.matchAll(IMPORT)]
    .flatMap(([, lines, line]) => (lines ?? line ?? "").split(","))
    .map(item => item.trim().split(" as ").at(-1) ?? "")
    .filter(local => local !== "" && !new RegExp(`(?<![\\w.])${local}\\b`).test(body));
};

const unused = (document: SchemaDocument): readonly string[] =>
  [sqlalchemy, sqlmodel].flatMap(exporter =>
    choices.flatMap(options => exporter.export(document, options).value.flatMap(unusedIn)),
  );

it("for tables with everything, and for designs that are hard to write", () => {
  expect(unused(everythingDocument())).toEqual([]);
  for (const draft of Object.values(designSamples)) {
    expect(unused(draftDocument(draft))).toEqual([]);
  }
});

it("for any design", () => {
  const property = fc.property(randomDesign, draft => {
    expect(unused(draftDocument(draft))).toEqual([]);
  });
  fc.assert(property, { numRuns: 50 });
});
