/** Keeps statements prepared, by their text. The least recently used statement is dropped first. */
import type { SqlParameter } from "./driver.ts";
import { PreparedStatement } from "./prepared-statement.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

const KEPT_STATEMENTS = 256;
/** In characters: an INSERT of a thousand rows. A longer text contains its values and rarely runs again. */
const LONGEST_KEPT = 32_000;

type Use<Value> = (statement: PreparedStatement, parameters: readonly SqlParameter[]) => Value;

type Kept = { readonly statement: PreparedStatement; lastUse: number };

export class StatementCache {
  readonly #connect: () => SqliteConnection;
  readonly #kept = new Map<string, Kept>();
  #uses = 0;
  /** The last text, which is often the next one too. */
  #lastText: string | null = null;
  #last: PreparedStatement | null = null;

  constructor(connect: () => SqliteConnection) {
    this.#connect = connect;
  }

  /** Passes the prepared statement of a text to `body`. @throws Error of SQLite if the text is not a statement */
  use<Value>(text: string, parameters: readonly SqlParameter[], body: Use<Value>): Value {
    if (this.#last && text === this.#lastText) return body(this.#last, parameters);
    if (text.length <= LONGEST_KEPT) return body(this.#get(text), parameters);
    const statement = new PreparedStatement(this.#connect(), text);
    try {
      return body(statement, parameters);
    } finally {
      statement.free();
    }
  }

  #get(text: string): PreparedStatement {
    this.#uses += 1;
    const known = this.#kept.get(text);
    const kept = known ?? {
      statement: new PreparedStatement(this.#connect(), text),
      lastUse: 0,
    };
    kept.lastUse = this.#uses;
    this.#lastText = text;
    this.#last = kept.statement;
    if (known) return known.statement;
    this.#kept.set(text, kept);
    if (this.#kept.size > KEPT_STATEMENTS) this.#dropOldest();
    return kept.statement;
  }

  #dropOldest(): void {
    const [first, ...others] = this.#kept;
    if (!first) return;
    const oldest = others.reduce((a, b) => (b[1].lastUse < a[1].lastUse ? b : a), first);
    oldest[1].statement.free();
    this.#kept.delete(oldest[0]);
  }

  /** The schema may have changed. */
  forgetColumns(): void {
    for (const { statement } of this.#kept.values()) statement.forgetColumns();
  }

  clear(): void {
    this.#lastText = null;
    this.#last = null;
    for (const { statement } of this.#kept.values()) statement.free();
    this.#kept.clear();
  }
}
