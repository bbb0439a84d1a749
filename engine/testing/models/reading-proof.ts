/** Proves that models, exported and read again by the real library, are the same design. */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { documentOfModels } from "../../importers/index.ts";
import { countedIds, type SchemaDocument } from "../../schema/index.ts";
import { draftDocument } from "../draft-document.ts";
import { openPython, pythonAvailable } from "../python/index.ts";
import { blogDocument, everythingDocument } from "../sample-documents.ts";
import { designSamples } from "./design-samples.ts";
import { type Difference, type ModelProof, modelsOf, normalizedRecords } from "./model-proof.ts";
import { randomDesign } from "./random-designs.ts";
import { designOf, realSchemas } from "./schemas.ts";

const RANDOM_DESIGNS = 50;

/** `differences` are those between a design and the one that its models become. */
export type ReadingProof = ModelProof;

/** Placements are no part of models. */
const placements: Difference = {
  because: "models have no places on a canvas",
  normalize: record => (record.kind === "placement" ? null : record),
};

/** Declares the tests. */
export const proveReading = (given: ReadingProof): void => {
  const { label } = given.exporter;
  const differences = [placements, ...given.differences];
  let designs = 0;

  const sameDesign = async (document: SchemaDocument): Promise<void> => {
    const python = await openPython(given.library);
    const described = await python.read(modelsOf(given, document));
    expect(described.problems.filter(({ severity }) => severity !== "info")).toEqual([]);
    const { value, diagnostics } = documentOfModels(described, countedIds());
    expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
    const expected = given.expected?.(document) ?? document;
    expect(normalizedRecords(value.document, differences)).toEqual(
      normalizedRecords(expected, differences),
    );
    designs += 1;
  };

  describe.skipIf(!pythonAvailable(given.library))(
    `the models of ${label}, read again, are`,
    () => {
      afterAll(() => {
        console.log(`${label}: ${designs} designs were the same after export and import.`);
      });

      it("the blog", () => sameDesign(blogDocument()));

      it("the design with everything", () => sameDesign(everythingDocument()));

      it.each(Object.entries(designSamples))("the design with %s", (_, draft) =>
        sameDesign(draftDocument(draft)),
      );

      it.each(realSchemas)("the design of %s", async (_, address) =>
        sameDesign(await designOf(address)),
      );

      it("any design", async () => {
        const property = fc.asyncProperty(randomDesign, draft => sameDesign(draftDocument(draft)));
        await fc.assert(property, { numRuns: RANDOM_DESIGNS });
      }, 120_000);
    },
  );
};
