/**
 * Finds where SQLite stores the values of a row, which saves two calls for each value. SQLite does not promise the layout,
 * so the offsets are found with known values. If they are ambiguous, values are read by calls.
 */
import { memoize } from "../base/index.ts";
import { prepare } from "./prepare.ts";
import type { SqliteConnection, ValueLayout } from "./sqlite-connection.ts";
import type { Pointer } from "./sqlite-functions.ts";
import type { SqliteMemory } from "./sqlite-memory.ts";
import type { SqlJsLibrary } from "./sqljs-library.ts";

/** The type flags of a value; if several are set, the first in this order counts. */
export const KIND = { NULL: 1, INTEGER: 4, REAL: 8, WHOLE_REAL: 32, TEXT: 2 } as const;
const BLOB = 16;
/** The encoding that the driver reads. */
export const UTF8 = 1;

const PROBE = "SELECT 'probe', 1234567, 0.5, NULL, x'01ff', 'another', -12345678901";
/** The values by their columns. */
const LENGTHS = [
  [0, 5],
  [4, 2],
  [5, 7],
] as const;
const KINDS = [KIND.TEXT, KIND.INTEGER, KIND.REAL, KIND.NULL, BLOB, KIND.TEXT, KIND.INTEGER];
const ALL_KINDS = KIND.NULL | KIND.INTEGER | KIND.REAL | KIND.WHOLE_REAL | KIND.TEXT | BLOB;

/** The records of a statement and of a value are smaller than this. */
const STATEMENT_BYTES = 512;
const VALUE_BYTES = 128;

/** `0, step, 2 * step, …` below a limit. */
const places = (step: number, limit: number): readonly number[] =>
  Array.from({ length: limit / step }, (_, index) => index * step);

/** A row with known values and known addresses of texts. */
class Probe {
  readonly #memory: SqliteMemory;
  readonly #statement: Pointer;
  readonly #addresses: readonly [Pointer, Pointer];

  constructor(memory: SqliteMemory, statement: Pointer, addresses: readonly [Pointer, Pointer]) {
    this.#memory = memory;
    this.#statement = statement;
    this.#addresses = addresses;
  }

  layouts(): readonly ValueLayout[] {
    return places(4, STATEMENT_BYTES).flatMap(first => {
      const row = this.#memory.pointer(this.#statement + first);
      const isRow = row > 0 && row + KINDS.length * VALUE_BYTES < this.#memory.view.length;
      return isRow ? this.#layoutsAt(row, first) : [];
    });
  }

  #layoutsAt(row: Pointer, first: number): readonly ValueLayout[] {
    const memory = this.#memory;
    const [one, another] = this.#addresses;
    const sizes = places(8, VALUE_BYTES);
    return places(4, VALUE_BYTES)
      .filter(address => memory.pointer(row + address) === one)
      .flatMap(address =>
        sizes
          .filter(size => size > 0 && memory.pointer(row + 5 * size + address) === another)
          .flatMap(size => this.#layoutsOf(row, { first, size, address })),
      );
  }

  #layoutsOf(
    row: Pointer,
    known: Pick<ValueLayout, "first" | "size" | "address">,
  ): readonly ValueLayout[] {
    const { numbers } = this.#memory;
    const { size } = known;
    const at = (column: number, place: number): Pointer => row + column * size + place;
    const isNumber = (place: number): boolean =>
      this.#memory.wholeNumber(at(1, place)) === 1_234_567 &&
      this.#memory.wholeNumber(at(6, place)) === -12_345_678_901 &&
      numbers.getFloat64(at(2, place), true) === 0.5;
    const isLength = (place: number): boolean =>
      LENGTHS.every(([column, length]) => numbers.getInt32(at(column, place), true) === length);
    const isFlags = (place: number): boolean =>
      KINDS.every(
        (kind, column) => (numbers.getUint16(at(column, place), true) & ALL_KINDS) === kind,
      );
    const isEncoding = (place: number): boolean =>
      [0, 5].every(column => numbers.getUint8(at(column, place)) === UTF8);
    return places(2, size)
      .filter(flags => isFlags(flags) && isEncoding(flags + 2))
      .flatMap(flags =>
        places(8, size)
          .filter(isNumber)
          .flatMap(number =>
            places(4, size)
              .filter(isLength)
              .map(length => ({ ...known, number, length, flags, encoding: flags + 2 })),
          ),
      );
  }
}

/** Null if the offsets are not unambiguous. */
export const findValueLayout = memoize(({ module, memory }: SqlJsLibrary): ValueLayout | null => {
  const database = new module.Database();
  const connection: SqliteConnection = {
    functions: module,
    memory,
    database: database.db,
    layout: null,
  };
  try {
    const statement = prepare(connection, PROBE);
    module._sqlite3_step(statement);
    const addresses = [
      module._sqlite3_column_text(statement, 0),
      module._sqlite3_column_text(statement, 5),
    ] as const;
    const [layout, another] = new Probe(memory, statement, addresses).layouts();
    module._sqlite3_finalize(statement);
    return another ? null : (layout ?? null);
  } finally {
    database.close();
  }
});
