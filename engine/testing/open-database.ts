/** Real sql.js databases for tests. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import initSqlJs from "sql.js";
import { type EmbeddedDriver, loadSqlJs, openSqlJs } from "../drivers/index.ts";

const wasm = readFileSync(createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"));

export const sqliteLibrary = await loadSqlJs(initSqlJs, (imports: WebAssembly.Imports) =>
  WebAssembly.instantiate(wasm, imports),
);

/** A private database, empty or from the bytes of a file. */
export const openDatabase = (bytes?: Uint8Array): EmbeddedDriver => openSqlJs(sqliteLibrary, bytes);
