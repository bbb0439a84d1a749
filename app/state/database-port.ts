/** The project's database as panels meet it: the design's tables, with the project's rows. */
import type { Diagnostic, SchemaDocument } from "../../engine/index.ts";

export type BuiltDatabase = {
  readonly document: SchemaDocument;
  /** The bytes of an SQLite file. */
  readonly database: Uint8Array;
  /** Rows that the design refuses, and values that had to be made up. */
  readonly diagnostics: readonly Diagnostic[];
};

export type DatabasePort = {
  /** The database of the design as it stands; built anew only when the design has changed. */
  current(): Promise<BuiltDatabase>;
  /** Takes over the rows of a database with the tables of `document`. */
  keep(document: SchemaDocument, database: Uint8Array): Promise<void>;
};
