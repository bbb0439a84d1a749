/** The models on PostgreSQL: the tables that SQLAlchemy creates there are those of our script. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SchemaDocument } from "../../schema/index.ts";
import type { Catalogue } from "../../testing/catalogue.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { designSamples, modelsOf, PostgresProof } from "../../testing/models/index.ts";
import { openPython, pythonAvailable, pythonStartTimeout } from "../../testing/python/index.ts";
import { blogDocument, everythingDocument } from "../../testing/sample-documents.ts";
import { sqlalchemy } from "./index.ts";

const documents: readonly (readonly [string, SchemaDocument])[] = [
  ["the blog", blogDocument()],
  ["tables with everything", everythingDocument()],
  ...Object.entries(designSamples).map(([name, draft]) => [name, draftDocument(draft)] as const),
];

const rowsIn = (value: unknown): readonly unknown[][] =>
  Array.isArray(value) ? value.filter(Array.isArray) : [];

/**
 * Without two differences: from version 18 on, PostgreSQL computes on read by default, but our script also runs on older
 * ones; and SQLAlchemy creates only the enums that columns use.
 */
const withoutManner = ({ enums, ...rest }: Catalogue): unknown => {
  const types = rowsIn(rest.columns).map(([, , type]) => String(type).replaceAll('"', ""));
  const text = JSON.stringify(rest).replaceAll('"","v",', '"","s",');
  const used = rowsIn(enums).filter(([name]) => types.includes(String(name)));
  return { ...JSON.parse(text), enums: used };
};

describe.skipIf(!pythonAvailable("sqlalchemy"))("on PostgreSQL, the models make", () => {
  let proof: PostgresProof;
  beforeAll(async () => {
    proof = await PostgresProof.open(await openPython("sqlalchemy"), "Base.metadata");
  }, pythonStartTimeout);
  afterAll(() => proof?.close());

  it.each(documents)("the tables of our script, and drop them: %s", async (_, document) => {
    const models = modelsOf({ exporter: sqlalchemy }, document);
    const { ours, theirs, dropped } = await proof.compare(document, models);
    expect(withoutManner(theirs)).toEqual(withoutManner(ours));
    expect(dropped).toEqual([]);
  });
});
