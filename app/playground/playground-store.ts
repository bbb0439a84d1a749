/** The state of the query screen: the last runs, and which parts of them are shown. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Diagnostic, DialectName, TextRange } from "../../engine/index.ts";
import type { RunFailure, RunOutcome } from "../runners/index.ts";

/** A finished run and its text. */
export type Finished = { readonly code: string; readonly outcome: RunOutcome };

export type ResultView = "rows" | "objects" | "statements" | "console";

export type PlaygroundState = {
  readonly running: boolean;
  /** Why nothing can run, if the runner itself failed. */
  readonly broken: string | null;
  /** Rows that do not fit the design. */
  readonly notes: readonly Diagnostic[];
  /** The last run without a failure. It stays on screen while the text is wrong. */
  readonly good: Finished | null;
  /** The latest run, if it failed. */
  readonly failed: (Finished & { readonly failure: RunFailure }) | null;
  /** Whether the failed run is shown instead of the good one. */
  readonly showFailed: boolean;
  readonly dialect: DialectName;
  readonly view: ResultView;
  /** The number of the statement whose rows are shown. */
  readonly statement: number;
  /** The part of the query under the pointer or the caret. */
  readonly pointed: TextRange | null;
};

export type PlaygroundStore = StoreApi<PlaygroundState>;

const NO_RESULTS = {
  broken: null,
  notes: [],
  good: null,
  failed: null,
  showFailed: false,
} as const;

export const createPlaygroundStore = (): PlaygroundStore =>
  createStore<PlaygroundState>(() => ({
    ...NO_RESULTS,
    running: false,
    dialect: "sqlite",
    view: "rows",
    statement: 1,
    pointed: null,
  }));

/** The run on screen. */
export const shownRun = ({ good, failed, showFailed }: PlaygroundState): Finished | null =>
  showFailed && failed ? failed : good;

/** Shows a finished run. A failed one leaves the last good run in place. */
export const storeOutcome = (store: PlaygroundStore, finished: Finished): void => {
  const { outcome } = finished;
  if (outcome.failure) {
    store.setState({ failed: { ...finished, failure: outcome.failure } });
    return;
  }
  const { statement } = store.getState();
  const exists = outcome.statements.some(({ number }) => number === statement);
  store.setState({
    good: finished,
    failed: null,
    showFailed: false,
    statement: exists ? statement : 1,
    pointed: null,
  });
};

/** Removes all results, because they belong to another project. */
export const clearResults = (store: PlaygroundStore): void =>
  store.setState({ ...NO_RESULTS, statement: 1, pointed: null });
