/** sql.js behind the driver interface. The engine knows its shape and never its package. */
import { DatabaseError, type EmbeddedDriver, type SqlRow, type SqlValue } from "./driver.ts";
import { sqliteConstraint } from "./sqlite-constraint.ts";

/** A value as sql.js's types have it; it takes large integers too. */
type SqlJsValue = Exclude<SqlValue, bigint>;

/** The part of sql.js's `Statement` that we use. */
export type SqlJsStatement = {
  bind(values: SqlJsValue[]): boolean;
  step(): boolean;
  get(): (SqlValue | undefined)[];
  getColumnNames(): string[];
  reset(): void;
  free(): boolean;
};

/** The part of sql.js's `Database` that we use. */
export type SqlJsDatabase = {
  prepare(sql: string): SqlJsStatement;
  exec(sql: string): unknown;
  getRowsModified(): number;
  export(): Uint8Array;
  close(): void;
};

/** SQLite counts the rows of the last statement that wrote; others leave the count as it was. */
const WRITES = /^\s*(?:insert|update|delete|replace)\b/i;

const KEPT_STATEMENTS = 256;
/** In characters. A longer text holds its values within, and will hardly come again. */
const LONGEST_KEPT = 4_000;

/** SQLite prepares slowly: statements are kept by their text, the least used go first. */
class StatementCache {
  readonly #database: SqlJsDatabase;
  readonly #kept = new Map<string, SqlJsStatement>();

  constructor(database: SqlJsDatabase) {
    this.#database = database;
  }

  get(text: string): SqlJsStatement {
    if (!this.keeps(text)) return this.#database.prepare(text);
    const known = this.#kept.get(text);
    this.#kept.delete(text);
    const statement = known ?? this.#database.prepare(text);
    this.#kept.set(text, statement);
    if (this.#kept.size > KEPT_STATEMENTS) this.#dropOldest();
    return statement;
  }

  /** Whether a statement stays prepared for the next time. */
  keeps(text: string): boolean {
    return text.length <= LONGEST_KEPT;
  }

  #dropOldest(): void {
    const [oldest] = this.#kept;
    if (!oldest) return;
    oldest[1].free();
    this.#kept.delete(oldest[0]);
  }

  clear(): void {
    for (const statement of this.#kept.values()) statement.free();
    this.#kept.clear();
  }
}

const rowsOf = (statement: SqlJsStatement): readonly SqlRow[] => {
  const rows: SqlRow[] = [];
  while (statement.step()) rows.push(statement.get() as SqlValue[]);
  return rows;
};

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/**
 * Opens a driver over an sql.js database that nobody else uses.
 * Foreign keys are enforced, and the private file is locked once, which makes small queries several times faster.
 */
export const openSqlJs = (database: SqlJsDatabase): EmbeddedDriver => {
  const statements = new StatementCache(database);
  database.exec("PRAGMA locking_mode = exclusive; PRAGMA cache_size = -65536;");
  database.exec("PRAGMA foreign_keys = ON;");
  let depth = 0;

  const query: EmbeddedDriver["query"] = (text, parameters = []) => {
    try {
      const statement = statements.get(text);
      try {
        statement.bind([...parameters] as SqlJsValue[]);
        const rows = rowsOf(statement);
        const columns = statement.getColumnNames();
        return { columns, rows, changes: WRITES.test(text) ? database.getRowsModified() : 0 };
      } finally {
        if (statements.keeps(text)) statement.reset();
        else statement.free();
      }
    } catch (thrown) {
      const message = messageOf(thrown);
      throw new DatabaseError(message, text, sqliteConstraint(message));
    }
  };

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

  return {
    dialect: "sqlite",
    query,
    transaction,
    export() {
      statements.clear();
      const bytes = database.export();
      database.exec("PRAGMA foreign_keys = ON;");
      return bytes;
    },
    close() {
      statements.clear();
      database.close();
    },
  };
};
