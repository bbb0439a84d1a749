/** Decodes the texts of many rows together, because a call of the decoder costs more than a short text. */
import type { SqlValue } from "./driver.ts";
import type { TextDecoding } from "./text-coders.ts";

const CHUNK_BYTES = 1 << 14;
/** In bytes. Decoding a longer text separately is as fast. */
const LONGEST = 256;
const BEYOND_ASCII = 0x80808080;
const WORD = 4;
/** Every text occupies at least one word. */
const MOST_TEXTS = CHUNK_BYTES / WORD;

/** An ASCII character is one byte, so ASCII texts can be cut from one string by their lengths. */
export class TextBatch {
  readonly #decoder: TextDecoding;
  readonly #chunk = new Uint8Array(CHUNK_BYTES);
  readonly #words = new Uint32Array(this.#chunk.buffer);
  #filled = 0;
  #values: SqlValue[] = [];
  #count = 0;
  /** For each text: its index in the list, its offset in the chunk, and its length. */
  readonly #places = new Uint32Array(MOST_TEXTS);
  readonly #starts = new Uint16Array(MOST_TEXTS);
  readonly #lengths = new Uint16Array(MOST_TEXTS);

  constructor(decoder: TextDecoding) {
    this.#decoder = decoder;
  }

  /** Starts a batch for a list. */
  start(values: SqlValue[]): void {
    this.#values = values;
    this.#forget();
  }

  /** Adds a text for an index of the list. Returns false if the text is not suited for a batch. */
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
    this.#places[this.#count] = place;
    this.#starts[this.#count] = this.#filled;
    this.#lengths[this.#count] = length;
    this.#count += 1;
    this.#filled = (first + count + 1) * WORD;
    return true;
  }

  /** Writes the texts to the list. */
  finish(): void {
    if (this.#count === 0) return;
    const text = this.#decoder.decode(this.#chunk.subarray(0, this.#filled));
    for (let index = 0; index < this.#count; index += 1) {
      const start = this.#starts[index] as number;
      const end = start + (this.#lengths[index] as number);
      this.#values[this.#places[index] as number] = text.substring(start, end);
    }
    this.#forget();
  }

  #forget(): void {
    this.#filled = 0;
    this.#count = 0;
  }
}
