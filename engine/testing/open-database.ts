/** Real sql.js databases for tests. */
import initSqlJs from "sql.js";
import { type EmbeddedDriver, openSqlJs } from "../drivers/index.ts";

const library = await initSqlJs();

/** A private database, empty or from the bytes of a file. */
export const openDatabase = (bytes?: Uint8Array): EmbeddedDriver =>
  openSqlJs(new library.Database(bytes));
