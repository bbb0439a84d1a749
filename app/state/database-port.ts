/** The project's database: the tables of the design, with the project's rows. */
import type { Diagnostic, SchemaDocument } from "../../engine/index.ts";

export type BuiltDatabase = {
  /** The id of the project. */
  readonly project: string;
  readonly document: SchemaDocument;
  /** The bytes of an SQLite file. */
  readonly database: Uint8Array;
  /** Rows that violate the design, and values that were filled in. */
  readonly diagnostics: readonly Diagnostic[];
};

export type DatabasePort = {
  /** The id of the open project. */
  readonly id: string;
  /**
   * The database of the current design. It is built again only when the design changes.
   * Null if another project was opened meanwhile.
   */
  current(): Promise<BuiltDatabase | null>;
  /** Calls when the rows are no longer those of before, for another reason than a run; returns a function that stops it. */
  onRowsReplaced(listener: () => void): () => void;
  /** Stores the rows that a run left in a built database; false if another project is open by now. */
  keep(built: BuiltDatabase, database: Uint8Array): Promise<boolean>;
};
