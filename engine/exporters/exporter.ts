/** What every exporter takes and gives. */
import type { Report } from "../base/index.ts";
import type { SchemaDocument } from "../schema/index.ts";

export type ExportedFile = {
  readonly name: string;
  readonly text: string;
};

/** Writes a document in another language. What is only nearly the same is told. */
export type Exporter = {
  readonly id: string;
  /** The name for people. */
  readonly label: string;
  /** The language of the text, as editors call it. */
  readonly language: "sql" | "python";
  /** The ending of file names, without the dot. */
  readonly extension: string;
  readonly export: (document: SchemaDocument) => Report<readonly ExportedFile[]>;
};
