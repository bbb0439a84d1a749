/** SQLite in a worker: sql.js, with its wasm from our own origin. */
import initSqlJs from "sql.js";
import wasmUrl from "sql.js/dist/sql-wasm-browser.wasm?url";
import { type EmbeddedDriver, loadSqlJs, openSqlJs } from "../../engine/index.ts";

/** Opens databases, empty or from the bytes of a file. */
export type OpenDatabase = (bytes?: Uint8Array) => EmbeddedDriver;

/** Loads SQLite once; what it gives opens any number of databases at once. */
export const loadSqlite = async (): Promise<OpenDatabase> => {
  const library = await loadSqlJs(initSqlJs, async (imports: WebAssembly.Imports) => {
    const wasm = await fetch(wasmUrl);
    return WebAssembly.instantiate(await wasm.arrayBuffer(), imports);
  });
  return bytes => openSqlJs(library, bytes);
};
