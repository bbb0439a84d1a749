/** Texts of many rows that become strings together: a decoder takes as long for a short text as for a long one. */
import type { SqlValue } from "./driver.ts";
import type { TextDecoding } from "./text-coders.ts";

const CHUNK_BYTES = 1 << 14;
/** In bytes. A longer text is decoded by itself as fast. */
const LONGEST = 128;
const LAST_OF_ASCII = 127;

/** A character of ASCII is a byte: such texts are cut out of one string by their lengths. */
export class TextBatch {
  readonly #decoder: TextDecoding;
  readonly #chunk = new Uint8Array(CHUNK_BYTES);
  #filled = 0;
  #values: SqlValue[] = [];
  /** Where each text belongs in the list, and where it ends in the chunk. */
  readonly #places: number[] = [];
  readonly #ends: number[] = [];

  constructor(decoder: TextDecoding) {
    this.#decoder = decoder;
  }

  /** From now on texts are for this list. */
  start(values: SqlValue[]): void {
    this.#values = values;
    this.#forget();
  }

  /** Takes a text for a place of the list; leaves one that is not for a batch. */
  take(bytes: Uint8Array, start: number, length: number, place: number): boolean {
    if (length > LONGEST) return false;
    if (this.#filled + length > CHUNK_BYTES) this.finish();
    const chunk = this.#chunk;
    const filled = this.#filled;
    let all = 0;
    for (let index = 0; index < length; index += 1) {
      const byte = bytes[start + index] as number;
      all |= byte;
      chunk[filled + index] = byte;
    }
    if (all > LAST_OF_ASCII) return false;
    this.#filled = filled + length;
    this.#places.push(place);
    this.#ends.push(this.#filled);
    return true;
  }

  /** Puts the texts in their places. */
  finish(): void {
    const { length } = this.#places;
    if (length === 0) return;
    const text = this.#decoder.decode(this.#chunk.subarray(0, this.#filled));
    let start = 0;
    for (let index = 0; index < length; index += 1) {
      const end = this.#ends[index] as number;
      this.#values[this.#places[index] as number] = text.substring(start, end);
      start = end;
    }
    this.#forget();
  }

  #forget(): void {
    this.#filled = 0;
    this.#places.length = 0;
    this.#ends.length = 0;
  }
}
