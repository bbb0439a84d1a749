/**
 * Proves an exporter of models with the real library: it loads the models, and the tables that it creates on SQLite are
 * those of the CREATE script, up to a table of differences.
 */
import { format } from "@wasm-fmt/ruff_fmt";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import { createScript } from "../../ddl/index.ts";
import type { Exporter, OptionValues } from "../../exporters/index.ts";
import { sqliteFile } from "../../importers/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { draftDocument } from "../draft-document.ts";
import { importTools } from "../import-tools.ts";
import { openDatabase } from "../open-database.ts";
import { openPython, type PythonLibrary, pythonAvailable } from "../python/index.ts";
import { blogDocument, everythingDocument } from "../sample-documents.ts";
import { designSamples } from "./design-samples.ts";
import { type NamedRecord, namedRecords } from "./named-records.ts";
import { randomDesign } from "./random-designs.ts";
import { designOf, realSchemas } from "./schemas.ts";

/** A difference between the library's tables and ours that is allowed. */
export type Difference = {
  readonly because: string;
  /** Brings a record of either side into one form; null leaves it out. `all` are the records of that side. */
  readonly normalize: (record: NamedRecord, all: readonly NamedRecord[]) => NamedRecord | null;
};

export type ModelProof = {
  readonly exporter: Exporter;
  readonly library: PythonLibrary;
  readonly options?: OptionValues;
  readonly differences: readonly Difference[];
  /** Whether the proof is short: a few random designs and no real schemas, for options of an exporter. */
  readonly isShort?: boolean;
  /** The design as the library can express it, where that has other records; the design itself by default. */
  readonly expected?: (document: SchemaDocument) => SchemaDocument;
};

const RANDOM_DESIGNS = 100;
const RANDOM_DESIGNS_IN_SHORT = 20;

const bytesOf = (document: SchemaDocument): Uint8Array => {
  const database = openDatabase();
  for (const { text } of createScript(document, "sqlite").value) database.query(text);
  return database.export();
};

/** The texts of the models, by the names of their files. */
export const filesOf = (
  { exporter, options }: Pick<ModelProof, "exporter" | "options">,
  document: SchemaDocument,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    exporter.export(document, options).value.map(({ name, text }) => [name, text]),
  );

/** The name of the exporter with the options that are not initial. */
export const titleOf = ({
  exporter,
  options = {},
}: Pick<ModelProof, "exporter" | "options">): string =>
  [exporter.label, ...Object.entries(options).map(([id, value]) => `${id} ${value}`)].join(", ");

/** The text of models in one file. */
export const modelsOf = (
  { exporter, options }: Pick<ModelProof, "exporter" | "options">,
  document: SchemaDocument,
): string => present(exporter.export(document, options).value[0], "models").text;

const normalized = (
  record: NamedRecord,
  all: readonly NamedRecord[],
  differences: readonly Difference[],
): NamedRecord | null => {
  let current: NamedRecord | null = record;
  for (const { normalize } of differences) current = current && normalize(current, all);
  return current;
};

/** The records of a document as text, up to the differences. */
export const normalizedRecords = (
  document: SchemaDocument,
  differences: readonly Difference[],
): readonly string[] => {
  const records = namedRecords(document);
  return records
    .flatMap(record => normalized(record, records, differences) ?? [])
    .map(record => JSON.stringify(record))
    .sort();
};

class Proof {
  readonly #proof: ModelProof;
  designs = 0;

  constructor(proof: ModelProof) {
    this.#proof = proof;
  }

  async sameTables(document: SchemaDocument): Promise<void> {
    const python = await openPython(this.#proof.library);
    const files = filesOf(this.#proof, document);
    for (const [name, text] of Object.entries(files)) expect(format(text, name)).toBe(text);
    const created = await this.#catalogue(await python.createTables(files));
    const expected = this.#proof.expected?.(document) ?? document;
    expect(created).toEqual(await this.#catalogue(bytesOf(expected)));
    this.designs += 1;
  }

  async #catalogue(bytes: Uint8Array): Promise<readonly string[]> {
    const source = { name: null, bytes, text: null };
    const { value } = await sqliteFile.import(source, importTools());
    value.database?.close();
    return normalizedRecords(value.document, this.#proof.differences);
  }
}

/** Declares the tests of an exporter. */
export const proveModels = (given: ModelProof): void => {
  const title = titleOf(given);
  const numRuns = given.isShort ? RANDOM_DESIGNS_IN_SHORT : RANDOM_DESIGNS;
  describe.skipIf(!pythonAvailable(given.library))(`the models, loaded by ${title}, make`, () => {
    const proof = new Proof(given);
    let schemas = 0;

    afterAll(() => {
      console.log(`${title}: ${proof.designs - schemas} designs and ${schemas} schemas proved.`);
    });

    it("the tables of the blog", () => proof.sameTables(blogDocument()));

    it("tables with everything", () => proof.sameTables(everythingDocument()));

    it.each(Object.entries(designSamples))("tables with %s", (_, draft) =>
      proof.sameTables(draftDocument(draft)),
    );

    it.each(given.isShort ? [] : realSchemas)("the tables of %s", async (_, address) => {
      await proof.sameTables(await designOf(address));
      schemas += 1;
    });

    it("the tables of any design", async () => {
      const property = fc.asyncProperty(randomDesign, draft =>
        proof.sameTables(draftDocument(draft)),
      );
      await fc.assert(property, { numRuns });
    }, 120_000);
  });
};
