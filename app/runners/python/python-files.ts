/** The files of the Python runtime: fetched from the page's own origin at first use, and kept in a cache. */
import type { PythonArchive, standardLibrary } from "../../../python/index.ts";

/** `runtime` is Pyodide's WebAssembly module; the others are archives of modules. */
export type PythonFileName = "runtime" | typeof standardLibrary | PythonArchive;

export type PythonFile = {
  /** Changes with the content of the file. */
  readonly address: string;
  /** Bytes, when unpacked. */
  readonly size: number;
  /** Whether it is served compressed with gzip. */
  readonly isPacked: boolean;
};

export type PythonFileSet = Readonly<Record<PythonFileName, PythonFile>>;

/** The part of `CacheStorage` that is used. */
export type FileCaches = Pick<CacheStorage, "open">;

export type LoadPythonFiles = (
  names: readonly PythonFileName[],
  onProgress: (loaded: number, total: number) => void,
) => Promise<readonly ArrayBuffer[]>;

export type PythonFileSource = {
  readonly files: PythonFileSet;
  readonly fetch: (address: string) => Promise<Response>;
  /** Null where the browser has none. */
  readonly caches: FileCaches | null;
};

const CACHE = "stele-python";

export const pythonFileLoader =
  ({ files, fetch, caches }: PythonFileSource): LoadPythonFiles =>
  async (names, onProgress) => {
    const cache = await openCache(caches);
    if (cache) await deleteOld(cache, files);
    const chosen = names.map(name => files[name]);
    const total = chosen.reduce((sum, { size }) => sum + size, 0);
    let loaded = 0;
    const count = (bytes: number): void => {
      loaded += bytes;
      onProgress(loaded, total);
    };
    return Promise.all(chosen.map(file => load({ file, cache, fetch, count })));
  };

type Loading = Pick<PythonFileSource, "fetch"> & {
  readonly file: PythonFile;
  readonly cache: Cache | null;
  readonly count: (bytes: number) => void;
};

/** The cache keeps files unpacked, so that only the first start unpacks them. */
const load = async ({ file, cache, fetch, count }: Loading): Promise<ArrayBuffer> => {
  const { address, isPacked } = file;
  const cached = await cache?.match(address);
  if (cached?.body) return readAll(cached.body, count);
  const { ok, status, body } = await fetch(address);
  if (!ok || !body) throw new Error(`A file of Python could not be loaded (${status}).`);
  const content = isPacked ? body.pipeThrough(new DecompressionStream("gzip")) : body;
  const bytes = await readAll(content, count);
  // If the browser has no room for it, it is fetched again the next time.
  cache?.put(address, new Response(bytes)).catch(() => undefined);
  return bytes;
};

const readAll = async (
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  count: (bytes: number) => void,
): Promise<ArrayBuffer> => {
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      count(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response(stream.pipeThrough(counted)).arrayBuffer();
};

/** Null where storage is not allowed. */
const openCache = async (caches: FileCaches | null): Promise<Cache | null> => {
  try {
    return (await caches?.open(CACHE)) ?? null;
  } catch {
    return null;
  }
};

/** Deletes the files of older versions of the app. */
const deleteOld = async (cache: Cache, files: PythonFileSet): Promise<void> => {
  const current = new Set(Object.values(files).map(({ address }) => new URL(address).href));
  const stored = await cache.keys();
  const old = stored.filter(({ url }) => !current.has(url));
  await Promise.all(old.map(request => cache.delete(request)));
};
