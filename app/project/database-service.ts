/** The page's side of the database worker: started when rows are first needed. */
import { type Remote, wrap } from "comlink";
import type { SchemaDocument } from "../../engine/index.ts";
import type { BuiltDatabase } from "../state/index.ts";
import type { DatabaseWorker, ImportInput, ImportPreview } from "./database.worker.ts";

/** Where a table stands is no matter of the database. */
const concernsDatabase = (kind: string): boolean => kind !== "placement";

const sameTables = (a: SchemaDocument, b: SchemaDocument): boolean => {
  if (a === b) return true;
  const relevant = (document: SchemaDocument) =>
    [...document.records.values()].filter(record => concernsDatabase(record.kind));
  const [before, after] = [relevant(a), relevant(b)];
  return (
    before.length === after.length && before.every(record => b.records.get(record.id) === record)
  );
};

export class DatabaseService {
  #remote: Remote<DatabaseWorker> | null = null;
  #rows: Uint8Array | null = null;
  #opened = false;
  #built: Promise<BuiltDatabase> | null = null;
  #builtFor: SchemaDocument | null = null;

  /** The row store of another project; it is read when it is needed. */
  open(rows: Uint8Array | null): void {
    this.#rows = rows;
    this.#opened = false;
    this.#forget();
  }

  /** The row store as it was last handed over. */
  get rows(): Uint8Array | null {
    return this.#rows;
  }

  /** The database of a design; the one before, if the design has not changed. */
  build(document: SchemaDocument): Promise<BuiltDatabase> {
    const known = this.#built;
    if (known && this.#builtFor && sameTables(this.#builtFor, document)) return known;
    const built = this.#buildAnew(document);
    this.#built = built;
    this.#builtFor = document;
    built.catch(() => this.#forget());
    return built;
  }

  /** Takes the rows of a database back; the new row store. */
  async absorb(document: SchemaDocument, database: Uint8Array): Promise<Uint8Array> {
    const remote = await this.#ready();
    return this.#take(await remote.absorb(document, database));
  }

  async read(input: ImportInput): Promise<ImportPreview> {
    return (await this.#ready()).read(input);
  }

  /** Takes the rows of what was read last; the new row store. */
  async accept(document: SchemaDocument): Promise<Uint8Array> {
    const remote = await this.#ready();
    return this.#take(await remote.accept(document));
  }

  #take(rows: Uint8Array): Uint8Array {
    this.#rows = rows;
    this.#forget();
    return rows;
  }

  #forget(): void {
    this.#built = null;
    this.#builtFor = null;
  }

  async #buildAnew(document: SchemaDocument): Promise<BuiltDatabase> {
    const remote = await this.#ready();
    return { document, ...(await remote.build(document)) };
  }

  async #ready(): Promise<Remote<DatabaseWorker>> {
    this.#remote ??= wrap<DatabaseWorker>(
      new Worker(new URL("./database.worker.ts", import.meta.url), { type: "module" }),
    );
    if (!this.#opened) {
      this.#opened = true;
      await this.#remote.open(this.#rows);
    }
    return this.#remote;
  }
}
