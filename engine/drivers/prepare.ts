/** Prepares statements, and reads the error message of SQLite. */
import type { SqliteConnection } from "./sqlite-connection.ts";
import type { Pointer } from "./sqlite-functions.ts";

const OK = 0;
const POINTER_BYTES = 4;

/** The message of the last error. */
export const refusal = ({ functions, database }: SqliteConnection): Error =>
  new Error(functions.UTF8ToString(functions._sqlite3_errmsg(database)));

/** @throws Error of SQLite */
export const prepare = (connection: SqliteConnection, text: string): Pointer => {
  const { functions, memory, database } = connection;
  const source = functions.stringToNewUTF8(text);
  const place = functions._malloc(POINTER_BYTES);
  try {
    const code = functions._sqlite3_prepare_v2(database, source, -1, place, 0);
    if (code !== OK) throw refusal(connection);
    const statement = memory.pointer(place);
    if (statement === 0) throw new Error("There is no statement in this text.");
    return statement;
  } finally {
    functions._free(place);
    functions._free(source);
  }
};
