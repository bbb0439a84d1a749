/** The input and output of a runner in any language. Plain data, because it is sent to workers. */
import type {
  Cause,
  EventQuery,
  Printed,
  SchemaDocument,
  SqlRow,
  Statement,
  TextRange,
} from "../../engine/index.ts";
import type { ShownValue } from "./shown-value.ts";

/** The database that code runs against: a design, and a database file with its tables. */
export type RunnerProject = {
  readonly document: SchemaDocument;
  readonly database: Uint8Array;
};

export type RunRequest = {
  readonly code: string;
  /** Whether the changes are kept. Otherwise the run is a preview and is rolled back. */
  readonly keep: boolean;
};

/** A statement that ran, with the rows that are shown. */
export type StatementRun = {
  readonly number: number;
  readonly cause: Cause;
  readonly origin: TextRange | null;
  /** As executed. */
  readonly printed: Printed;
  /** The tree, for printing in other dialects; null for raw SQL. */
  readonly statement: Statement | null;
  /** The object query, for translations; null for other statements. */
  readonly query: EventQuery | null;
  readonly columns: readonly string[];
  readonly rows: readonly SqlRow[];
  /** The number of all rows, including those that are not shown. */
  readonly rowCount: number;
  readonly changes: number;
  readonly error: string | null;
  readonly milliseconds: number;
};

export type ConsoleLine = {
  readonly level: "log" | "info" | "warn" | "error" | "debug";
  readonly values: readonly ShownValue[];
  readonly origin: TextRange | null;
};

/** The result of one query. */
export type QueryResultValue = {
  readonly origin: TextRange | null;
  readonly value: ShownValue;
};

/** Why a run failed. */
export type RunFailure = {
  readonly kind: "syntax" | "query" | "database" | "code" | "stopped";
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly origin: TextRange | null;
};

/** Figures of all statements of a run, including those that are not shown. */
export type RunTotals = {
  readonly statements: number;
  /** The number of rows that were inserted, updated or deleted. */
  readonly changes: number;
  readonly milliseconds: number;
};

export type RunOutcome = {
  /** The first statements, at most `runLimits.statementsShown`. */
  readonly statements: readonly StatementRun[];
  readonly totals: RunTotals;
  readonly lines: readonly ConsoleLine[];
  readonly results: readonly QueryResultValue[];
  readonly failure: RunFailure | null;
  readonly milliseconds: number;
  /** Whether the changes are kept. */
  readonly kept: boolean;
  /** The database after a run with kept changes. */
  readonly database: Uint8Array | null;
};

/** Limits of a run, so that the page stays responsive. */
export const runLimits = {
  /** Statements that read. More are a mistake, most often one for each row. */
  reads: 1_000,
  /** Statements that write: one for each row of a save. */
  writes: 100_000,
  statementsShown: 1_000,
  /** Rows of all statements that are sent to the page. */
  rowsShownInRun: 20_000,
  consoleLines: 1_000,
  valuesInLine: 100,
  /** Results of queries that are sent to the page. */
  results: 1_000,
  /** Time for loops, checked by the instrumented code. */
  milliseconds: 2_000,
  /** Time until the page ends the worker. */
  killAfterMilliseconds: 4_000,
  /** Time until a worker must have opened the project. */
  startMilliseconds: 20_000,
} as const;

/** The outcome of code that ran no statement. */
export const emptyOutcome: RunOutcome = {
  statements: [],
  totals: { statements: 0, changes: 0, milliseconds: 0 },
  lines: [],
  results: [],
  failure: null,
  milliseconds: 0,
  kept: false,
  database: null,
};
