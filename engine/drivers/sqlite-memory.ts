/** Reads and writes texts and bytes in the memory of SQLite. */
import type { Pointer, SqliteFunctions, WasmMemory } from "./sqlite-functions.ts";
import { TextBatch } from "./text-batch.ts";
import { newDecoder, newEncoder } from "./text-coders.ts";

/** In bytes. Shorter ASCII texts are read faster by a loop than by the decoder of the platform. */
const SHORT = 40;
/** The same limit for writing. */
const SHORT_TO_WRITE = 128;
/** A UTF-16 unit takes at most three bytes in UTF-8. */
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
  /** Buffers for the characters of short texts, by length. */
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

  /** When the memory grows, older views of it are detached: writes to them are lost silently. */
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
    // V8 keeps a string that is concatenated character by character as a tree of its parts.
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

  /** A 64-bit integer, rounded to the nearest number. */
  wholeNumber(place: Pointer): number {
    const { numbers } = this;
    const low = numbers.getInt32(place, true);
    const high = numbers.getInt32(place + 4, true);
    // A value that fits into 32 bits stays a small integer of V8.
    return high === low >> 31 ? low : (low >>> 0) + high * TWO_TO_32;
  }

  /** A 64-bit integer: a bigint if it is not a safe integer. */
  integer(place: Pointer): number | bigint {
    const near = this.wholeNumber(place);
    return Number.isSafeInteger(near) ? near : this.#numbers.getBigInt64(place, true);
  }

  /** The address at which values are written. */
  get buffer(): Pointer {
    return this.#buffer;
  }

  /** Writes a text to the buffer and returns its length in bytes. */
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

  /** Writes bytes to the buffer. */
  writeBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.view.set(bytes, this.#buffer);
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bufferBytes && this.#buffer !== 0) return;
    if (this.#buffer !== 0) this.#functions._free(this.#buffer);
    this.#bufferBytes = Math.max(FIRST_BUFFER, 2 * bytes);
    this.#buffer = this.#functions._malloc(this.#bufferBytes);
  }
}
