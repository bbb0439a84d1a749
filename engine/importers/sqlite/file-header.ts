/** Reads the header of a database file, to give better errors than SQLite. */
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

/** Whether the bytes begin with the signature of a SQLite file. */
export const hasSignature = (bytes: Uint8Array): boolean =>
  Array.from(SIGNATURE).every((letter, at) => bytes[at] === letter.charCodeAt(0));

const refused = (code: string, message: string, hint?: string): FileHeader => ({
  bytes: null,
  diagnostics: [error(code, message, hint === undefined ? {} : { hint })],
});

/** Whether the beginning is printable ASCII. */
const looksLikeText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 512).every(byte => byte >= 32 || byte === 9 || byte === 10 || byte === 13);

const expectedLength = (bytes: Uint8Array): number | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const size = view.getUint16(PAGE_SIZE);
  // The page count is valid only if it was written together with the last change.
  if (view.getUint32(CHANGE_COUNTER) !== view.getUint32(COUNTED_AT)) return null;
  return (size === 1 ? 65_536 : size) * view.getUint32(PAGE_COUNT);
};

/** Opens a file in write-ahead mode as a plain one, because its log is a separate file. */
const withoutWriteAhead = (bytes: Uint8Array): FileHeader => {
  if (bytes[READ_VERSION] !== WRITE_AHEAD) return { bytes, diagnostics: [] };
  const plain = bytes.slice();
  plain[WRITE_VERSION] = plain[READ_VERSION] = 1;
  const message = "The file has a separate write-ahead log; the last changes may be missing.";
  const hint =
    "Close the program that uses it, or run PRAGMA wal_checkpoint there, and import it again.";
  return { bytes: plain, diagnostics: [warning("write-ahead-log", message, { hint })] };
};

/** Reads the header. Without bytes that can be opened, a diagnostic gives the reason. */
export const readFileHeader = (bytes: Uint8Array): FileHeader => {
  if (bytes.length === 0) return refused("empty-file", "The file is empty.");
  if (!hasSignature(bytes)) {
    return looksLikeText(bytes)
      ? refused("not-a-database", "The file is text, not a SQLite database.", "Import it as SQL.")
      : refused("not-a-database", "The file is not a SQLite database, or it is encrypted.");
  }
  const expected = bytes.length < HEADER ? HEADER : expectedLength(bytes);
  if (expected !== null && bytes.length < expected) {
    const message = `The file is truncated: it has ${bytes.length} of ${expected} bytes.`;
    return refused("truncated-file", message, "Copy or download it again.");
  }
  return withoutWriteAhead(bytes);
};
