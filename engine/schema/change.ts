/** Collects the records that an edit writes and removes, and returns them as one diff. */
import type { Diff } from "./diff.ts";
import { diffBetween } from "./diff.ts";
import type { SchemaDocument, SchemaRecord } from "./records.ts";

/** A working copy of a document, for the length of one edit. */
export class Change {
  readonly #before: SchemaDocument;
  readonly #records: Map<string, SchemaRecord>;

  constructor(document: SchemaDocument) {
    this.#before = document;
    this.#records = new Map(document.records);
  }

  /** The document with the changes so far. */
  get document(): SchemaDocument {
    return { records: new Map(this.#records) };
  }

  put(...records: readonly SchemaRecord[]): this {
    for (const record of records) this.#records.set(record.id, record);
    return this;
  }

  remove(...ids: readonly string[]): this {
    for (const id of ids) this.#records.delete(id);
    return this;
  }

  /** Applies a diff that another edit returned. */
  apply(diff: Diff): this {
    for (const id of diff.removed.keys()) this.#records.delete(id);
    for (const [id, { to }] of diff.updated) this.#records.set(id, to);
    for (const [id, record] of diff.added) this.#records.set(id, record);
    return this;
  }

  finish(): Diff {
    return diffBetween(this.#before, { records: this.#records });
  }
}
