/** SQLite for workers: sql.js. */
import { fetchSqlite } from "./fetch-sqlite.ts";
import { type OpenDatabase, startSqlite } from "./open-sqlite.ts";

export { fetchSqlite, type OpenDatabase, startSqlite };

export const loadSqlite = async (): Promise<OpenDatabase> =>
  startSqlite(await WebAssembly.compile(await fetchSqlite()));
