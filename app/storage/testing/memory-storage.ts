/** A new IndexedDB and a new local storage for each test. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";

/** Local storage over a map, with an optional failure for each write. */
export class MemoryStorage {
  readonly entries = new Map<string, string>();
  failure: Error | null = null;

  get length(): number {
    return this.entries.size;
  }

  key(index: number): string | null {
    return [...this.entries.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.failure) throw this.failure;
    this.entries.set(key, value);
  }

  removeItem(key: string): void {
    this.entries.delete(key);
  }
}

/** Replaces the storage of the browser, and returns the local storage. */
export const useMemoryStorage = (): MemoryStorage => {
  const storage = new MemoryStorage();
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("localStorage", storage);
  return storage;
};
