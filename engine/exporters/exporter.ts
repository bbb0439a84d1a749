/** The interface of an exporter. */
import type { PrintedText, RecordOrigin, Report } from "../base/index.ts";
import type { SchemaDocument } from "../schema/index.ts";

/** A file of an export. Its spans tie characters to the records that they are printed from. */
export type ExportedFile = PrintedText<RecordOrigin> & {
  /** The file name, with its extension. */
  readonly name: string;
};

/** Writes a document in another language. Diagnostics report what is approximated or omitted. */
export type Exporter = {
  readonly id: string;
  /** The name in the interface. */
  readonly label: string;
  /** The language of the files. */
  readonly language: "sql" | "python";
  readonly export: (document: SchemaDocument) => Report<readonly ExportedFile[]>;
};
