/** The project file: JSON with one record a line, so that versions can be compared line by line. */
import * as v from "valibot";
import { error, type Report, report } from "../../base/index.ts";
import { emptyDocument, type SchemaRecord } from "../records.ts";
import { CONTENT_VERSION } from "./content-migrations.ts";
import { type ProjectContent, readProjectContent } from "./read-content.ts";

export type ProjectFile = ProjectContent & {
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

const printRecord = (record: SchemaRecord): string => `    ${JSON.stringify(record)}`;

/** The line of the rows begins with this text; no other line of a printed file does. */
export const ROWS_LINE = '\n  "rows": ';

/** The text of a project file before and after the value of its rows. */
export const printAroundRows = ({ name, document, queries }: ProjectContent) => {
  const records = [...document.records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const lines = [
    "{",
    `  "format": "stele",`,
    `  "version": ${CONTENT_VERSION},`,
    `  "name": ${JSON.stringify(name)},`,
    `  "records": [`,
    records.map(printRecord).join(",\n"),
    `  ],`,
    `  "queries": ${JSON.stringify(queries, null, 2).replaceAll("\n", "\n  ")},`,
  ];
  return { before: `${lines.join("\n")}${ROWS_LINE}`, after: "\n}\n" };
};

/** Prints a project with one line for each record, sorted by id. */
export const printProjectFile = ({ rows, ...content }: ProjectFile): string => {
  const { before, after } = printAroundRows(content);
  return before + JSON.stringify(rows) + after;
};

/** The parts of a file that no other form of a project has. */
const fileSchema = v.looseObject({
  format: v.literal("stele"),
  version: v.number(),
  rows: v.nullable(v.string()),
});

const emptyFile: ProjectFile = { name: "", document: emptyDocument, queries: [], rows: null };

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Parses a project file. Anything else gives an error and an empty project. */
export const parseProjectFile = (text: string): Report<ProjectFile> => {
  const parsed = v.safeParse(fileSchema, parseJson(text.replace(/^\uFEFF/, "")));
  if (!parsed.success) {
    const hint = "Choose a file that ends in .stele.";
    const message = "This is not a Stele project file.";
    return report(emptyFile, [error("not-a-project", message, { hint })]);
  }
  const { value, diagnostics } = readProjectContent(parsed.output);
  return report(value ? { ...value, rows: parsed.output.rows } : emptyFile, diagnostics);
};
