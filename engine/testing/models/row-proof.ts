/** Proves that rows go through the real library: written, read back, and reached by both sides of their relations. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SchemaDocument } from "../../schema/index.ts";
import { draftDocument } from "../draft-document.ts";
import { openPython, pythonAvailable } from "../python/index.ts";
import { blogDocument, everythingDocument } from "../sample-documents.ts";
import { designSamples } from "./design-samples.ts";
import { filesOf, type ModelProof, titleOf } from "./model-proof.ts";
import { randomDesign } from "./random-designs.ts";
import { designOf, realSchemas } from "./schemas.ts";

type RoundTrip = {
  readonly rows: number;
  readonly relations: number;
  readonly problems: readonly string[];
};

export type RowProof = Pick<ModelProof, "exporter" | "library" | "options" | "isShort"> & {
  /** A file of `rows/`, which defines `round_trip`. */
  readonly script: string;
  /** The call of `round_trip`. */
  readonly call: string;
};

const RANDOM_DESIGNS = 25;
const RANDOM_DESIGNS_IN_SHORT = 10;

const textOf = (name: string): string =>
  readFileSync(new URL(`rows/${name}`, import.meta.url), "utf8");

/** Declares the tests of an exporter. */
export const proveRows = (given: RowProof): void => {
  const title = titleOf(given);
  const numRuns = given.isShort ? RANDOM_DESIGNS_IN_SHORT : RANDOM_DESIGNS;
  const schemas = given.isShort ? [] : realSchemas;
  const script = ["round_trip.py", given.script].map(textOf).join("\n\n");

  const roundTrip = async (document: SchemaDocument): Promise<RoundTrip> => {
    const python = await openPython(given.library);
    const trip = await python.run(filesOf(given, document), `${script}\n\n${given.call}\n`);
    return trip as RoundTrip;
  };

  /** Whether the exporter reports that the library cannot read the rows. */
  const isUnreadable = (document: SchemaDocument): boolean =>
    given.exporter
      .export(document, given.options)
      .diagnostics.some(({ code }) => code === "unreadable-column");

  const expectRoundTrip = async (document: SchemaDocument): Promise<void> => {
    if (isUnreadable(document)) return;
    const { problems, rows } = await roundTrip(document);
    expect(problems).toEqual([]);
    expect(rows).toBeGreaterThan(0);
  };

  describe.skipIf(!pythonAvailable(given.library))(`${title} writes and reads rows of`, () => {
    it("the blog, by both sides of its relation", async () => {
      expect(await roundTrip(blogDocument())).toEqual({ rows: 2, relations: 1, problems: [] });
    });

    it("tables with everything", () => expectRoundTrip(everythingDocument()));

    it.each(Object.entries(designSamples))("tables with %s", (_, draft) =>
      expectRoundTrip(draftDocument(draft)),
    );

    it.each(schemas)("%s", async (_, address) => expectRoundTrip(await designOf(address)));

    it("any design", async () => {
      const property = fc.asyncProperty(randomDesign, async draft => {
        expect((await roundTrip(draftDocument(draft))).problems).toEqual([]);
      });
      await fc.assert(property, { numRuns });
    }, 120_000);
  });
};
