/** Runs the statements of a session, and says in the words of the model what the database refuses. */
import { type Answer, attempt, present, type TextRange } from "../../base/index.ts";
import {
  type Cause,
  type Driver,
  type EachWritten,
  LoggedDriver,
  type QueryResult,
  type RowVisitor,
  type StatementListener,
  visitRows,
} from "../../drivers/index.ts";
import {
  type CallSites,
  fingerprintOf,
  type Model,
  QueryError,
  type QueryState,
} from "../../query/index.ts";
import { type Dialect, print, type Statement } from "../../sql/index.ts";
import { type Compiled, knownQuery, type QueryPurpose } from "./known-query.ts";
import { refusal } from "./refusals.ts";
import type { ShapedStatement, TreeMaker } from "./shaped-statement.ts";

export type StatementsOptions = {
  readonly driver: Driver;
  readonly model: Model;
  readonly callSites: CallSites;
  readonly onStatement: StatementListener | null;
  readonly now: () => number;
};

/** Why a statement runs, which is found out when somebody is told, and from which words. */
export type Asked = { readonly cause: () => Cause; readonly origin: TextRange | undefined };

export class Statements {
  readonly dialect: Dialect;
  readonly #driver: LoggedDriver;
  readonly #model: Model;
  readonly #callSites: CallSites;
  #isClosed = false;

  constructor({ driver, model, callSites, onStatement, now }: StatementsOptions) {
    this.dialect = driver.dialect;
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

  /** The same for a query: shows its rows. */
  runRows(statement: Statement, { cause, origin }: Asked, visitor: RowVisitor): Answer<void> {
    if (this.#driver.isObserved) {
      return visitAnswer(this.run(statement, cause(), origin), visitor);
    }
    return this.#unobserved({ statement: () => statement }, origin ?? statement.origin, () => {
      const { text, parameters } = print(statement, this.dialect);
      return this.#driver.visitUnobserved(text, parameters, visitor);
    });
  }

  /** Runs a statement that differs from others in values alone. */
  runShaped(
    shaped: ShapedStatement,
    cause: () => Cause,
    origin: TextRange | undefined,
  ): Answer<QueryResult> {
    if (this.#driver.isObserved) return this.run(shaped.statement(), cause(), origin);
    return this.#unobserved(shaped, origin, () =>
      this.#driver.runUnobserved(shaped.text.in(this.dialect, shaped), shaped.parameters),
    );
  }

  /** The same for a query: shows its rows. */
  runShapedRows(
    shaped: ShapedStatement,
    { cause, origin }: Asked,
    visitor: RowVisitor,
  ): Answer<void> {
    if (this.#driver.isObserved) {
      return visitAnswer(this.run(shaped.statement(), cause(), origin), visitor);
    }
    const { text, parameters } = shaped;
    return this.#unobserved(shaped, origin, () =>
      this.#driver.visitUnobserved(text.in(this.dialect, shaped), parameters, visitor),
    );
  }

  /** Whether statements that differ in values alone can run as one, of which nobody wants to be told singly. */
  get runsEach(): boolean {
    return !this.#driver.isObserved && this.#driver.writesEach;
  }

  /** Whether every statement has to travel, so that few of many rows are better than many of one. */
  get isFar(): boolean {
    return !this.#driver.writesEach;
  }

  /** Runs statements of one text. */
  runEach(
    statements: readonly ShapedStatement[],
    origin: TextRange | undefined,
  ): Answer<EachWritten> {
    const first = present(statements[0], "a statement among those of one text");
    return this.#unobserved(first, origin, () =>
      this.#driver.writeEachUnobserved(
        first.text.in(this.dialect, first),
        statements.map(({ parameters }) => parameters),
      ),
    );
  }

  /** Shows the rows of a person's query, which is compiled when nobody has asked one of its shape before. */
  read<Reader>(
    state: QueryState,
    purpose: QueryPurpose,
    compile: () => Compiled<Reader>,
    visitorOf: (reader: Reader) => RowVisitor,
  ): Answer<void> {
    if (this.#driver.isObserved) {
      const { statement, reader } = compile();
      const cause: Cause = { kind: "query", entity: state.variable.entity.name };
      return visitAnswer(this.run(statement, cause, state.origin), visitorOf(reader));
    }
    return this.#unobserved({ statement: () => compile().statement }, state.origin, () => {
      const shape = fingerprintOf(state);
      const known = knownQuery(shape, purpose, this.dialect, compile);
      const visitor = visitorOf(known.reader);
      return this.#driver.visitUnobserved(known.text, known.parameters(shape), visitor);
    });
  }

  #unobserved<Value>(
    one: TreeMaker,
    origin: TextRange | undefined,
    run: () => Answer<Value>,
  ): Answer<Value> {
    this.requireOpen();
    const failed = (thrown: unknown): never => {
      throw refusal(thrown, one.statement(), this.#model, origin);
    };
    try {
      const answer = run();
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

const visitAnswer = (answer: Answer<QueryResult>, visitor: RowVisitor): Answer<void> => {
  if (answer instanceof Promise) return answer.then(({ rows }) => visitRows(rows, visitor));
  visitRows(answer.rows, visitor);
};
