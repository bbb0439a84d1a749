/** Texts and bytes in the memory of SQLite. */
import type { Pointer, SqliteFunctions, WasmMemory } from "./sqlite-functions.ts";
import { TextBatch } from "./text-batch.ts";
import { newDecoder, newEncoder } from "./text-coders.ts";

/** In bytes. Texts of ASCII up to here are read faster by us than by the platform's decoder. */
const SHORT = 40;
/** The same for writing. */
const SHORT_TO_WRITE = 128;
/** A character of JavaScript takes at most three bytes of UTF-8. */
const BYTES_PER_CHARACTER = 3;
const FIRST_BUFFER = 4096;
const TWO_TO_32 = 2 ** 32;

export class SqliteMemory {
  /** For the texts of many rows. */
  readonly texts: TextBatch;
  readonly #functions: SqliteFunctions;
  readonly #memory: WasmMemory;
  readonly #decoder = newDecoder();
  readonly #encoder = newEncoder();
  #bytes: Uint8Array;
  #numbers: DataView;
  #buffer: Pointer = 0;
  #bufferBytes = 0;
  /** Room for the characters of a short text, by its length. */
  readonly #characters = Array.from({ length: SHORT + 1 }, (_, length) =>
    new Array<number>(length).fill(0),
  );

  constructor(functions: SqliteFunctions, memory: WasmMemory) {
    this.#functions = functions;
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#numbers = new DataView(memory.buffer);
    this.texts = new TextBatch(this.#decoder);
  }

  /** When the memory grows, what was seen of it before has no bytes any more: writes to it vanish in silence. */
  get view(): Uint8Array {
    if (this.#bytes.length === 0) this.#look();
    return this.#bytes;
  }

  get numbers(): DataView {
    if (this.#bytes.length === 0) this.#look();
    return this.#numbers;
  }

  #look(): void {
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#numbers = new DataView(this.#memory.buffer);
  }

  text(start: Pointer, length: number): string {
    const bytes = this.view;
    // A text that is put together character by character would be kept as the tree of its parts.
    const characters = this.#characters[length];
    if (!characters) return this.#decoder.decode(bytes.subarray(start, start + length));
    for (let index = 0; index < length; index += 1) {
      const byte = bytes[start + index] as number;
      if (byte > 127) return this.#decoder.decode(bytes.subarray(start, start + length));
      characters[index] = byte;
    }
    return String.fromCharCode(...characters);
  }

  bytes(start: Pointer, length: number): Uint8Array {
    return this.view.slice(start, start + length);
  }

  pointer(place: Pointer): Pointer {
    if (this.#bytes.length === 0) this.#look();
    return this.#numbers.getUint32(place, true);
  }

  /** A whole number of 64 bits, as near as a number comes to it. */
  wholeNumber(place: Pointer): number {
    const { numbers } = this;
    const low = numbers.getInt32(place, true);
    const high = numbers.getInt32(place + 4, true);
    // What fits into 32 bits is never made a double.
    return high === low >> 31 ? low : (low >>> 0) + high * TWO_TO_32;
  }

  /** A whole number of 64 bits: a big one where a number cannot hold it. */
  integer(place: Pointer): number | bigint {
    const near = this.wholeNumber(place);
    return Number.isSafeInteger(near) ? near : this.#numbers.getBigInt64(place, true);
  }

  /** Where values are written. */
  get buffer(): Pointer {
    return this.#buffer;
  }

  /** Writes a text into the buffer, over what was there; gives the length of its bytes. */
  writeText(text: string): number {
    this.#reserve(text.length * BYTES_PER_CHARACTER);
    const bytes = this.view;
    const start = this.#buffer;
    if (text.length > SHORT_TO_WRITE) return this.#encode(text);
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 127) return this.#encode(text);
      bytes[start + index] = code;
    }
    return text.length;
  }

  #encode(text: string): number {
    const room = this.view.subarray(this.#buffer, this.#buffer + this.#bufferBytes);
    return this.#encoder.encodeInto(text, room).written;
  }

  /** Writes bytes into the buffer, over what was there. */
  writeBytes(given: Uint8Array): void {
    this.#reserve(given.length);
    this.view.set(given, this.#buffer);
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bufferBytes && this.#buffer !== 0) return;
    if (this.#buffer !== 0) this.#functions._free(this.#buffer);
    this.#bufferBytes = Math.max(FIRST_BUFFER, 2 * bytes);
    this.#buffer = this.#functions._malloc(this.#bufferBytes);
  }
}
