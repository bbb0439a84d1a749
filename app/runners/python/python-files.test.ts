import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { type PythonFileSet, pythonFileLoader } from "./python-files.ts";

/** A cache in memory; it holds what was put, as responses do only once. */
class MemoryCache {
  readonly entries = new Map<string, ArrayBuffer>();

  readonly caches = {
    open: async (): Promise<Cache> => this as unknown as Cache,
  };

  async match(address: string): Promise<Response | undefined> {
    const bytes = this.entries.get(address);
    return bytes && new Response(bytes);
  }

  async put(address: string, response: Response): Promise<void> {
    this.entries.set(address, await response.arrayBuffer());
  }

  async keys(): Promise<readonly { readonly url: string }[]> {
    return [...this.entries.keys()].map(url => ({ url }));
  }

  async delete({ url }: { readonly url: string }): Promise<boolean> {
    return this.entries.delete(url);
  }
}

const names = [
  "runtime",
  "standard-library",
  "sqlalchemy",
  "sqlmodel",
  "django",
  "tortoise",
  "peewee",
] as const;

const addressOf = (name: string) => `https://stele.test/assets/${name}.1.bin`;

const fileSet = (isPacked: boolean): PythonFileSet =>
  Object.fromEntries(
    names.map(name => [name, { address: addressOf(name), size: name.length, isPacked }]),
  ) as PythonFileSet;

const server = (isPacked: boolean) => {
  const requests: string[] = [];
  const fetch = async (address: string): Promise<Response> => {
    requests.push(address);
    const name = names.find(each => addressOf(each) === address);
    if (!name) return new Response(null, { status: 404 });
    return new Response(isPacked ? gzipSync(name) : name);
  };
  return { requests, fetch };
};

const textOf = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes);
const ignore = (): void => undefined;

describe("the files of Python", () => {
  test.each([true, false])("are loaded, packed: %s", async isPacked => {
    const { fetch } = server(isPacked);
    const load = pythonFileLoader({ files: fileSet(isPacked), fetch, caches: null });
    const progress: (readonly [number, number])[] = [];
    const loaded = await load(["runtime", "peewee"], (...step) => progress.push(step));
    expect(loaded.map(textOf)).toEqual(["runtime", "peewee"]);
    expect(progress.at(-1)).toEqual([13, 13]);
    expect(progress.every(([bytes]) => bytes <= 13)).toBe(true);
  });

  test("are fetched once, and unpacked in the cache", async () => {
    const cache = new MemoryCache();
    const { fetch, requests } = server(true);
    const load = pythonFileLoader({ files: fileSet(true), fetch, caches: cache.caches });
    await load(["runtime", "django"], ignore);
    const again = await load(["runtime", "django"], ignore);
    expect(again.map(textOf)).toEqual(["runtime", "django"]);
    expect(requests).toEqual([addressOf("runtime"), addressOf("django")]);
  });

  test("of an older version leave the cache", async () => {
    const cache = new MemoryCache();
    cache.entries.set("https://stele.test/assets/runtime.0.bin", new ArrayBuffer(1));
    const { fetch } = server(true);
    const load = pythonFileLoader({ files: fileSet(true), fetch, caches: cache.caches });
    await load(["peewee"], ignore);
    await vi.waitFor(() => expect([...cache.entries.keys()]).toEqual([addressOf("peewee")]));
  });

  test("are loaded without a cache where storage is denied or full", async () => {
    const { fetch } = server(true);
    const denied = { open: () => Promise.reject(new Error("denied")) };
    const load = pythonFileLoader({ files: fileSet(true), fetch, caches: denied });
    expect((await load(["peewee"], ignore)).map(textOf)).toEqual(["peewee"]);

    const full = new MemoryCache();
    full.put = () => Promise.reject(new Error("full"));
    const loadAgain = pythonFileLoader({ files: fileSet(true), fetch, caches: full.caches });
    expect((await loadAgain(["peewee"], ignore)).map(textOf)).toEqual(["peewee"]);
  });

  test("that are missing are reported", async () => {
    const fetch = async () => new Response(null, { status: 404 });
    const load = pythonFileLoader({ files: fileSet(true), fetch, caches: null });
    await expect(load(["peewee"], ignore)).rejects.toThrow("could not be loaded (404)");
  });
});
