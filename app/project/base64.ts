/** Base64 for bytes in text files, in pieces: one text of all would be too long for the rows of large projects. */

/** A multiple of three bytes, which become four letters. */
const PIECE_BYTES = 3 * 2 ** 18;
const PIECE_LETTERS = 4 * 2 ** 18;
/** A function takes this many arguments. */
const CALL_BYTES = 0x8000;

const printPiece = (bytes: Uint8Array): string => {
  let binary = "";
  for (let start = 0; start < bytes.length; start += CALL_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CALL_BYTES));
  }
  return btoa(binary);
};

/** The pieces of the base64 text of `bytes`, in order. */
export const toBase64 = (bytes: Uint8Array): readonly string[] =>
  Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, index) =>
    printPiece(bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES)),
  );

/** @throws Error for text that is not base64. */
export const fromBase64 = async (text: Blob): Promise<Uint8Array> => {
  const bytes = new Uint8Array(Math.ceil(text.size / 4) * 3);
  let length = 0;
  for (let start = 0; start < text.size; start += PIECE_LETTERS) {
    const binary = atob(await text.slice(start, start + PIECE_LETTERS).text());
    for (let at = 0; at < binary.length; at += 1) bytes[length + at] = binary.charCodeAt(at);
    length += binary.length;
  }
  return bytes.subarray(0, length);
};
