/** Notes every statement that reaches a driver: what, why, how long, and from which words. */
import { type Answer, attempt, type TextRange } from "../base/index.ts";
import type { DialectName, Printed, Statement } from "../sql/index.ts";
import type { Driver, QueryResult, ReadRow, SqlParameter } from "./driver.ts";

/** Why a statement ran. */
export type Cause =
  | { readonly kind: "query"; readonly entity: string }
  | { readonly kind: "write"; readonly entity: string }
  | { readonly kind: "lazy load"; readonly relation: string }
  | { readonly kind: "eager load"; readonly relation: string }
  | { readonly kind: "flush"; readonly object: string }
  | { readonly kind: "refresh"; readonly object: string }
  | { readonly kind: "transaction" }
  | { readonly kind: "raw" };

export type StatementEvent = {
  /** Counted from 1 within a log. */
  readonly number: number;
  readonly cause: Cause;
  /** The words of the person's code that caused it. */
  readonly origin: TextRange | null;
  /** As executed. */
  readonly printed: Printed;
  /** The tree it was printed from; null for text that was never a tree. */
  readonly statement: Statement | null;
  /** The result, or null when the database refused the statement. */
  readonly result: QueryResult | null;
  /** What the database said when it refused. */
  readonly error: string | null;
  readonly milliseconds: number;
};

export type StatementListener = (event: StatementEvent) => void;

export type LoggedStatement = Pick<StatementEvent, "cause" | "origin" | "printed" | "statement">;

/** A driver that tells a listener of every statement. The clock is handed in, in milliseconds. */
export class LoggedDriver {
  readonly #driver: Driver;
  readonly #listener: StatementListener | null;
  readonly #now: () => number;
  #count = 0;

  constructor(driver: Driver, listener: StatementListener | null, now: () => number) {
    this.#driver = driver;
    this.#listener = listener;
    this.#now = now;
  }

  get dialect(): DialectName {
    return this.#driver.dialect;
  }

  /** Whether somebody is told. */
  get isObserved(): boolean {
    return this.#listener !== null;
  }

  /** Runs a statement; a database within this program answers at once. */
  run(statement: LoggedStatement): Answer<QueryResult> {
    const start = this.#now();
    const { text, parameters } = statement.printed;
    const succeeded = (result: QueryResult): QueryResult => {
      this.#tell(statement, { result, error: null, milliseconds: this.#now() - start });
      return result;
    };
    const failed = (thrown: unknown): never => {
      const error = thrown instanceof Error ? thrown.message : String(thrown);
      this.#tell(statement, { result: null, error, milliseconds: this.#now() - start });
      throw thrown;
    };
    return attempt(() => this.#driver.query(text, parameters), succeeded, failed);
  }

  /** Runs a text of which nobody is told. */
  runUnobserved(text: string, parameters: readonly SqlParameter[]): Answer<QueryResult> {
    return this.#driver.query(text, parameters);
  }

  /** The same for a query: what is made of its rows. */
  readUnobserved<Value>(
    text: string,
    parameters: readonly SqlParameter[],
    make: ReadRow<Value>,
  ): Answer<readonly Value[]> {
    if (this.#driver.read) return this.#driver.read(text, parameters, make);
    const answer = this.#driver.query(text, parameters);
    const made = ({ rows }: QueryResult) => rows.map(make);
    return answer instanceof Promise ? answer.then(made) : made(answer);
  }

  #tell(
    statement: LoggedStatement,
    outcome: Pick<StatementEvent, "result" | "error" | "milliseconds">,
  ): void {
    this.#count += 1;
    this.#listener?.({ number: this.#count, ...statement, ...outcome });
  }
}
