/** An open database of SQLite, as statements see it. */
import type { Pointer, SqliteFunctions } from "./sqlite-functions.ts";
import type { SqliteMemory } from "./sqlite-memory.ts";

/** What a statement runs on. */
export type SqliteConnection = {
  readonly functions: SqliteFunctions;
  readonly memory: SqliteMemory;
  /** SQLite's handle. */
  readonly database: Pointer;
  /** Null where values are asked for by calls. */
  readonly layout: ValueLayout | null;
};

/** Where SQLite keeps the values of the row that a statement stands at, in bytes. */
export type ValueLayout = {
  /** From the record of the statement on: the address of the first value. */
  readonly first: number;
  /** From one value to the next. */
  readonly size: number;
  /** Within a value: a number, or the address and length of a text. */
  readonly number: number;
  readonly address: number;
  readonly length: number;
  /** What kind of value it is. */
  readonly flags: number;
  readonly encoding: number;
};
