/** SQLite from its WebAssembly module. Needs no network. */
import initSqlJs from "sql.js";
import { type EmbeddedDriver, loadSqlJs, openSqlJs } from "../../engine/index.ts";

/** Opens databases, empty or from the bytes of a file. */
export type OpenDatabase = (bytes?: Uint8Array) => EmbeddedDriver;

/** Instantiates SQLite once; the result opens any number of databases. */
export const startSqlite = async (module: WebAssembly.Module): Promise<OpenDatabase> => {
  const library = await loadSqlJs(initSqlJs, async (imports: WebAssembly.Imports) => ({
    instance: await WebAssembly.instantiate(module, imports),
    module,
  }));
  return bytes => openSqlJs(library, bytes);
};
