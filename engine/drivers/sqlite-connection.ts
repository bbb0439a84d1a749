/** An open SQLite database, as statements use it. */
import type { Pointer, SqliteFunctions } from "./sqlite-functions.ts";
import type { SqliteMemory } from "./sqlite-memory.ts";

/** What a statement runs on. */
export type SqliteConnection = {
  readonly functions: SqliteFunctions;
  readonly memory: SqliteMemory;
  /** SQLite's handle. */
  readonly database: Pointer;
  /** Null if values are read by calls of SQLite's functions. */
  readonly layout: ValueLayout | null;
};

/** Where SQLite stores the values of the current row of a statement; offsets in bytes. */
export type ValueLayout = {
  /** Within a statement record: the address of the first value. */
  readonly first: number;
  /** The distance of two values. */
  readonly size: number;
  /** Within a value: a number, or the address and length of a text. */
  readonly number: number;
  readonly address: number;
  readonly length: number;
  /** The type of the value. */
  readonly flags: number;
  readonly encoding: number;
};
