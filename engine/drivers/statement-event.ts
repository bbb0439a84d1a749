/** An executed statement, as listeners see it. */
import { invariant, type TextRange } from "../base/index.ts";
import { type Dialect, type Printed, print, type Statement } from "../sql/index.ts";
import type { SqlParameter, SqlRow } from "./driver.ts";

/** Why a statement ran. */
export type Cause = {
  /**
   * For sessions: `query`, `write`, `lazy load`, `eager load`, `flush`, `refresh`, `transaction` or `raw`. Runners of
   * other languages have further kinds.
   */
  readonly kind: string;
  /** The entity, relation or object, such as `User`, `User.posts` or `User#1`; null if there is none. */
  readonly subject: string | null;
};

/** Where a statement comes from. */
export type StatementOrigin<Query> = {
  /** Creates the syntax tree, the same one each time; null for text without a tree, such as BEGIN. */
  tree(): Statement | null;
  /** Creates the query that the statement was compiled from; missing for other statements. */
  query?(): Query;
};

/** A statement that is about to run. */
export type LoggedStatement<Query> = {
  readonly text: string;
  /** In the order of their placeholders. */
  readonly parameters: readonly SqlParameter[];
  readonly source: StatementOrigin<Query>;
  /** Called once, right after the statement ran, and only if there is a listener. */
  readonly cause: () => Cause;
  /** The part of the user's code that caused the statement. */
  readonly origin: TextRange | null;
};

export type LoggedResult = {
  readonly columns: readonly string[];
  /** The first rows, at most `ROWS_PER_EVENT`. */
  readonly rows: readonly SqlRow[];
  /** The number of all rows. */
  readonly rowCount: number;
  /** The number of rows that were inserted, updated or deleted. */
  readonly changes: number;
};

/** How a statement ended: with a result, or with the error message of the database. */
export type StatementOutcome = {
  readonly result: LoggedResult | null;
  readonly error: string | null;
  readonly milliseconds: number;
};

const textOnly = (text: string): Printed => ({
  text,
  parameters: [],
  sources: [],
  holdsValues: false,
  placeholders: [],
  columns: [],
  spans: [],
});

/** The tree and the spans are created on demand: most statements of a large save are never looked at. */
export class StatementEvent<Query = unknown> {
  /** Counted from 1 within a log. */
  readonly number: number;
  readonly cause: Cause;
  readonly origin: TextRange | null;
  /** As executed. */
  readonly text: string;
  readonly parameters: readonly SqlParameter[];
  readonly result: LoggedResult | null;
  readonly error: string | null;
  readonly milliseconds: number;
  readonly #source: StatementOrigin<Query>;
  readonly #dialect: Dialect;

  constructor(
    { number, dialect }: { readonly number: number; readonly dialect: Dialect },
    statement: LoggedStatement<Query>,
    outcome: StatementOutcome,
  ) {
    this.number = number;
    this.cause = statement.cause();
    this.origin = statement.origin;
    this.text = statement.text;
    this.parameters = statement.parameters;
    this.result = outcome.result;
    this.error = outcome.error;
    this.milliseconds = outcome.milliseconds;
    this.#source = statement.source;
    this.#dialect = dialect;
  }

  /** The syntax tree; null for text without one. */
  get statement(): Statement | null {
    return this.#source.tree();
  }

  /** The query that the statement was compiled from; null for other statements. */
  get query(): Query | null {
    return this.#source.query?.() ?? null;
  }

  /** The text with its spans and placeholders. */
  get printed(): Printed {
    const { statement } = this;
    if (!statement) return textOnly(this.text);
    const printed = print(statement, this.#dialect);
    invariant(printed.text === this.text, "a statement prints as it was executed");
    return printed;
  }
}

export type StatementListener<Query = unknown> = (event: StatementEvent<Query>) => void;
