/** One sql.js for all peers, with its memory. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import initSqlJs from "sql.js";
import { engine } from "./engine.mjs";

const wasm = readFileSync(createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"));

export const sqlite = await engine.loadSqlJs(initSqlJs, imports =>
  WebAssembly.instantiate(wasm, imports),
);

const PRAGMAS = `
  PRAGMA foreign_keys = ON;
  PRAGMA locking_mode = exclusive;
  PRAGMA cache_size = -65536;
  PRAGMA temp_store = memory;`;

export const tune = database => database.exec(PRAGMAS);

/** A separate database for each peer, opened as a private database. */
export const openTuned = bytes => {
  const database = new sqlite.module.Database(bytes);
  tune(database);
  return database;
};
