/** SQLite's WebAssembly module, from the page's own origin. */
import wasmUrl from "sql.js/dist/sql-wasm-browser.wasm?url";

/** @throws Error when it cannot be fetched. */
export const fetchSqlite = async (): Promise<ArrayBuffer> => {
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(`SQLite could not be loaded (${response.status}).`);
  return response.arrayBuffer();
};
