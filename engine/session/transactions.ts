/** Transactions, and savepoints for those within others. */
import type { TextRange } from "../base/index.ts";

/** Runs a statement that is no query, such as BEGIN. */
export type Controlled = {
  control(text: string, origin: TextRange | undefined): Promise<void>;
};

export class TransactionStack {
  readonly #database: Controlled;
  #depth: number;

  /** `within`: whether somebody else has begun a transaction already. */
  constructor(database: Controlled, within: boolean) {
    this.#database = database;
    this.#depth = within ? 1 : 0;
  }

  /** Runs a body all or nothing; what it throws takes back what it wrote. */
  async run<Value>(body: () => Promise<Value>, origin: TextRange | undefined): Promise<Value> {
    const savepoint = this.#depth > 0 ? `level_${this.#depth}` : null;
    await this.#database.control(savepoint ? `SAVEPOINT ${savepoint}` : "BEGIN", origin);
    this.#depth += 1;
    try {
      const value = await body();
      await this.#database.control(savepoint ? `RELEASE SAVEPOINT ${savepoint}` : "COMMIT", origin);
      return value;
    } catch (thrown) {
      await this.#database.control(savepoint ? `ROLLBACK TO ${savepoint}` : "ROLLBACK", origin);
      if (savepoint) await this.#database.control(`RELEASE SAVEPOINT ${savepoint}`, origin);
      throw thrown;
    } finally {
      this.#depth -= 1;
    }
  }
}
