/** The service of the database worker: it builds the design's database, absorbs rows, and imports other formats. */
import { transfer } from "comlink";
import {
  absorb,
  type Diagnostic,
  type EmbeddedDriver,
  type Imported,
  type ImportSource,
  importers,
  type LooseReference,
  materialize,
  randomIds,
  renameInPlace,
  type SchemaDocument,
} from "../../engine/index.ts";
import type { OpenDatabase } from "../sqlite/index.ts";

/** A source, and the id of the importer that reads it. */
export type ImportInput = { readonly importer: string; readonly source: ImportSource };

/** The tables that were read, before the user chooses where they go. */
export type ImportPreview = {
  readonly document: SchemaDocument;
  /** Foreign keys to tables that the source does not contain. */
  readonly references: readonly LooseReference[];
  readonly diagnostics: readonly Diagnostic[];
  readonly hasRows: boolean;
};

/** The bytes of a database file, and what was left out of it. */
export type BuiltContent = {
  readonly database: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
};

/** A database and its design. */
export type Built = BuiltContent & { readonly document: SchemaDocument };

/** Receives the progress from 0 to 1. Rejects to cancel the import. */
export type ProgressListener = (progress: number) => void | Promise<void>;

const moved = <Value>(value: Value, bytes: Uint8Array): Value =>
  transfer(value, [bytes.buffer as ArrayBuffer]);

const exported = (database: EmbeddedDriver): Uint8Array => {
  const bytes = database.export();
  return moved(bytes, bytes);
};

/** Owns the row store of the open project and the database of the last import. */
export class DatabaseWorkerService {
  readonly #load: () => Promise<OpenDatabase>;
  readonly #newId = randomIds(Math.random);
  #loading: Promise<OpenDatabase> | null = null;
  #store: EmbeddedDriver | null = null;
  #imported: Imported | null = null;

  constructor(load: () => Promise<OpenDatabase>) {
    this.#load = load;
  }

  /** Opens the rows of a project; null for a project without rows. */
  async open(rows: Uint8Array | null): Promise<void> {
    const openDatabase = await this.#sqlite();
    this.#store?.close();
    this.#store = null;
    this.#store = rows ? openDatabase(rows) : openDatabase();
  }

  /**
   * The database of a design, as the bytes of a file. If `previous` has the same rows, and its design differs by names
   * alone, its rows are not copied again.
   */
  async build(document: SchemaDocument, previous: Built | null): Promise<BuiltContent> {
    const renamed = previous && (await this.#renamed(document, previous));
    if (renamed) return renamed;
    const target = (await this.#sqlite())();
    try {
      const { diagnostics } = materialize(document, this.#openStore(), target);
      const database = target.export();
      return moved({ database, diagnostics }, database);
    } finally {
      target.close();
    }
  }

  /** Diagnostics name tables and columns, so a database with diagnostics is built again. */
  async #renamed(
    after: SchemaDocument,
    { document: before, database: bytes, diagnostics }: Built,
  ): Promise<BuiltContent | null> {
    if (diagnostics.length > 0) return null;
    const target = (await this.#sqlite())(bytes);
    try {
      if (!renameInPlace(target, { before, after })) return null;
      const database = target.export();
      return moved({ database, diagnostics }, database);
    } finally {
      target.close();
    }
  }

  /** Copies the rows of a database back into the row store, and returns the store as bytes. */
  async absorb(document: SchemaDocument, database: Uint8Array): Promise<Uint8Array> {
    const source = (await this.#sqlite())(database);
    try {
      const target = this.#openStore();
      absorb(document, source, target);
      return exported(target);
    } finally {
      source.close();
    }
  }

  /** Reads a source and keeps its rows until they are accepted. */
  async read(
    { importer: id, source }: ImportInput,
    onProgress: ProgressListener,
  ): Promise<ImportPreview> {
    const openDatabase = await this.#sqlite();
    const importer = importers.find(candidate => candidate.id === id);
    if (!importer) throw new Error(`there is no importer ${id}`);
    this.#forgetImport();
    const checkpoint = async (progress: number) => onProgress(progress);
    const tools = { openDatabase, newId: this.#newId, checkpoint };
    const result = await importer.import(source, tools);
    this.#imported = result.value;
    const { document, references, database } = result.value;
    return { document, references, diagnostics: result.diagnostics, hasRows: database !== null };
  }

  /** Copies the rows of the last import, for the tables of `document`, into the store, and returns the store. */
  async addImported(document: SchemaDocument): Promise<Uint8Array> {
    const target = this.#openStore();
    this.#copyImported(document, target);
    return exported(target);
  }

  /** The rows of the last import, for the tables of `document`, as a separate store. */
  async importedRows(document: SchemaDocument): Promise<Uint8Array> {
    const target = (await this.#sqlite())();
    try {
      this.#copyImported(document, target);
      return exported(target);
    } finally {
      target.close();
    }
  }

  #sqlite(): Promise<OpenDatabase> {
    this.#loading ??= this.#load().catch(thrown => {
      this.#loading = null;
      throw thrown;
    });
    return this.#loading;
  }

  /** @throws Error when the rows of the project are not open: an empty store would replace them. */
  #openStore(): EmbeddedDriver {
    if (this.#store === null) throw new Error("The rows of the project are not open.");
    return this.#store;
  }

  /** The import is forgotten only when its rows are copied. */
  #copyImported(document: SchemaDocument, target: EmbeddedDriver): void {
    if (this.#imported?.database) absorb(document, this.#imported.database, target);
    this.#forgetImport();
  }

  #forgetImport(): void {
    this.#imported?.database?.close();
    this.#imported = null;
  }
}
