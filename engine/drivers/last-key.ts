/** Where SQLite keeps the key of the row that it inserted last; sql.js exports no function that tells it. */
import { memoize } from "../base/index.ts";
import { PreparedStatement } from "./prepared-statement.ts";
import type { SqlJsLibrary } from "./sqljs-library.ts";

/** Keys that are nowhere by chance: of both signs, and of more than 32 bits. */
const PROBES = [0x5e1ec7ed, -0x1cedcafe, 0x1_2345_6789];

/** SQLite's connection is a record of less than so many bytes. */
const RECORD_BYTES = 1024;
const ALIGNMENT = 8;

const places = Array.from({ length: RECORD_BYTES / ALIGNMENT }, (_, index) => index * ALIGNMENT);

/**
 * The place, from the start of a connection's record; null where it cannot be told.
 * It is found by inserting keys and looking for them: the record is SQLite's own affair, and may be laid out anew.
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
    const [place, another] = PROBES.reduce((found, key) => {
      run(`INSERT INTO probes VALUES (${key})`);
      return found.filter(each => memory.wholeNumber(database.db + each) === key);
    }, places);
    return another === undefined ? (place ?? null) : null;
  } finally {
    database.close();
  }
});
