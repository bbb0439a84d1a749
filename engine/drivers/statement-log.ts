/** Notes every statement that reaches a driver: what, why, how long, and from which words. */
import { type Answer, attempt, invariant, type TextRange } from "../base/index.ts";
import type { Printed, Statement } from "../sql/index.ts";
import type {
  Driver,
  EachWritten,
  QueryResult,
  RowVisitor,
  SqlParameter,
  SqlRow,
} from "./driver.ts";

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

/** Shows rows that are lists of their own. */
export const visitRows = (rows: readonly SqlRow[], visitor: RowVisitor): void => {
  for (const row of rows) visitor.visit(row, 0);
};

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

  /** The same for a query: shows its rows. */
  visitUnobserved(
    text: string,
    parameters: readonly SqlParameter[],
    visitor: RowVisitor,
  ): Answer<void> {
    if (this.#driver.visit) return this.#driver.visit(text, parameters, visitor);
    const visitAll = ({ rows }: QueryResult) => visitRows(rows, visitor);
    const answer = this.#driver.query(text, parameters);
    return answer instanceof Promise ? answer.then(visitAll) : visitAll(answer);
  }

  get writesEach(): boolean {
    return this.#driver.writeEach !== undefined;
  }

  /** The same for a statement that writes, once for each list of values. */
  writeEachUnobserved(
    text: string,
    lists: readonly (readonly SqlParameter[])[],
  ): Answer<EachWritten> {
    invariant(this.#driver.writeEach, "the driver writes lists of values");
    return this.#driver.writeEach(text, lists);
  }

  #tell(
    statement: LoggedStatement,
    outcome: Pick<StatementEvent, "result" | "error" | "milliseconds">,
  ): void {
    this.#count += 1;
    this.#listener?.({ number: this.#count, ...statement, ...outcome });
  }
}
