/** Texts of many rows that become strings together: a decoder takes as long for a short text as for a long one. */
import type { SqlValue } from "./driver.ts";
import type { TextDecoding } from "./text-coders.ts";

const CHUNK_BYTES = 1 << 14;
/** In bytes. A text that is much longer is decoded by itself as fast. */
const LONGEST = 256;
const BEYOND_ASCII = 0x80808080;
const WORD = 4;

/** A character of ASCII is a byte: such texts are cut out of one string by their lengths. */
export class TextBatch {
  readonly #decoder: TextDecoding;
  readonly #chunk = new Uint8Array(CHUNK_BYTES);
  readonly #words = new Uint32Array(this.#chunk.buffer);
  #filled = 0;
  #values: SqlValue[] = [];
  /** Where each text belongs in the list, and where it ends in the chunk. */
  readonly #places: number[] = [];
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];

  constructor(decoder: TextDecoding) {
    this.#decoder = decoder;
  }

  /** From now on texts are for this list. */
  start(values: SqlValue[]): void {
    this.#values = values;
    this.#forget();
  }

  /** Takes a text for a place of the list; leaves one that is not for a batch. */
  take(memory: DataView, start: number, length: number, place: number): boolean {
    if (length > LONGEST) return false;
    if (this.#filled + length + WORD > CHUNK_BYTES) this.finish();
    const words = this.#words;
    const first = this.#filled / WORD;
    const count = length >> 2;
    let all = 0;
    for (let index = 0; index < count; index += 1) {
      const word = memory.getUint32(start + index * WORD, true);
      all |= word;
      words[first + index] = word;
    }
    let last = 0;
    for (let index = count * WORD; index < length; index += 1) {
      last |= memory.getUint8(start + index) << (8 * (index - count * WORD));
    }
    words[first + count] = last;
    if (((all | last) & BEYOND_ASCII) !== 0) return false;
    this.#places.push(place);
    this.#starts.push(this.#filled);
    this.#lengths.push(length);
    this.#filled = (first + count + 1) * WORD;
    return true;
  }

  /** Puts the texts in their places. */
  finish(): void {
    const { length } = this.#places;
    if (length === 0) return;
    const text = this.#decoder.decode(this.#chunk.subarray(0, this.#filled));
    for (let index = 0; index < length; index += 1) {
      const start = this.#starts[index] as number;
      const end = start + (this.#lengths[index] as number);
      this.#values[this.#places[index] as number] = text.substring(start, end);
    }
    this.#forget();
  }

  #forget(): void {
    this.#filled = 0;
    this.#places.length = 0;
    this.#starts.length = 0;
    this.#lengths.length = 0;
  }
}
