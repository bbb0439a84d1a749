/** Projects on the disk of the browser, in IndexedDB. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { SchemaRecord } from "../../engine/index.ts";
import type { StoredQuery } from "../state/index.ts";

/** A project as it is stored, its rows apart. */
export type StoredProject = {
  readonly id: string;
  readonly name: string;
  readonly records: readonly SchemaRecord[];
  readonly queries: readonly StoredQuery[];
  readonly activeQuery: string;
  /** Whether its queries run without asking; absent in projects of older versions. */
  readonly trusted?: boolean;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
};

type Schema = DBSchema & {
  projects: { key: string; value: StoredProject; indexes: { savedAt: number } };
  /** The row store of each project, as the bytes of an SQLite file. */
  rows: { key: string; value: Uint8Array };
};

const NAME = "stele";
const VERSION = 1;

export class ProjectDatabase {
  #opening: Promise<IDBPDatabase<Schema>> | null = null;

  async list(): Promise<readonly StoredProject[]> {
    const projects = await (await this.#open()).getAllFromIndex("projects", "savedAt");
    return projects.toReversed();
  }

  async read(id: string): Promise<StoredProject | undefined> {
    return (await this.#open()).get("projects", id);
  }

  async readRows(id: string): Promise<Uint8Array | null> {
    return (await (await this.#open()).get("rows", id)) ?? null;
  }

  async write(project: StoredProject): Promise<void> {
    await (await this.#open()).put("projects", project);
  }

  async writeRows(id: string, rows: Uint8Array): Promise<void> {
    await (await this.#open()).put("rows", rows, id);
  }

  /** A project and its rows, both or neither. */
  async writeWhole(project: StoredProject, rows: Uint8Array | null): Promise<void> {
    const transaction = (await this.#open()).transaction(["projects", "rows"], "readwrite");
    const rowsStore = transaction.objectStore("rows");
    await Promise.all([
      transaction.objectStore("projects").put(project),
      rows ? rowsStore.put(rows, project.id) : rowsStore.delete(project.id),
      transaction.done,
    ]);
  }

  async remove(id: string): Promise<void> {
    const transaction = (await this.#open()).transaction(["projects", "rows"], "readwrite");
    await Promise.all([
      transaction.objectStore("projects").delete(id),
      transaction.objectStore("rows").delete(id),
      transaction.done,
    ]);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#opening ??= openDB<Schema>(NAME, VERSION, {
      upgrade(database) {
        database.createObjectStore("projects", { keyPath: "id" }).createIndex("savedAt", "savedAt");
        database.createObjectStore("rows");
      },
      // Another tab wants a newer version: this one lets go, and opens again when it needs to.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        this.#opening = null;
      },
      terminated: () => {
        this.#opening = null;
      },
    }).catch(thrown => {
      this.#opening = null;
      throw thrown;
    });
    return this.#opening;
  }
}
