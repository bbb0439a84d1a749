/** Reads the content of a stored project, in a file or in the browser, in any version. */
import * as v from "valibot";
import { error, type Report, report } from "../../base/index.ts";
import type { SchemaDocument } from "../records.ts";
import { CONTENT_VERSION, migrateContent } from "./content-migrations.ts";
import { readQueries } from "./read-queries.ts";
import { readRecords } from "./read-records.ts";
import type { StoredQuery } from "./record-schemas.ts";

export type ProjectContent = {
  readonly name: string;
  readonly document: SchemaDocument;
  readonly queries: readonly StoredQuery[];
};

/** Projects that the browser stored without a version are of version 1. */
const contentSchema = v.object({
  version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  name: v.string(),
  records: v.array(v.unknown()),
  queries: v.array(v.unknown()),
});

const rejected = (message: string, hint: string): Report<null> =>
  report(null, [error("not-a-project", message, { hint })]);

/** Reads a project. The value is null if it is not a project, or one of a newer version. */
export const readProjectContent = (stored: unknown): Report<ProjectContent | null> => {
  const parsed = v.safeParse(contentSchema, stored);
  if (!parsed.success) {
    return rejected("This is not a Stele project.", "Choose a file that ends in .stele.");
  }
  const { version, ...raw } = parsed.output;
  if (version > CONTENT_VERSION) {
    return rejected(
      `This project was saved by a newer version of Stele (format ${version}).`,
      "Reload the page to get the newest version, then open it again.",
    );
  }
  const content = migrateContent(raw, version);
  const records = readRecords(content.records);
  const queries = readQueries(content.queries);
  const value = { name: content.name, document: records.value, queries: queries.value };
  return report(value, [...records.diagnostics, ...queries.diagnostics]);
};
