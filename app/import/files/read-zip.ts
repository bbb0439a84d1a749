/** Reads the list of files in a zip archive, and unpacks single ones. */

export type ZipEntry = {
  /** As the archive has it; it can contain `..` and backslashes. */
  readonly name: string;
  /** The size that the archive states. */
  readonly size: number;
  /** @throws Error with a message for the user when it is damaged, encrypted, or larger than stated. */
  readonly read: () => Promise<Uint8Array>;
};

const SIGNATURES = { end: 0x06_05_4b_50, entry: 0x02_01_4b_50, file: 0x04_03_4b_50 } as const;
const END_SIZE = 22;
const MAX_COMMENT = 0xff_ff;
const ENTRY_SIZE = 46;
const FILE_SIZE = 30;
const ENCRYPTED = 1;

/** Whether bytes begin as an archive with files, or as an empty one. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/** @throws Error with a message for the user when the list cannot be read. */
export const zipEntries = (bytes: Uint8Array): readonly ZipEntry[] => {
  try {
    return entriesOf(bytes);
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new Error("The zip archive is damaged.");
    throw thrown;
  }
};

/** Reading outside of the archive is a RangeError. */
const entriesOf = (bytes: Uint8Array): readonly ZipEntry[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(endOf(view) + 16, true);
  while (view.getUint32(at, true) === SIGNATURES.entry) {
    const nameLength = view.getUint16(at + 28, true);
    const restLength = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = new TextDecoder().decode(
      bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength),
    );
    entries.push(entryAt({ bytes, view, at, name }));
    at += ENTRY_SIZE + nameLength + restLength;
  }
  return entries;
};

/** The position of the record at the end, which a comment can follow. */
const endOf = (view: DataView): number => {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === SIGNATURES.end) return at;
  }
  throw new Error("The zip archive is damaged: it has no list of files.");
};

type EntryPlace = {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly at: number;
  readonly name: string;
};

const entryAt = ({ bytes, view, at, name }: EntryPlace): ZipEntry => {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const file = view.getUint32(at + 42, true);
  const read = async () => {
    if (flags & ENCRYPTED) throw new Error("It is encrypted.");
    const lengths = view.getUint16(file + 26, true) + view.getUint16(file + 28, true);
    const start = file + FILE_SIZE + lengths;
    const packed = bytes.subarray(start, start + packedSize);
    const isFile = view.getUint32(file, true) === SIGNATURES.file;
    if (!isFile || packed.length < packedSize) throw new Error("It is damaged.");
    return unpack(packed, method, size);
  };
  return { name, size, read };
};

const unpack = async (packed: Uint8Array, method: number, size: number): Promise<Uint8Array> => {
  if (method === 0 && packed.length === size) return packed;
  if (method !== 8) throw new Error("It is compressed in a way that is not supported.");
  const stream = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  return readAtMost(size, stream).catch(thrown => {
    // The error of a stream for bytes that are not compressed.
    throw thrown instanceof TypeError ? new Error("It is damaged.") : thrown;
  });
};

/** Stopping at the stated size bounds what a forged archive unpacks to. */
const readAtMost = async (
  size: number,
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array> => {
  const bytes = new Uint8Array(size);
  let length = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (length + part.value.length > size) {
      await reader.cancel();
      throw new Error("It is larger than the archive states.");
    }
    bytes.set(part.value, length);
    length += part.value.length;
  }
  return bytes.subarray(0, length);
};
