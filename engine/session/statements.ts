/** Runs the statements of a session, and says in the words of the model what the database refuses. */
import { type Answer, attempt, type TextRange } from "../base/index.ts";
import {
  type Cause,
  type Driver,
  LoggedDriver,
  type QueryResult,
  type ReadRow,
  type SqlRow,
  type StatementListener,
} from "../drivers/index.ts";
import {
  type CallSites,
  type Model,
  QueryError,
  type QueryState,
  shapeOfQuery,
} from "../query/index.ts";
import {
  type Dialect,
  dialectOf,
  type ParameterValue,
  print,
  type Statement,
} from "../sql/index.ts";
import { type Compiled, type KnownQuery, knownQuery, type QueryPurpose } from "./known-query.ts";
import { refusal } from "./refusals.ts";
import type { ShapedStatement } from "./shaped-statement.ts";

export type StatementsOptions = {
  readonly driver: Driver;
  readonly model: Model;
  readonly callSites: CallSites;
  readonly onStatement: StatementListener | null;
  readonly now: () => number;
};

/** The rows of a query, and what reads them. */
export type Read<Reader> = { readonly rows: readonly SqlRow[]; readonly reader: Reader };

export class Statements {
  readonly dialect: Dialect;
  readonly #driver: LoggedDriver;
  readonly #model: Model;
  readonly #callSites: CallSites;
  #isClosed = false;

  constructor({ driver, model, callSites, onStatement, now }: StatementsOptions) {
    this.dialect = dialectOf(driver.dialect);
    this.#driver = new LoggedDriver(driver, onStatement, now);
    this.#model = model;
    this.#callSites = callSites;
  }

  /** No other statement runs. */
  close(): void {
    this.#isClosed = true;
  }

  /** @throws QueryError `session-closed` */
  requireOpen(): void {
    if (!this.#isClosed) return;
    throw new QueryError("session-closed", "This session is closed.", {
      range: this.#callSites()?.expression,
      hint: "Open another, and read or merge the entities there.",
    });
  }

  run(statement: Statement, cause: Cause, at?: TextRange): Answer<QueryResult> {
    this.requireOpen();
    const origin = at ?? statement.origin;
    return attempt(
      () => {
        const printed = print(statement, this.dialect);
        return this.#driver.run({ cause, origin: origin ?? null, printed, statement });
      },
      result => result,
      thrown => {
        throw refusal(thrown, statement, this.#model, origin);
      },
    );
  }

  /** The same, for a statement that differs from others in values alone. */
  runShaped(
    { text, parameters, statement }: ShapedStatement,
    cause: () => Cause,
    origin: TextRange | undefined,
  ): Answer<QueryResult> {
    if (this.#driver.isObserved) return this.run(statement(), cause(), origin);
    this.requireOpen();
    const failed = (thrown: unknown): never => {
      throw refusal(thrown, statement(), this.#model, origin);
    };
    try {
      const answer = this.#driver.runUnobserved(text.in(this.dialect, statement), parameters);
      return answer instanceof Promise ? answer.catch(failed) : answer;
    } catch (thrown) {
      return failed(thrown);
    }
  }

  /** The rows of a person's query, which is compiled when nobody has asked one of its shape before. */
  read<Reader>(
    state: QueryState,
    purpose: QueryPurpose,
    compile: () => Compiled<Reader>,
  ): Answer<Read<Reader>> {
    if (this.#driver.isObserved) return this.#readObserved(state, compile);
    return this.#readKnown(state, purpose, compile, ({ text, reader }, parameters) => {
      const answer = this.#driver.runUnobserved(text, parameters);
      return withReader(answer, reader);
    });
  }

  /** The same, for what is made of each row at once. */
  values<Value>(
    state: QueryState,
    compile: () => Compiled<ReadRow<Value>>,
  ): Answer<readonly Value[]> {
    if (this.#driver.isObserved) {
      const answer = this.#readObserved(state, compile);
      const made = ({ rows, reader }: Read<ReadRow<Value>>) => rows.map(reader);
      return answer instanceof Promise ? answer.then(made) : made(answer);
    }
    return this.#readKnown(state, "rows", compile, ({ text, reader }, parameters) =>
      this.#driver.readUnobserved(text, parameters, reader),
    );
  }

  #readObserved<Reader>(state: QueryState, compile: () => Compiled<Reader>): Answer<Read<Reader>> {
    const { statement, reader } = compile();
    const cause: Cause = { kind: "query", entity: state.variable.entity.name };
    return withReader(this.run(statement, cause, state.origin), reader);
  }

  #readKnown<Reader, Value>(
    state: QueryState,
    purpose: QueryPurpose,
    compile: () => Compiled<Reader>,
    run: (known: KnownQuery<Reader>, parameters: readonly ParameterValue[]) => Answer<Value>,
  ): Answer<Value> {
    this.requireOpen();
    const failed = (thrown: unknown): never => {
      throw refusal(thrown, compile().statement, this.#model, state.origin);
    };
    try {
      const shape = shapeOfQuery(state);
      const known = knownQuery(shape, purpose, this.dialect, compile);
      const answer = run(known, known.parameters(shape));
      return answer instanceof Promise ? answer.catch(failed) : answer;
    } catch (thrown) {
      return failed(thrown);
    }
  }

  /** Runs a statement that is no query, such as BEGIN. */
  async control(text: string, origin: TextRange | undefined): Promise<void> {
    const printed = {
      text,
      parameters: [],
      sources: [],
      holdsValues: false,
      placeholders: [],
      columns: [],
      spans: [],
    };
    const cause: Cause = { kind: "transaction" };
    await this.#driver.run({ cause, origin: origin ?? null, printed, statement: null });
  }
}

const withReader = <Reader>(answer: Answer<QueryResult>, reader: Reader): Answer<Read<Reader>> =>
  answer instanceof Promise
    ? answer.then(({ rows }) => ({ rows, reader }))
    : { rows: answer.rows, reader };
