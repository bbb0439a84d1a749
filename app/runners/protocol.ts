/** What goes in and out of a runner, whatever the language of the code. Plain data: it crosses workers. */
import type {
  Cause,
  Printed,
  SchemaDocument,
  SqlRow,
  Statement,
  TextRange,
} from "../../engine/index.ts";
import type { ShownValue } from "./shown-value.ts";

/** The database that code runs against: a design, and a file whose tables are that design's. */
export type RunnerProject = {
  readonly document: SchemaDocument;
  readonly database: Uint8Array;
};

export type RunRequest = {
  readonly code: string;
  /** Whether what the code changes is kept; otherwise the run is a preview and rolled back. */
  readonly keep: boolean;
};

/** A statement that ran, with as many of its rows as can be shown. */
export type StatementRun = {
  readonly number: number;
  readonly cause: Cause;
  readonly origin: TextRange | null;
  /** As executed. */
  readonly printed: Printed;
  /** The tree, for printing in other dialects; null for text that was never a tree. */
  readonly statement: Statement | null;
  readonly columns: readonly string[];
  readonly rows: readonly SqlRow[];
  /** All rows, also those that are not shown. */
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

/** What one query gave back. */
export type QueryResultValue = {
  readonly origin: TextRange | null;
  readonly value: ShownValue;
};

/** Why a run did not come to its end. */
export type RunFailure = {
  readonly kind: "syntax" | "query" | "database" | "code" | "stopped";
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly origin: TextRange | null;
};

export type RunOutcome = {
  readonly statements: readonly StatementRun[];
  readonly lines: readonly ConsoleLine[];
  readonly results: readonly QueryResultValue[];
  readonly failure: RunFailure | null;
  readonly milliseconds: number;
  /** Whether what the run changed stays. */
  readonly kept: boolean;
  /** The database after a run that was kept and changed something. */
  readonly database: Uint8Array | null;
};

/** What a run may take, so that the page stays alive. */
export const runLimits = {
  statements: 1_000,
  consoleLines: 1_000,
  /** Time for loops, noticed from within. */
  milliseconds: 2_000,
  /** Time until the worker is killed from outside. */
  killAfterMilliseconds: 4_000,
} as const;
