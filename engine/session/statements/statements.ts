/** Runs the statements of a session, and explains errors of the database in terms of the model. */
import { type Answer, attempt, type TextRange } from "../../base/index.ts";
import {
  type Cause,
  type Driver,
  LoggedDriver,
  type LoggedStatement,
  type QueryResult,
  type RowVisitor,
  type StatementListener,
} from "../../drivers/index.ts";
import {
  type CallSites,
  type Model,
  type PlainQuery,
  plainQuery,
  QueryError,
  type QueryState,
} from "../../query/index.ts";
import type { Dialect } from "../../sql/index.ts";
import { cachedQuery, type QueryPurpose, type QueryToRun } from "./cached-query.ts";
import type { StatementSource } from "./cached-statement.ts";
import { constraintError } from "./constraint-errors.ts";

export type StatementsOptions = {
  readonly driver: Driver;
  readonly model: Model;
  readonly callSites: CallSites;
  readonly onStatement: StatementListener<EventQuery> | null;
  readonly now: () => number;
};

/** The object query of a statement. */
export type EventQuery = {
  /** The result that the user's code requested. */
  readonly purpose: QueryPurpose;
  readonly query: PlainQuery;
};

export const eventQuery = (purpose: QueryPurpose, state: QueryState): EventQuery => ({
  purpose,
  query: plainQuery(state),
});

/** Why a statement runs, and which part of the user's code caused it. */
export type Reason = {
  readonly cause: () => Cause;
  readonly origin: TextRange | undefined;
  /** For the first statement of a query of the user. */
  readonly query?: () => EventQuery;
};

const NO_TREE = { tree: () => null };
const TRANSACTION = (): Cause => ({ kind: "transaction", subject: null });
const same = <Value>(value: Value): Value => value;

export class Statements {
  readonly dialect: Dialect;
  /** Whether the database runs in this process. @see Driver.embedded */
  readonly isEmbedded: boolean;
  readonly #driver: LoggedDriver<EventQuery>;
  readonly #model: Model;
  readonly #callSites: CallSites;
  #isClosed = false;

  constructor({ driver, model, callSites, onStatement, now }: StatementsOptions) {
    this.dialect = driver.dialect;
    this.isEmbedded = driver.embedded;
    this.#driver = new LoggedDriver(driver, onStatement, now);
    this.#model = model;
    this.#callSites = callSites;
  }

  /** No statement can run any more. */
  close(): void {
    this.#isClosed = true;
  }

  /** @throws QueryError `session-closed` */
  requireOpen(): void {
    if (!this.#isClosed) return;
    throw new QueryError("session-closed", "This session is closed.", {
      range: this.#callSites()?.expression,
      hint: "Open another session, and read or merge the entities there.",
    });
  }

  /** Runs a statement. */
  run(source: StatementSource, reason: Reason): Answer<QueryResult> {
    return this.execute(source, reason, statement => this.#driver.run(statement));
  }

  /** Runs a query and passes its rows to a visitor. */
  visit(source: StatementSource, reason: Reason, visitor: RowVisitor): Answer<unknown> {
    return this.execute(source, reason, statement => this.#driver.visit(statement, visitor));
  }

  /** Runs a query of the user and passes its rows to a visitor, which is created for the reader of the query. */
  visitQuery<Reader>(
    query: QueryToRun<Reader>,
    visitorOf: (reader: Reader) => RowVisitor,
  ): Answer<unknown> {
    this.requireOpen();
    const { variable } = query.state;
    const origin = query.state.origin ?? null;
    const cause = (): Cause => ({ kind: "query", subject: variable.entity.name });
    const source = {
      tree: () => query.compile().statement,
      query: () => eventQuery(query.purpose, query.state),
    };
    const run = (): Answer<unknown> => {
      const { text, parameters, reader } = cachedQuery(query, this.dialect);
      const statement = { text, parameters, source, cause, origin };
      return this.#driver.visit(statement, visitorOf(reader));
    };
    return this.explained(run, source, origin);
  }

  /** Runs a statement that controls a transaction. */
  async control(text: string, origin: TextRange | undefined): Promise<void> {
    await this.#driver.run({
      text,
      parameters: [],
      source: NO_TREE,
      cause: TRANSACTION,
      origin: origin ?? null,
    });
  }

  protected execute<Value>(
    source: StatementSource,
    reason: Reason,
    run: (statement: LoggedStatement<EventQuery>) => Answer<Value>,
  ): Answer<Value> {
    this.requireOpen();
    const { cause, query } = reason;
    const origin = reason.origin ?? null;
    const logged = query ? { tree: () => source.tree(), query } : source;
    const prepareAndRun = (): Answer<Value> => {
      const { text, parameters } = source.prepare(this.dialect);
      return run({ text, parameters, source: logged, cause, origin });
    };
    return this.explained(prepareAndRun, source, origin);
  }

  /** @throws QueryError in place of errors that can be explained in terms of the model */
  protected explained<Value>(
    body: () => Answer<Value>,
    source: Pick<StatementSource, "tree">,
    range: TextRange | null,
  ): Answer<Value> {
    return attempt(body, same, thrown => {
      const statement = source.tree();
      throw constraintError(thrown, { statement, model: this.#model, origin: range });
    });
  }
}
