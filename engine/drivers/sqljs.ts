/** The driver of sql.js. The engine depends on the types of sql.js structurally and never imports the package. */
import { sqlite } from "../sql/index.ts";
import {
  DatabaseError,
  type EmbeddedDriver,
  type QueryResult,
  type SqlParameter,
} from "./driver.ts";
import { placeOfLastKey } from "./last-key.ts";
import type { PreparedStatement } from "./prepared-statement.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { sqliteConstraint } from "./sqlite-constraint.ts";
import type { SqlJsLibrary } from "./sqljs-library.ts";
import { StatementCache } from "./statement-cache.ts";
import { findValueLayout } from "./value-layout.ts";

/** A private file is locked only once, which makes small queries several times faster. */
const PRIVATE_FILE = ["PRAGMA locking_mode = exclusive", "PRAGMA cache_size = -65536"];
const LAST_KEY = "SELECT last_insert_rowid()";
const FOREIGN_KEYS = "PRAGMA foreign_keys = ON";

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Opens a private database, empty or from the bytes of a file. Foreign keys are enforced. */
export const openSqlJs = (library: SqlJsLibrary, bytes?: Uint8Array): EmbeddedDriver => {
  const { module, memory } = library;
  const database = new module.Database(bytes);
  const connect = (): SqliteConnection => ({
    functions: module,
    memory,
    database: database.db,
    layout: findValueLayout(library),
  });
  const statements = new StatementCache(connect);
  let depth = 0;

  const insertedKey = (): number | bigint => {
    const place = placeOfLastKey(library);
    if (place !== null) return memory.integer(database.db + place);
    const [row] = statements.use(LAST_KEY, [], (statement, none) => statement.run(none));
    return row?.[0] as number | bigint;
  };

  const run = (statement: PreparedStatement, parameters: readonly SqlParameter[]): QueryResult => {
    const rows = statement.run(parameters);
    const { columns, writes } = statement;
    if (writes === null) {
      if (!statement.keepsSchema) statements.forgetColumns();
      return { columns, rows, changes: 0 };
    }
    const changes = module._sqlite3_changes(database.db);
    if (writes !== "insert") return { columns, rows, changes };
    return { columns, rows, changes, insertedKey: insertedKey() };
  };

  const databaseError = (thrown: unknown, text: string): DatabaseError => {
    const message = messageOf(thrown);
    return new DatabaseError(message, text, sqliteConstraint(message));
  };

  const use = <Value>(
    text: string,
    parameters: readonly SqlParameter[],
    body: (statement: PreparedStatement, parameters: readonly SqlParameter[]) => Value,
  ): Value => {
    try {
      return statements.use(text, parameters, body);
    } catch (thrown) {
      throw databaseError(thrown, text);
    }
  };

  const query: EmbeddedDriver["query"] = (text, parameters = []) => use(text, parameters, run);

  const transaction: EmbeddedDriver["transaction"] = body => {
    const name = `level_${depth}`;
    query(`SAVEPOINT ${name}`);
    depth += 1;
    try {
      const value = body();
      query(`RELEASE ${name}`);
      return value;
    } catch (thrown) {
      query(`ROLLBACK TO ${name}`);
      query(`RELEASE ${name}`);
      throw thrown;
    } finally {
      depth -= 1;
    }
  };

  for (const pragma of [...PRIVATE_FILE, FOREIGN_KEYS]) query(pragma);
  return {
    dialect: sqlite,
    embedded: true,
    query,
    visit: (text, parameters, visitor) =>
      use(text, parameters, statement => {
        statement.visit(parameters, visitor);
        return statement.columns;
      }),
    transaction,
    export() {
      statements.clear();
      const file = database.export();
      query(FOREIGN_KEYS);
      return file;
    },
    close() {
      statements.clear();
      database.close();
    },
  };
};
