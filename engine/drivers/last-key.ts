/** Finds where SQLite stores the last inserted key; sql.js exports no function that returns it. */
import { memoize } from "../base/index.ts";
import { PreparedStatement } from "./prepared-statement.ts";
import type { SqlJsLibrary } from "./sqljs-library.ts";

/** Keys that do not occur in memory by accident: positive and negative, with more than 32 bits. */
const PROBES = [0x5e1ec7ed, -0x1cedcafe, 0x1_2345_6789];

/** The connection record of SQLite is smaller than this, in bytes. */
const RECORD_BYTES = 1024;
const ALIGNMENT = 8;

const places = Array.from({ length: RECORD_BYTES / ALIGNMENT }, (_, index) => index * ALIGNMENT);

/**
 * The offset within a connection record; null if it is not found in exactly one place.
 * It is found by inserting keys and searching for them, because SQLite does not promise the layout.
 */
export const placeOfLastKey = memoize(({ module, memory }: SqlJsLibrary): number | null => {
  const database = new module.Database();
  const run = (text: string): void => {
    const connection = { functions: module, memory, database: database.db, layout: null };
    const statement = new PreparedStatement(connection, text);
    statement.run([]);
    statement.free();
  };
  try {
    run("CREATE TABLE probes (id INTEGER PRIMARY KEY)");
    const [place, another] = PROBES.reduce((places, key) => {
      run(`INSERT INTO probes VALUES (${key})`);
      return places.filter(each => memory.wholeNumber(database.db + each) === key);
    }, places);
    return another === undefined ? (place ?? null) : null;
  } finally {
    database.close();
  }
});
