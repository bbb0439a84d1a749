/** The functions of SQLite that sql.js exports, and their memory. */

/** An address in the memory of SQLite. */
export type Pointer = number;

/** SQLite's C interface, see https://www.sqlite.org/c3ref/funclist.html, and what Emscripten adds to it. */
export type SqliteFunctions = {
  _sqlite3_prepare_v2(
    database: Pointer,
    text: Pointer,
    bytes: number,
    statement: Pointer,
    tail: Pointer,
  ): number;
  _sqlite3_step(statement: Pointer): number;
  _sqlite3_reset(statement: Pointer): number;
  _sqlite3_finalize(statement: Pointer): number;
  _sqlite3_clear_bindings(statement: Pointer): number;
  _sqlite3_bind_int(statement: Pointer, index: number, value: number): number;
  _sqlite3_bind_double(statement: Pointer, index: number, value: number): number;
  _sqlite3_bind_text(
    statement: Pointer,
    index: number,
    text: Pointer,
    bytes: number,
    destructor: number,
  ): number;
  _sqlite3_bind_blob(
    statement: Pointer,
    index: number,
    blob: Pointer,
    bytes: number,
    destructor: number,
  ): number;
  _sqlite3_column_count(statement: Pointer): number;
  _sqlite3_column_name(statement: Pointer, index: number): Pointer;
  _sqlite3_column_type(statement: Pointer, index: number): number;
  _sqlite3_column_double(statement: Pointer, index: number): number;
  _sqlite3_column_text(statement: Pointer, index: number): Pointer;
  _sqlite3_column_blob(statement: Pointer, index: number): Pointer;
  _sqlite3_column_bytes(statement: Pointer, index: number): number;
  _sqlite3_changes(database: Pointer): number;
  _sqlite3_errmsg(database: Pointer): Pointer;
  _malloc(bytes: number): Pointer;
  _free(place: Pointer): void;
  stringToNewUTF8(text: string): Pointer;
  UTF8ToString(text: Pointer): string;
};

/** The buffer is replaced each time the memory grows. */
export type WasmMemory = { readonly buffer: ArrayBufferLike };
