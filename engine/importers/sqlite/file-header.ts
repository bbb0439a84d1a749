/** Looks at the first bytes of a file to say what is wrong with it before SQLite does. */
import { type Diagnostic, error, warning } from "../../base/index.ts";

const SIGNATURE = "SQLite format 3\0";
const HEADER = 100;
/** Offsets in the header. @see https://sqlite.org/fileformat2.html */
const PAGE_SIZE = 16;
const WRITE_VERSION = 18;
const READ_VERSION = 19;
const CHANGE_COUNTER = 24;
const PAGE_COUNT = 28;
const COUNTED_AT = 92;
const WRITE_AHEAD = 2;

export type FileHeader = {
  /** Bytes that can be opened, or null. */
  readonly bytes: Uint8Array | null;
  readonly diagnostics: readonly Diagnostic[];
};

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  Array.from(text).every((letter, at) => bytes[at] === letter.charCodeAt(0));

const refused = (code: string, message: string, hint?: string): FileHeader => ({
  bytes: null,
  diagnostics: [error(code, message, hint === undefined ? {} : { hint })],
});

/** Whether the beginning is text as people write it. */
const looksLikeText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 512).every(byte => byte >= 32 || byte === 9 || byte === 10 || byte === 13);

const expectedLength = (bytes: Uint8Array): number | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const size = view.getUint16(PAGE_SIZE);
  // The page count holds only if it was written together with the last change.
  if (view.getUint32(CHANGE_COUNTER) !== view.getUint32(COUNTED_AT)) return null;
  return (size === 1 ? 65_536 : size) * view.getUint32(PAGE_COUNT);
};

/** A file in write-ahead mode is opened as a plain one: its log is another file, which we do not have. */
const withoutWriteAhead = (bytes: Uint8Array): FileHeader => {
  if (bytes[READ_VERSION] !== WRITE_AHEAD) return { bytes, diagnostics: [] };
  const plain = bytes.slice();
  plain[WRITE_VERSION] = plain[READ_VERSION] = 1;
  const message = "The file was in use with a write-ahead log; its last changes may be missing.";
  const hint =
    "Close the program that uses it, or run PRAGMA wal_checkpoint there, and import it again.";
  return { bytes: plain, diagnostics: [warning("write-ahead-log", message, { hint })] };
};

/** What the first bytes say. */
export const readFileHeader = (bytes: Uint8Array): FileHeader => {
  if (bytes.length === 0) return refused("empty-file", "The file is empty.");
  if (!startsWith(bytes, SIGNATURE)) {
    return looksLikeText(bytes)
      ? refused("not-a-database", "The file is text, not a SQLite database.", "Import it as SQL.")
      : refused("not-a-database", "The file is not a SQLite database, or it is encrypted.");
  }
  const expected = bytes.length < HEADER ? HEADER : expectedLength(bytes);
  if (expected !== null && bytes.length < expected) {
    const message = `The file is cut off: it has ${bytes.length} bytes of ${expected}.`;
    return refused("truncated-file", message, "Copy or download it again.");
  }
  return withoutWriteAhead(bytes);
};
