/** A driver that reports every statement to a listener: what ran, why, for how long, and which code caused it. */
import { type Answer, andThen, attempt } from "../base/index.ts";
import type { Driver, QueryResult, RowVisitor, SqlParameter, SqlRow } from "./driver.ts";
import { ROWS_PER_EVENT, RowSample } from "./row-sample.ts";
import {
  type LoggedResult,
  type LoggedStatement,
  StatementEvent,
  type StatementListener,
} from "./statement-event.ts";

const visitRows = (rows: readonly SqlRow[], visitor: RowVisitor): void => {
  for (const row of rows) visitor.visit(row, 0, row.length);
};

const resultOf = ({ columns, rows, changes }: QueryResult): LoggedResult => {
  const first = rows.length > ROWS_PER_EVENT ? rows.slice(0, ROWS_PER_EVENT) : rows;
  return { columns, rows: first, rowCount: rows.length, changes };
};

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** The clock returns milliseconds. */
export class LoggedDriver<Query> {
  readonly #driver: Driver;
  readonly #listener: StatementListener<Query> | null;
  readonly #now: () => number;
  #count = 0;

  constructor(driver: Driver, listener: StatementListener<Query> | null, now: () => number) {
    this.#driver = driver;
    this.#listener = listener;
    this.#now = now;
  }

  /** Runs a statement. */
  run(statement: LoggedStatement<Query>): Answer<QueryResult> {
    const { text, parameters } = statement;
    if (!this.#listener) return this.#driver.query(text, parameters);
    return this.logged(statement, () => this.#driver.query(text, parameters), resultOf);
  }

  /** Runs a query and passes its rows to a visitor. */
  visit(statement: LoggedStatement<Query>, visitor: RowVisitor): Answer<unknown> {
    const { text, parameters } = statement;
    if (!this.#listener) return this.visitRows(text, parameters, visitor);
    const sample = new RowSample(visitor);
    const sampled = (columns: readonly string[]): LoggedResult => {
      sample.columns = columns;
      return sample;
    };
    return this.logged(statement, () => this.visitRows(text, parameters, sample), sampled);
  }

  protected visitRows(
    text: string,
    parameters: readonly SqlParameter[],
    visitor: RowVisitor,
  ): Answer<readonly string[]> {
    if (this.#driver.visit) return this.#driver.visit(text, parameters, visitor);
    return andThen(this.#driver.query(text, parameters), ({ columns, rows }) => {
      visitRows(rows, visitor);
      return columns;
    });
  }

  protected logged<Value>(
    statement: LoggedStatement<Query>,
    run: () => Answer<Value>,
    logged: (value: Value) => LoggedResult,
  ): Answer<Value> {
    const start = this.#now();
    const succeeded = (value: Value): Value => {
      this.report(statement, logged(value), null, start);
      return value;
    };
    const failed = (thrown: unknown): never => {
      this.report(statement, null, messageOf(thrown), start);
      throw thrown;
    };
    return attempt(run, succeeded, failed);
  }

  protected report(
    statement: LoggedStatement<Query>,
    result: LoggedResult | null,
    error: string | null,
    start: number,
  ): void {
    const milliseconds = this.#now() - start;
    this.#count += 1;
    const log = { number: this.#count, dialect: this.#driver.dialect };
    this.#listener?.(new StatementEvent(log, statement, { result, error, milliseconds }));
  }
}
