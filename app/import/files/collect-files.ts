/** Collects the Python files among chosen files, folders and zip archives. */
import { type Diagnostic, error, pythonPathRole, warning } from "../../../engine/index.ts";
import { isZip, zipEntries } from "./read-zip.ts";

export type CollectedFiles = {
  /** The texts, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The files that were left out, and why. */
  readonly diagnostics: readonly Diagnostic[];
};

export const fileLimits = {
  /** Files of any kind that are looked at. */
  visited: 200_000,
  files: 5_000,
  fileBytes: 1_000_000,
  totalBytes: 20_000_000,
  zipBytes: 100_000_000,
} as const;

/** A file that is not read yet. */
type Candidate = {
  readonly path: string;
  readonly size: number;
  readonly read: () => Promise<Uint8Array>;
};

/**
 * Reads the Python files. What exceeds the limits is left out, and reported.
 * @throws the reason of `signal` when it is aborted.
 */
export const collectFiles = async (
  items: readonly (File | FileSystemEntry)[],
  signal: AbortSignal,
): Promise<CollectedFiles> => {
  const collector = new Collector(signal);
  for (const item of items) await collector.addItem(item);
  return collector;
};

/** @throws Error with a message for the user when it cannot be read. */
export const fileOfEntry = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

export const isZipFile = async (file: Blob): Promise<boolean> =>
  isZip(new Uint8Array(await file.slice(0, 4).arrayBuffer()));

class Collector implements CollectedFiles {
  readonly texts = new Map<string, string>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #signal: AbortSignal;
  #visited = 0;
  #bytes = 0;
  /** Whether a limit was reached, which is reported once. */
  #isFull = false;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async addItem(item: File | FileSystemEntry): Promise<void> {
    if (!(item instanceof File)) return this.#addEntry(item, item.name);
    if (await isZipFile(item)) return this.#addZip(item);
    return this.#addFile(item, cleanPath(item.webkitRelativePath || item.name));
  }

  async #addEntry(entry: FileSystemEntry, path: string): Promise<void> {
    if (this.#isFull || isInstalled(path)) return;
    if (isFileEntry(entry)) {
      if (isPython(path)) await this.#addFile(await fileOfEntry(entry), path);
      else this.#visit();
    } else if (isFolderEntry(entry)) {
      for (const child of await childrenOf(entry)) {
        await this.#addEntry(child, `${path}/${child.name}`);
      }
    }
  }

  #addFile(file: File, path: string): Promise<void> {
    const read = async () => new Uint8Array(await file.arrayBuffer());
    return this.#add({ path, size: file.size, read });
  }

  async #addZip(file: File): Promise<void> {
    if (file.size > fileLimits.zipBytes) {
      this.#leaveOut(file.name, "It is larger than 100 MB. Pack the Python files alone.");
      return;
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      for (const { name, size, read } of zipEntries(bytes)) {
        await this.#add({ path: cleanPath(name), size, read });
      }
    } catch (thrown) {
      this.#signal.throwIfAborted();
      this.diagnostics.push(error("damaged-file", messageOf(thrown), placeOf(file.name)));
    }
  }

  async #add({ path, size, read }: Candidate): Promise<void> {
    if (!this.#visit() || !isPython(path) || isInstalled(path)) return;
    if (size > fileLimits.fileBytes) return this.#leaveOut(path, "It is larger than 1 MB.");
    if (this.texts.size >= fileLimits.files) return this.#stop("there are more than 5,000");
    if (this.#bytes + size > fileLimits.totalBytes) return this.#stop("they are larger than 20 MB");
    if (this.texts.has(path)) return this.#leaveOut(path, "Another file has the same path.");
    const bytes = await read().catch(messageOf);
    this.#signal.throwIfAborted();
    const text = typeof bytes === "string" ? null : decode(bytes);
    if (text === null) {
      this.#leaveOut(path, typeof bytes === "string" ? bytes : "It is not text in UTF-8.");
      return;
    }
    this.texts.set(path, text);
    this.#bytes += size;
  }

  /** False if nothing more is looked at. */
  #visit(): boolean {
    this.#signal.throwIfAborted();
    this.#visited += 1;
    if (this.#visited > fileLimits.visited) this.#stop("there are more than 200,000");
    return !this.#isFull;
  }

  #leaveOut(path: string, reason: string): void {
    this.diagnostics.push(warning("left-out", `The file is left out. ${reason}`, placeOf(path)));
  }

  #stop(reason: string): void {
    if (this.#isFull) return;
    this.#isFull = true;
    const hint = "Choose the folder of the models alone.";
    this.diagnostics.push(warning("left-out", `Some files are left out: ${reason}.`, { hint }));
  }
}

/** Null for bytes that are not UTF-8. */
const decode = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const isPython = (path: string): boolean => /\.py$/.test(path) && !/(?:^|\/)\._/.test(path);

/** Libraries and hidden folders below the chosen folder, which can have very many files. */
const isInstalled = (path: string): boolean => {
  const below = path.slice(path.indexOf("/") + 1);
  return pythonPathRole(`${below}/`) === "installed" && below !== path;
};

/** A path without steps upwards, such as `../../models.py`. */
const cleanPath = (path: string): string =>
  path
    .split(/[/\\]/)
    .filter(part => part !== "" && part !== "." && part !== "..")
    .join("/");

const placeOf = (file: string) => ({ place: { file, line: null } });

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

const isFileEntry = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const isFolderEntry = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry =>
  entry.isDirectory;

/** A reader returns the entries of a folder in batches, and an empty one at the end. */
const childrenOf = async (
  folder: FileSystemDirectoryEntry,
): Promise<readonly FileSystemEntry[]> => {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  const nextBatch = () =>
    new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
  for (let batch = await nextBatch(); batch.length > 0; batch = await nextBatch()) {
    children.push(...batch);
  }
  return children;
};
