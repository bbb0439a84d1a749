/** An executed statement, as listeners see it. */
import { invariant, type TextRange } from "../base/index.ts";
import { type Dialect, type Printed, print, type Statement } from "../sql/index.ts";
import type { SqlParameter, SqlRow } from "./driver.ts";

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

/** Creates the syntax tree of a statement, the same one each time; null for text without a tree, such as BEGIN. */
export type TreeSource = { tree(): Statement | null };

/** A statement that is about to run. */
export type LoggedStatement = {
  readonly text: string;
  /** In the order of their placeholders. */
  readonly parameters: readonly SqlParameter[];
  readonly source: TreeSource;
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
export class StatementEvent {
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
  readonly #source: TreeSource;
  readonly #dialect: Dialect;

  constructor(
    { number, dialect }: { readonly number: number; readonly dialect: Dialect },
    statement: LoggedStatement,
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

  /** The text with its spans and placeholders. */
  get printed(): Printed {
    const { statement } = this;
    if (!statement) return textOnly(this.text);
    const printed = print(statement, this.#dialect);
    invariant(printed.text === this.text, "a statement prints as it was executed");
    return printed;
  }
}

export type StatementListener = (event: StatementEvent) => void;
