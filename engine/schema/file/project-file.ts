/** The project file: JSON with one record a line, so that versions can be compared line by line. */
import * as v from "valibot";
import { type Diagnostic, error, type Report, report, warning } from "../../base/index.ts";
import { emptyDocument, type SchemaDocument, type SchemaRecord } from "../records.ts";
import { projectSchema, type QueryLanguage, recordSchema } from "./record-schemas.ts";

export type ProjectFile = {
  readonly name: string;
  readonly document: SchemaDocument;
  readonly queries: readonly {
    readonly id: string;
    readonly name: string;
    readonly language: QueryLanguage;
    readonly text: string;
  }[];
  /** The row store in base64; null without rows. */
  readonly rows: string | null;
};

/** The extension of project files, without the dot. */
export const projectFileExtension = "stele";

/** Whether a file or text is a project file, by its extension or its beginning. */
export const isProjectFile = ({
  name,
  text,
}: {
  readonly name: string | null;
  readonly text: string | null;
}): boolean =>
  name?.toLowerCase().endsWith(`.${projectFileExtension}`) ||
  (text !== null && /^\uFEFF?\s*\{\s*"format"\s*:\s*"stele"/.test(text));

/** The current version of the format. */
const VERSION = 1;

/** The ids that a record refers to. */
const referencesOf = (record: SchemaRecord): readonly string[] => {
  switch (record.kind) {
    case "table":
    case "enum":
      return [];
    case "column":
      return record.type.kind === "enum" ? [record.table, record.type.enum] : [record.table];
    case "key":
      return [record.table, ...record.columns];
    case "index":
      return [
        record.table,
        ...record.parts.flatMap(part => (part.kind === "column" ? [part.column] : [])),
      ];
    case "check":
    case "placement":
      return [record.table];
    case "foreignKey":
      return [record.table, record.target, ...record.columns, ...record.targetColumns];
  }
};

const printRecord = (record: SchemaRecord): string => `    ${JSON.stringify(record)}`;

/** The file's text: one line for each record, in the order of their ids. */
export const printProjectFile = ({ name, document, queries, rows }: ProjectFile): string => {
  const records = [...document.records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    "{",
    `  "format": "stele",`,
    `  "version": ${VERSION},`,
    `  "name": ${JSON.stringify(name)},`,
    `  "records": [`,
    records.map(printRecord).join(",\n"),
    `  ],`,
    `  "queries": ${JSON.stringify(queries, null, 2).replaceAll("\n", "\n  ")},`,
    `  "rows": ${JSON.stringify(rows)}`,
    "}",
    "",
  ].join("\n");
};

const nothing: ProjectFile = { name: "", document: emptyDocument, queries: [], rows: null };

const refused = (message: string, hint: string): Report<ProjectFile> =>
  report(nothing, [error("not-a-project", message, { hint })]);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads valid records. Invalid ones are left out and reported, with the records that depend on them. */
const readRecords = (given: readonly unknown[], diagnostics: Diagnostic[]): SchemaDocument => {
  const records = new Map<string, SchemaRecord>();
  given.forEach((candidate, index) => {
    const parsed = v.safeParse(recordSchema, candidate);
    // The schemas match the record types; ids are branded strings.
    if (parsed.success) records.set(parsed.output.id, parsed.output as unknown as SchemaRecord);
    else {
      const [issue] = parsed.issues;
      diagnostics.push(
        warning("bad-record", `Record ${index + 1} cannot be read: ${issue.message}.`),
      );
    }
  });
  return { records: withoutDangling(records, diagnostics) };
};

const withoutDangling = (
  records: Map<string, SchemaRecord>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, SchemaRecord> => {
  const dangling = [...records.values()].filter(record =>
    referencesOf(record).some(id => !records.has(id)),
  );
  if (dangling.length === 0) return records;
  for (const record of dangling) {
    records.delete(record.id);
    diagnostics.push(
      warning(
        "bad-record",
        `The ${record.kind} ${record.id} refers to a record that is not in the file.`,
      ),
    );
  }
  return withoutDangling(records, diagnostics);
};

/** Parses a project file. Anything else gives an error and an empty project. */
export const parseProjectFile = (text: string): Report<ProjectFile> => {
  const parsed = v.safeParse(projectSchema, parseJson(text));
  if (!parsed.success) {
    return refused("This is not a Stele project file.", "Choose a file that ends in .stele.");
  }
  const { version, name, records, queries, rows } = parsed.output;
  if (version > VERSION) {
    return refused(
      `This file was written by a newer Stele (format ${version}).`,
      "Reload the page to get the newest version, then open it again.",
    );
  }
  const diagnostics: Diagnostic[] = [];
  const document = readRecords(records, diagnostics);
  return report({ name, document, queries, rows }, diagnostics);
};
