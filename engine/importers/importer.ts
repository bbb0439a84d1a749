/** The interface of an importer. */
import type { Report } from "../base/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import {
  emptyDocument,
  type LooseReference,
  type NewId,
  type SchemaDocument,
} from "../schema/index.ts";

/** A file or a pasted text. */
export type ImportSource = {
  /** The file name, or null for pasted text. */
  readonly name: string | null;
  /** The bytes of a file; null for pasted text. */
  readonly bytes: Uint8Array | null;
  /** The decoded text; null for a binary file. */
  readonly text: string | null;
};

/** What the caller provides: an importer opens no database and creates no ids by itself. */
export type ImportTools = {
  /**
   * Opens a private database, empty or from the bytes of a file.
   * @throws Error for bytes that are not a database.
   */
  readonly openDatabase: (bytes?: Uint8Array) => EmbeddedDriver;
  readonly newId: NewId;
  /**
   * Reports progress, as a fraction from 0 to 1, and lets the caller do other work.
   * Rejects when the import is cancelled; the importer then stops and rejects with the same reason.
   */
  readonly checkpoint: (progress: number) => Promise<void>;
};

export type Imported = {
  readonly document: SchemaDocument;
  /** Foreign keys to tables that the source does not contain. The project to which it is added may have them. */
  readonly references: readonly LooseReference[];
  /** A database with the tables of the document and their rows; the caller closes it. */
  readonly database: EmbeddedDriver | null;
};

/**
 * Reads one format. It reads as much as possible and reports the rest as diagnostics, whose ranges refer to the
 * text of the source. It rejects only when it is cancelled.
 */
export type Importer = {
  readonly id: string;
  /** The name in the interface. */
  readonly label: string;
  /** Whether the format can be pasted as text. */
  readonly isText: boolean;
  /** File name extensions, without the dot. */
  readonly extensions: readonly string[];
  /** The confidence, from 0 to 1, that the source has this format. */
  readonly detect: (source: ImportSource) => number;
  readonly import: (source: ImportSource, tools: ImportTools) => Promise<Report<Imported>>;
};

export const nothingImported: Imported = {
  document: emptyDocument,
  references: [],
  database: null,
};
