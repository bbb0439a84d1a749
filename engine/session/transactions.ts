/** Transactions; a nested one is a savepoint. */
import type { TextRange } from "../base/index.ts";
import { sessionBusy } from "./write-lock.ts";

/** Runs statements such as BEGIN. */
export type Controlled = {
  control(text: string, origin: TextRange | undefined): Promise<void>;
};

/** An open transaction; a savepoint if it is nested. */
export type Level = { readonly savepoint: string | null };

export class TransactionStack {
  readonly #database: Controlled;
  readonly #around: number;
  #open: readonly Level[] = [];

  /** `within`: whether the caller has already begun a transaction. */
  constructor(database: Controlled, within: boolean) {
    this.#database = database;
    this.#around = within ? 1 : 0;
  }

  /** Runs `body` in a transaction, which is rolled back if `body` throws. */
  async run<Value>(body: () => Promise<Value>, origin: TextRange | undefined): Promise<Value> {
    const level = await this.begin(origin);
    try {
      const value = await body();
      await this.commit(level, origin);
      return value;
    } catch (thrown) {
      await this.rollBack(level, origin);
      throw thrown;
    }
  }

  async begin(origin: TextRange | undefined): Promise<Level> {
    const depth = this.#around + this.#open.length;
    const savepoint = depth > 0 ? `level_${depth}` : null;
    await this.#database.control(savepoint ? `SAVEPOINT ${savepoint}` : "BEGIN", origin);
    const level = { savepoint };
    this.#open = [...this.#open, level];
    return level;
  }

  /** @throws QueryError `session-busy` if this is not the innermost open transaction */
  async commit(level: Level, origin: TextRange | undefined): Promise<void> {
    if (!this.isOpen(level)) {
      throw sessionBusy("The enclosing transaction has already ended.", origin);
    }
    if (this.#open.at(-1) !== level) {
      throw sessionBusy("A nested transaction is still open.", origin);
    }
    const { savepoint } = level;
    await this.#database.control(savepoint ? `RELEASE SAVEPOINT ${savepoint}` : "COMMIT", origin);
    this.#close(level);
  }

  /** Rolls back a transaction and those nested in it. */
  async rollBack(level: Level, origin: TextRange | undefined): Promise<void> {
    const { savepoint } = level;
    this.#close(level);
    await this.#database.control(savepoint ? `ROLLBACK TO ${savepoint}` : "ROLLBACK", origin);
    if (savepoint) await this.#database.control(`RELEASE SAVEPOINT ${savepoint}`, origin);
  }

  isOpen(level: Level): boolean {
    return this.#open.includes(level);
  }

  #close(level: Level): void {
    this.#open = this.#open.slice(0, this.#open.indexOf(level));
  }
}
