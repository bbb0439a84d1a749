/** Statements that stay prepared: SQLite prepares slowly. They are found by their text; the least used go first. */
import { PreparedStatement, type SqliteConnection } from "./prepared-statement.ts";

const KEPT_STATEMENTS = 256;
/** In characters. A longer text holds its values within, and will hardly come again. */
const LONGEST_KEPT = 4_000;

export class StatementCache {
  readonly #connect: () => SqliteConnection;
  readonly #kept = new Map<string, PreparedStatement>();
  /** The statement used last, which is often the next one too. */
  #last: { readonly text: string; readonly statement: PreparedStatement } | null = null;

  constructor(connect: () => SqliteConnection) {
    this.#connect = connect;
  }

  /** Lends a statement to `body`. @throws Error in SQLite's words when the text is no statement. */
  use<Value>(text: string, body: (statement: PreparedStatement) => Value): Value {
    if (text.length <= LONGEST_KEPT) return body(this.#get(text));
    const statement = new PreparedStatement(this.#connect(), text);
    try {
      return body(statement);
    } finally {
      statement.free();
    }
  }

  #get(text: string): PreparedStatement {
    if (this.#last?.text === text) return this.#last.statement;
    const known = this.#kept.get(text);
    this.#kept.delete(text);
    const statement = known ?? new PreparedStatement(this.#connect(), text);
    this.#kept.set(text, statement);
    this.#last = { text, statement };
    if (this.#kept.size > KEPT_STATEMENTS) this.#dropOldest();
    return statement;
  }

  #dropOldest(): void {
    const [oldest] = this.#kept;
    if (!oldest) return;
    oldest[1].free();
    this.#kept.delete(oldest[0]);
  }

  /** The schema may have changed. */
  forgetColumns(): void {
    for (const statement of this.#kept.values()) statement.forgetColumns();
  }

  clear(): void {
    this.#last = null;
    for (const statement of this.#kept.values()) statement.free();
    this.#kept.clear();
  }
}
