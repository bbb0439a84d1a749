/** Finds out what was pasted or dropped, and reads it. */
import type { Diagnostic, SchemaDocument } from "../../engine/index.ts";
import type { ProjectController } from "../project/index.ts";

export type ReadTables = {
  readonly kind: "tables";
  /** A name for a project of its own. */
  readonly name: string;
  readonly document: SchemaDocument;
  readonly diagnostics: readonly Diagnostic[];
  /** The text that the diagnostics point into; null for bytes. */
  readonly text: string | null;
};

/** A project file is opened at once: there is nothing to ask. */
export type ReadInput = ReadTables | { readonly kind: "project" };

const SQLITE_MAGIC = "SQLite format 3\0";
const LARGEST = 256 * 1024 * 1024;

const startsWithMagic = (bytes: Uint8Array): boolean =>
  new TextDecoder("latin1").decode(bytes.subarray(0, SQLITE_MAGIC.length)) === SQLITE_MAGIC;

const isSqliteName = (name: string): boolean => /\.(sqlite3?|db3?)$/i.test(name);

const baseName = (name: string): string => name.replace(/\.[^.]+$/, "");

/** @throws Error, for people to read, when it is nothing that can be imported. */
export const readInput = async (
  controller: ProjectController,
  source: File | string,
): Promise<ReadInput> => {
  if (typeof source === "string") return readSql(controller, source, "Pasted SQL");
  if (source.size > LARGEST) {
    throw new Error("The file is larger than 256 MB, which is more than a browser tab can hold.");
  }
  const bytes = new Uint8Array(await source.arrayBuffer());
  if (startsWithMagic(bytes) || isSqliteName(source.name)) {
    return readSqlite(controller, bytes, baseName(source.name));
  }
  const text = new TextDecoder().decode(bytes);
  if (/\.stele$/i.test(source.name)) return readProject(controller, text);
  if (text.includes("\0")) {
    throw new Error(`${source.name} is neither text nor an SQLite database.`);
  }
  return readSql(controller, text, baseName(source.name));
};

const readSql = async (
  controller: ProjectController,
  text: string,
  name: string,
): Promise<ReadTables> => {
  const preview = await controller.readImport({ importer: "sqlite-sql", content: text });
  return { kind: "tables", name, text, ...preview };
};

const readSqlite = async (
  controller: ProjectController,
  bytes: Uint8Array,
  name: string,
): Promise<ReadTables> => {
  const preview = await controller.readImport({ importer: "sqlite-file", content: bytes });
  return { kind: "tables", name, text: null, ...preview };
};

const readProject = async (
  controller: ProjectController,
  text: string,
): Promise<{ readonly kind: "project" }> => {
  const diagnostics = await controller.openFile(text);
  const failure = diagnostics.find(found => found.severity === "error");
  if (failure) throw new Error([failure.message, failure.hint].filter(Boolean).join(" "));
  return { kind: "project" };
};

const count = ({ document }: ReadTables, kind: "table" | "foreignKey"): number =>
  [...document.records.values()].filter(record => record.kind === kind).length;

export const hasFindings = (input: ReadTables): boolean => count(input, "table") > 0;

const plural = (number: number, noun: string): string =>
  number === 1 ? `1 ${noun}` : `${number} ${noun}s`;

export const findingsText = (input: ReadTables): string =>
  hasFindings(input)
    ? `Found ${plural(count(input, "table"), "table")} and ${plural(count(input, "foreignKey"), "relation")}.`
    : "No table was found, so nothing changes.";
