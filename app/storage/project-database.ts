/** Projects in IndexedDB: the header, the records and the rows of each project in separate stores. */
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
  type StoreNames,
  unwrap,
} from "idb";
import type { Diff, SchemaRecord } from "../../engine/index.ts";
import { countTables, type ProjectSummary, summaryOf } from "./project-summary.ts";
import { answerWithin } from "./storage-reason.ts";
import { FIRST_REVISION, type ProjectHeader, type ProjectSnapshot } from "./stored-project.ts";

/** A header, and the order of the records, which their store sorts by id. */
type StoredHeader = ProjectHeader & {
  readonly order: readonly string[];
  readonly tables: number;
  /** Increases with each write. */
  readonly revision?: number;
};

/** A project to write, and what changed since it was last written. */
export type ProjectChanges = ProjectSnapshot & {
  readonly diff: Diff;
  readonly rowsChanged: boolean;
  /** The revision in storage to which the changes apply. */
  readonly revision: number;
};

/** The stored project has another revision, because another tab wrote it. Nothing was written. */
export class ChangedElsewhereError extends Error {
  override readonly name = "ChangedElsewhereError";
  constructor() {
    super("Another tab has changed this project since. Save this version as a file to keep it.");
  }
}

/** The revision of a project that is not stored. */
export const NOT_STORED = 0;

type RecordKey = [project: string, record: string];

type Schema = DBSchema & {
  projects: { key: string; value: StoredHeader; indexes: { savedAt: number } };
  records: { key: RecordKey; value: SchemaRecord };
  /** Row stores, as the bytes of SQLite files. */
  rows: { key: string; value: Uint8Array };
};

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">;

const NAME = "stele";
const VERSION = 2;
/** The page does not wait longer for the storage to open. */
const MOST_MILLISECONDS = 5_000;
const ALL_STORES = ["projects", "records", "rows"] as const;

const recordsOf = (project: string): IDBKeyRange => IDBKeyRange.bound([project], [project, []]);

/** The records in their order, with null for each one that is missing. */
const inOrder = (
  found: readonly SchemaRecord[],
  order: readonly string[],
): readonly (SchemaRecord | null)[] => {
  const byId = new Map(found.map(record => [record.id as string, record]));
  const known = new Set(order);
  const others = found.filter(({ id }) => !known.has(id));
  return [...order.map(id => byId.get(id) ?? null), ...others];
};

const changedRecords = ({ added, updated }: Diff): readonly SchemaRecord[] => [
  ...added.values(),
  ...[...updated.values()].map(({ to }) => to),
];

/** Records that are put before the page answers again. */
const PORTION = 400;

const putRecords = async (
  store: IDBPObjectStore<Schema, typeof ALL_STORES, "records", "readwrite">,
  project: string,
  records: readonly SchemaRecord[],
): Promise<void> => {
  // A promise for each request would take longer than the requests. If one fails, so does the transaction.
  const requests = unwrap(store);
  for (const [index, record] of records.entries()) {
    const key: RecordKey = [project, record.id];
    if ((index + 1) % PORTION === 0) await store.put(record, key);
    else requests.put(record, key);
  }
};

/** Takes back what a transaction has written so far. */
const undo = async (
  transaction: IDBPTransaction<Schema, typeof ALL_STORES, "readwrite">,
): Promise<void> => {
  try {
    transaction.abort();
  } catch {
    // It is aborted already.
  }
  await transaction.done.catch(() => undefined);
};

/** Version 1 stored the records of a project within its header. */
type HeaderOfVersion1 = ProjectHeader & { readonly records: readonly SchemaRecord[] };

const separateRecords = async (transaction: Upgrade): Promise<void> => {
  const projects = transaction.objectStore("projects");
  const stored = (await projects.getAll()) as unknown as readonly HeaderOfVersion1[];
  for (const { records, ...header } of stored) {
    // A damaged project stays as it is, and is reported when it is opened.
    if (!Array.isArray(records)) continue;
    const order = records.map(({ id }) => id);
    await projects.put({ ...header, order, tables: countTables(records) });
    for (const record of records) {
      await transaction.objectStore("records").put(record, [header.id, record.id]);
    }
  }
};

export class ProjectDatabase {
  #opening: Promise<IDBPDatabase<Schema>> | null = null;

  /** All projects, the latest first; damaged ones last. */
  async list(): Promise<readonly ProjectSummary[]> {
    const stored: readonly unknown[] = await (await this.#open()).getAll("projects");
    return stored.map(summaryOf).toSorted((a, b) => b.savedAt - a.savedAt);
  }

  /** The stored form of a project, for `readStoredProject`; undefined if there is none. */
  async read(id: string): Promise<unknown> {
    const database = await this.#open();
    const transaction = database.transaction(["projects", "records"]);
    const [header, found] = await Promise.all([
      transaction.objectStore("projects").get(id),
      transaction.objectStore("records").getAll(recordsOf(id)),
    ]);
    if (!header) return undefined;
    const { order, tables: _, ...rest } = header;
    // A project of version 1 whose records are damaged has no order: it stays as it is.
    return order === undefined ? rest : { ...rest, records: inOrder(found, order) };
  }

  /** The row store of a project, of which nothing is known; null if there is none. */
  async readRows(id: string): Promise<unknown> {
    return (await (await this.#open()).get("rows", id)) ?? null;
  }

  /**
   * Writes the changes of a project in one transaction, or all of it if it is not stored. Returns its new revision.
   * @throws ChangedElsewhereError when the stored project has another revision.
   */
  async write({ revision, ...changes }: ProjectChanges): Promise<number> {
    const { header, document, rows, diff, rowsChanged } = changes;
    const { id } = header;
    const transaction = (await this.#open()).transaction(ALL_STORES, "readwrite");
    const projects = transaction.objectStore("projects");
    const recordStore = transaction.objectStore("records");
    const stored = await projects.get(id);
    const isStored = stored !== undefined;
    const storedRevision = stored?.revision ?? FIRST_REVISION;
    if (isStored && storedRevision !== revision) throw new ChangedElsewhereError();
    const records = [...document.records.values()];
    const order = records.map(record => record.id);
    try {
      await projects.put({
        ...header,
        order,
        tables: countTables(records),
        revision: revision + 1,
      });
      await putRecords(recordStore, id, isStored ? changedRecords(diff) : records);
      for (const record of diff.removed.keys()) await recordStore.delete([id, record]);
      const rowStore = transaction.objectStore("rows");
      if (rows && (rowsChanged || !isStored)) await rowStore.put(rows, id);
      else if (rows === null && rowsChanged) await rowStore.delete(id);
      await transaction.done;
    } catch (thrown) {
      await undo(transaction);
      throw thrown;
    }
    return revision + 1;
  }

  async remove(id: string): Promise<void> {
    const transaction = (await this.#open()).transaction(ALL_STORES, "readwrite");
    await Promise.all([
      transaction.objectStore("projects").delete(id),
      transaction.objectStore("records").delete(recordsOf(id)),
      transaction.objectStore("rows").delete(id),
      transaction.done,
    ]);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#opening ??= answerWithin(MOST_MILLISECONDS, this.#openNow()).catch(thrown => {
      this.#opening = null;
      throw thrown;
    });
    return this.#opening;
  }

  async #openNow(): Promise<IDBPDatabase<Schema>> {
    return openDB<Schema>(NAME, VERSION, {
      async upgrade(database, oldVersion, _newVersion, transaction) {
        database.createObjectStore("records");
        if (oldVersion >= 1) return separateRecords(transaction);
        database.createObjectStore("projects", { keyPath: "id" }).createIndex("savedAt", "savedAt");
        database.createObjectStore("rows");
      },
      // Another tab needs a newer version: this one closes, and opens again when it needs to.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        this.#opening = null;
      },
      terminated: () => {
        this.#opening = null;
      },
    });
  }
}
