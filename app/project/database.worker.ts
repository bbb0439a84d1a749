/** The worker that keeps a project's rows: builds its database, takes rows back, reads other formats. */
import { expose, transfer } from "comlink";
import {
  absorb,
  type Diagnostic,
  type EmbeddedDriver,
  type Imported,
  importers,
  materialize,
  randomIds,
  type SchemaDocument,
} from "../../engine/index.ts";
import { loadSqlite, type OpenDatabase } from "../sqlite/index.ts";

export type ImportInput = {
  readonly importer: string;
  readonly content: string | Uint8Array;
};

/** What was read, before anyone said what to do with it. */
export type ImportPreview = {
  readonly document: SchemaDocument;
  readonly diagnostics: readonly Diagnostic[];
  readonly hasRows: boolean;
};

const newId = randomIds(Math.random);
let loading: Promise<OpenDatabase> | null = null;
let store: EmbeddedDriver | null = null;
let imported: Imported | null = null;

const sqlite = (): Promise<OpenDatabase> => {
  loading ??= loadSqlite();
  return loading;
};

const openStore = async (): Promise<EmbeddedDriver> => {
  store ??= (await sqlite())();
  return store;
};

const exported = (database: EmbeddedDriver): Uint8Array => {
  const bytes = database.export();
  return transfer(bytes, [bytes.buffer as ArrayBuffer]);
};

/** Runs the importer; what it holds open from the time before is let go. */
const read = async ({ importer: id, content }: ImportInput): Promise<ImportPreview> => {
  const openDatabase = await sqlite();
  const tools = { openDatabase, newId };
  const importer = importers.find(candidate => candidate.id === id);
  if (!importer) throw new Error(`there is no importer ${id}`);
  imported?.database?.close();
  const result =
    importer.accepts === "text"
      ? importer.import(textOf(content), tools)
      : importer.import(bytesOf(content), tools);
  imported = result.value;
  const { document, database } = result.value;
  return { document, diagnostics: result.diagnostics, hasRows: database !== null };
};

const textOf = (content: string | Uint8Array): string =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

const service = {
  /** Opens the rows of a project; null for one without rows. */
  async open(rows: Uint8Array | null): Promise<void> {
    const openDatabase = await sqlite();
    store?.close();
    store = rows ? openDatabase(rows) : openDatabase();
  },

  /** The database of a design, as the bytes of a file. */
  async build(
    document: SchemaDocument,
  ): Promise<{ database: Uint8Array; diagnostics: readonly Diagnostic[] }> {
    const openDatabase = await sqlite();
    const target = openDatabase();
    const { diagnostics } = materialize(document, await openStore(), target);
    const bytes = target.export();
    target.close();
    return { database: bytes, diagnostics };
  },

  /** Takes the rows of a database back; the row store, as bytes. */
  async absorb(document: SchemaDocument, database: Uint8Array): Promise<Uint8Array> {
    const openDatabase = await sqlite();
    const source = openDatabase(database);
    const target = await openStore();
    absorb(document, source, target);
    source.close();
    return exported(target);
  },

  read,

  /** Takes the rows of what was read last into the store, for the tables of `document`. */
  async accept(document: SchemaDocument): Promise<Uint8Array> {
    const target = await openStore();
    if (imported?.database) {
      absorb(document, imported.database, target);
      imported.database.close();
    }
    imported = null;
    return exported(target);
  },
};

export type DatabaseWorker = typeof service;

expose(service);
