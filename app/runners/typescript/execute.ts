/** Runs a person's TypeScript against a database and records its statements, results and failure. */
import {
  DatabaseError,
  type Driver,
  type EmbeddedDriver,
  type EventQuery,
  guardedDriver,
  openDatabase,
  QueryError,
  type QueryOutcome,
  queryFunctions,
  requireTruthValue,
  type SchemaDocument,
  type StatementEvent,
  type TextRange,
} from "../../../engine/index.ts";
import {
  type ConsoleLine,
  emptyOutcome,
  type RunFailure,
  type RunOutcome,
  type RunRequest,
  type RunTotals,
  runLimits,
  type StatementRun,
} from "../protocol.ts";
import { textOf, ValueBudget, ValueFormatter } from "../shown-value.ts";
import { type Instrumented, instrument, MARK, TICK, TRUTH } from "./instrument.ts";

export type Execution = {
  readonly document: SchemaDocument;
  readonly driver: EmbeddedDriver;
  readonly request: RunRequest;
  /** Milliseconds. */
  readonly now: () => number;
};

/** Thrown into a person's code to stop it. */
class StoppedError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

const LEVELS: readonly ConsoleLine["level"][] = ["log", "info", "warn", "error", "debug"];

type AsyncBody = (...values: readonly unknown[]) => Promise<unknown>;
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
  ...text: readonly string[]
) => AsyncBody;

const shownStatement = (event: StatementEvent<EventQuery>, rowsShown: number): StatementRun => ({
  number: event.number,
  cause: event.cause,
  origin: event.origin,
  printed: event.printed,
  statement: event.statement,
  query: event.query,
  columns: event.result?.columns ?? [],
  rows: event.result?.rows.slice(0, rowsShown) ?? [],
  rowCount: event.result?.rowCount ?? 0,
  changes: event.result?.changes ?? 0,
  error: event.error,
  milliseconds: event.milliseconds,
});

const NO_TRANSACTION = /no transaction is active/;

const WRITE = /^\s*(?:insert|update|delete|replace)\b/i;

type Limit = { readonly maximum: number; readonly noun: string; readonly hint: string };

const READS: Limit = {
  maximum: runLimits.reads,
  noun: "statements",
  hint: "Is a relation loaded for each row? Load it with the query: .with(…).",
};

const WRITES: Limit = {
  maximum: runLimits.writes,
  noun: "written rows",
  hint: "Insert rows with one bulk insert: db.User.insert([…]).",
};

/** Counts statements up to a limit. */
class StatementLimit {
  readonly #limit: Limit;
  #count = 0;

  constructor(limit: Limit) {
    this.#limit = limit;
  }

  /** @throws StoppedError beyond the limit */
  count(): void {
    const { maximum, noun, hint } = this.#limit;
    this.#count += 1;
    if (this.#count <= maximum) return;
    const message = `Stopped after ${maximum.toLocaleString("en")} ${noun}.`;
    throw new StoppedError("too-many-statements", message, hint);
  }
}

const totalsWith = (totals: RunTotals, { result, milliseconds }: StatementEvent): RunTotals => ({
  statements: totals.statements + 1,
  changes: totals.changes + (result?.changes ?? 0),
  milliseconds: totals.milliseconds + milliseconds,
});

/** One run and what it recorded. */
class Run {
  readonly #execution: Execution;
  readonly #instrumented: Instrumented;
  readonly #start: number;
  readonly #events: StatementEvent<EventQuery>[] = [];
  readonly #lines: ConsoleLine[] = [];
  readonly #outcomes: QueryOutcome[] = [];
  readonly #budget = new ValueBudget();
  #totals: RunTotals = emptyOutcome.totals;
  #place = -1;
  #finished = false;

  constructor(execution: Execution, instrumented: Instrumented) {
    this.#execution = execution;
    this.#instrumented = instrumented;
    this.#start = execution.now();
  }

  async finish(): Promise<RunOutcome> {
    const { driver, request } = this.#execution;
    driver.query("BEGIN");
    const thrown = await this.#runCode();
    // Code that is still running must not write outside the transaction.
    this.#finished = true;
    const failure = this.#endTransaction(request.keep && thrown === null) ?? thrown;
    const kept = request.keep && failure === null;
    const statements = this.#shownStatements();
    return {
      statements,
      totals: this.#totals,
      lines: this.#lines,
      results: this.#results(),
      failure,
      milliseconds: this.#execution.now() - this.#start,
      kept,
      database: kept && this.#totals.changes > 0 ? driver.export() : null,
    };
  }

  /** The statements, with rows up to the limit of a run. */
  #shownStatements(): readonly StatementRun[] {
    let rowsLeft: number = runLimits.rowsShownInRun;
    return this.#events.map(event => {
      const shown = shownStatement(event, rowsLeft);
      rowsLeft -= shown.rows.length;
      return shown;
    });
  }

  /** Commits or rolls back; returns why the database rejected the commit. */
  #endTransaction(commit: boolean): RunFailure | null {
    const { driver } = this.#execution;
    try {
      driver.query(commit ? "COMMIT" : "ROLLBACK");
      return null;
    } catch (thrown) {
      // The code can have ended the transaction with raw SQL.
      if (thrown instanceof DatabaseError && NO_TRANSACTION.test(thrown.message)) return null;
      driver.query("ROLLBACK");
      return this.#failureOf(thrown);
    }
  }

  async #runCode(): Promise<RunFailure | null> {
    const { document, now } = this.#execution;
    const callSites = () => this.#instrumented.places[this.#place] ?? null;
    const { db } = openDatabase({
      document,
      driver: this.#limitedDriver(),
      now,
      callSites,
      insideTransaction: true,
      onStatement: event => {
        this.#totals = totalsWith(this.#totals, event);
        if (event.number <= runLimits.statementsShown) this.#events.push(event);
      },
      onOutcome: outcome => {
        if (this.#outcomes.length < runLimits.results) this.#outcomes.push(outcome);
      },
    });
    const globals: Readonly<Record<string, unknown>> = {
      db,
      console: this.#console(),
      ...queryFunctions(callSites),
      [MARK]: this.#mark,
      [TICK]: this.#tick,
      [TRUTH]: this.#truth,
    };
    try {
      const body = new AsyncFunction(
        ...Object.keys(globals),
        `"use strict";${this.#instrumented.body}`,
      );
      await body(...Object.values(globals));
      return null;
    } catch (thrown) {
      return this.#failureOf(thrown);
    }
  }

  readonly #mark = <Value>(place: number, value: Value): Value => {
    this.#place = place;
    return value;
  };

  /** Checks a value that JavaScript tests, and returns it or the result that depends on it. */
  readonly #truth = (place: number, ...values: readonly unknown[]): unknown => {
    requireTruthValue(values[0], this.#instrumented.places[place]?.expression);
    return values.at(-1);
  };

  readonly #tick = (place: number): void => {
    if (this.#execution.now() - this.#start < runLimits.milliseconds) return;
    this.#place = place;
    throw new StoppedError(
      "too-long",
      `Stopped after ${runLimits.milliseconds / 1_000} seconds.`,
      "Does the loop come to an end?",
    );
  };

  #limitedDriver(): Driver {
    const limits = { read: new StatementLimit(READS), write: new StatementLimit(WRITES) };
    return guardedDriver(this.#execution.driver, text => {
      if (this.#finished) {
        throw new StoppedError("too-late", "The run is over.", "Await every operation.");
      }
      limits[WRITE.test(text) ? "write" : "read"].count();
    });
  }

  #console(): Readonly<Record<string, (...values: readonly unknown[]) => void>> {
    const writer =
      (level: ConsoleLine["level"]) =>
      (...values: readonly unknown[]): void => {
        if (this.#lines.length >= runLimits.consoleLines) return;
        const formatter = new ValueFormatter(this.#budget);
        const shown = values.slice(0, runLimits.valuesInLine).map(value => formatter.format(value));
        this.#lines.push({ level, values: shown, origin: this.#origin });
      };
    return Object.fromEntries(LEVELS.map(level => [level, writer(level)]));
  }

  get #origin(): TextRange | null {
    return this.#instrumented.places[this.#place]?.expression ?? null;
  }

  /** Formatted at the end, so that relations that were loaded later are included. */
  #results(): RunOutcome["results"] {
    return this.#outcomes.map(({ origin, value }) => ({
      origin: origin ?? null,
      value: new ValueFormatter(this.#budget).format(value),
    }));
  }

  /** People throw anything, including values that throw when they are inspected. */
  #failureOf(thrown: unknown): RunFailure {
    try {
      return this.#describe(thrown);
    } catch {
      const message = "Error: a value without a text";
      return { kind: "code", code: "Error", message, hint: null, origin: this.#origin };
    }
  }

  #describe(thrown: unknown): RunFailure {
    const message = textOf(thrown instanceof Error ? thrown.message : thrown);
    const at = { message, hint: null, origin: this.#origin };
    if (thrown instanceof QueryError) {
      const { code, hint = null, range } = thrown;
      return { ...at, kind: "query", code, hint, origin: range ?? this.#origin };
    }
    if (thrown instanceof StoppedError) {
      return { ...at, kind: "stopped", code: thrown.code, hint: thrown.hint };
    }
    if (thrown instanceof DatabaseError) {
      const statement = this.#events.at(-1);
      return { ...at, kind: "database", code: "database", origin: statement?.origin ?? at.origin };
    }
    const name = thrown instanceof Error ? textOf(thrown.name) : "Error";
    return { ...at, kind: "code", code: name, message: `${name}: ${message}` };
  }
}

/** Runs the code until it ends, fails or is stopped. A preview leaves the database unchanged. */
export const execute = async (execution: Execution): Promise<RunOutcome> => {
  const instrumented = instrument(execution.request.code);
  if ("body" in instrumented) return new Run(execution, instrumented).finish();
  return { ...emptyOutcome, failure: instrumented };
};
