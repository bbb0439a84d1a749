/** Texts and bytes in the memory of SQLite. */
import type { Pointer, SqliteFunctions, WasmMemory } from "./sqlite-functions.ts";

/** In bytes. Texts of ASCII up to here are read and written faster by us than by the coders of the platform. */
const SHORT = 40;
/** A character of JavaScript takes at most three bytes of UTF-8. */
const BYTES_PER_CHARACTER = 3;
const FIRST_BUFFER = 4096;

type TextCoder = {
  readonly decode: (bytes: Uint8Array) => string;
  readonly encodeInto: (text: string, bytes: Uint8Array) => { readonly written: number };
};

/** Every platform that we run on has them; the language does not. */
const platform = globalThis as unknown as {
  readonly TextDecoder: new (
    label: string,
    options: { readonly ignoreBOM: boolean },
  ) => Pick<TextCoder, "decode">;
  readonly TextEncoder: new () => Pick<TextCoder, "encodeInto">;
};

export class SqliteMemory {
  readonly #functions: SqliteFunctions;
  readonly #memory: WasmMemory;
  /** A mark of byte order is a character of the text: a decoder drops it unless told to ignore it. */
  readonly #decoder = new platform.TextDecoder("utf-8", { ignoreBOM: true });
  readonly #encoder = new platform.TextEncoder();
  #bytes: Uint8Array;
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
  }

  /** When the memory grows, what was seen of it before has no bytes any more: writes to it vanish in silence. */
  #view(): Uint8Array {
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.#memory.buffer);
    return this.#bytes;
  }

  text(start: Pointer, length: number): string {
    const bytes = this.#view();
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
    return this.#view().slice(start, start + length);
  }

  pointer(place: Pointer): Pointer {
    const bytes = this.#view();
    return new DataView(bytes.buffer).getUint32(place, true);
  }

  /** Writes a text where the next write will overwrite it; `length` is that of its bytes. */
  writeText(text: string): { readonly start: Pointer; readonly length: number } {
    const start = this.#reserve(text.length * BYTES_PER_CHARACTER);
    const bytes = this.#view();
    if (text.length > SHORT) {
      const room = bytes.subarray(start, start + this.#bufferBytes);
      return { start, length: this.#encoder.encodeInto(text, room).written };
    }
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 127) {
        const room = bytes.subarray(start, start + this.#bufferBytes);
        return { start, length: this.#encoder.encodeInto(text, room).written };
      }
      bytes[start + index] = code;
    }
    return { start, length: text.length };
  }

  /** Writes bytes where the next write will overwrite them. */
  writeBytes(given: Uint8Array): Pointer {
    const start = this.#reserve(given.length);
    this.#view().set(given, start);
    return start;
  }

  #reserve(bytes: number): Pointer {
    if (bytes > this.#bufferBytes || this.#buffer === 0) {
      if (this.#buffer !== 0) this.#functions._free(this.#buffer);
      this.#bufferBytes = Math.max(FIRST_BUFFER, 2 * bytes);
      this.#buffer = this.#functions._malloc(this.#bufferBytes);
    }
    return this.#buffer;
  }
}
