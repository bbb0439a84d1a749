/** sql.js for kysely and mikro-orm, with the least between them. `cache` keeps statements by their text. */
import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";

const WRITES = /^\s*(insert|update|delete)/i;

class Connection {
  #db;
  #kept;

  constructor(db, cache) {
    this.#db = db;
    this.#kept = cache ? new Map() : null;
  }

  async executeQuery({ sql, parameters }) {
    const statement = this.#kept?.get(sql) ?? this.#db.prepare(sql);
    this.#kept?.set(sql, statement);
    try {
      statement.bind([...parameters]);
      const rows = this.#rows(statement);
      const kind = WRITES.exec(sql)?.[1].toLowerCase();
      if (!kind) return { rows };
      const numAffectedRows = BigInt(this.#db.getRowsModified());
      return { rows, numAffectedRows, insertId: kind === "insert" ? this.#lastId() : undefined };
    } finally {
      if (this.#kept) statement.reset();
      else statement.free();
    }
  }

  #rows(statement) {
    const rows = [];
    let names = null;
    while (statement.step()) {
      names ??= statement.getColumnNames();
      const values = statement.get();
      const row = {};
      for (let index = 0; index < names.length; index += 1) row[names[index]] = values[index];
      rows.push(row);
    }
    return rows;
  }

  #last = null;

  #lastId() {
    this.#last ??= this.#db.prepare("SELECT last_insert_rowid()");
    this.#last.step();
    const [id] = this.#last.get();
    this.#last.reset();
    return BigInt(id);
  }
}

export class SqlJsDialect {
  #connection;

  constructor(db, { cache = false } = {}) {
    this.#connection = new Connection(db, cache);
  }

  createDriver() {
    const connection = this.#connection;
    const control = text => connection.executeQuery(CompiledQuery.raw(text));
    return {
      init: async () => undefined,
      acquireConnection: async () => connection,
      releaseConnection: async () => undefined,
      beginTransaction: () => control("begin"),
      commitTransaction: () => control("commit"),
      rollbackTransaction: () => control("rollback"),
      destroy: async () => undefined,
    };
  }

  createAdapter() {
    return new SqliteAdapter();
  }

  createIntrospector(db) {
    return new SqliteIntrospector(db);
  }

  createQueryCompiler() {
    return new SqliteQueryCompiler();
  }
}
