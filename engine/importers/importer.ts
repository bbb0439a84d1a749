/** What every importer takes and gives. */
import type { Report } from "../base/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import { emptyDocument, type NewId, type SchemaDocument } from "../schema/index.ts";

/** What an importer is handed: it opens no database and makes no ids of its own. */
export type ImportTools = {
  /** A private database, empty or from the bytes of a file. May throw for bytes that are none. */
  readonly openDatabase: (bytes?: Uint8Array) => EmbeddedDriver;
  readonly newId: NewId;
};

export type Imported = {
  readonly document: SchemaDocument;
  /** A database with the tables of the document and their rows; the caller closes it. */
  readonly database: EmbeddedDriver | null;
};

type Kind<Accepts extends "text" | "bytes", Input> = {
  readonly id: string;
  /** The name for people. */
  readonly label: string;
  readonly accepts: Accepts;
  /** File name endings, without the dot. */
  readonly extensions: readonly string[];
  readonly import: (input: Input, tools: ImportTools) => Report<Imported>;
};

/** Reads one format. What could be read is read, and what could not is told; it never throws. */
export type Importer = Kind<"text", string> | Kind<"bytes", Uint8Array>;

export const nothingImported: Imported = { document: emptyDocument, database: null };
