/** The state of the query screen: the text, the last run that came to its end, and what is pointed at. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Diagnostic, DialectName, TextRange } from "../../engine/index.ts";
import type { RunFailure, RunOutcome } from "../runners/index.ts";

/** A run and the text that ran. */
export type Finished = { readonly code: string; readonly outcome: RunOutcome };

export type ResultView = "rows" | "objects" | "statements" | "console";

export type PlaygroundState = {
  readonly running: boolean;
  /** Why nothing can run at all, when the runner itself failed. */
  readonly broken: string | null;
  /** What had to be done to the rows to fit the design. */
  readonly notes: readonly Diagnostic[];
  /** The last run that came to its end: it stays readable while the text is wrong. */
  readonly good: Finished | null;
  /** The run after it, if that one failed. */
  readonly failed: (Finished & { readonly failure: RunFailure }) | null;
  /** Whether the failed run is shown in place of the good one. */
  readonly showFailed: boolean;
  readonly dialect: DialectName;
  readonly view: ResultView;
  /** The statement whose rows are shown, by its number. */
  readonly statement: number;
  /** Words of the query that are pointed at, in whichever language. */
  readonly pointed: TextRange | null;
};

export type PlaygroundStore = StoreApi<PlaygroundState>;

export const createPlaygroundStore = (): PlaygroundStore =>
  createStore<PlaygroundState>(() => ({
    running: false,
    broken: null,
    notes: [],
    good: null,
    failed: null,
    showFailed: false,
    dialect: "sqlite",
    view: "rows",
    statement: 1,
    pointed: null,
  }));

/** The run on screen. */
export const shownRun = ({ good, failed, showFailed }: PlaygroundState): Finished | null =>
  showFailed && failed ? failed : good;

/** Takes a finished run in. */
export const takeOutcome = (store: PlaygroundStore, finished: Finished): void => {
  const { outcome } = finished;
  if (outcome.failure) {
    store.setState({ failed: { ...finished, failure: outcome.failure } });
    return;
  }
  const { statement } = store.getState();
  const stands = outcome.statements.some(({ number }) => number === statement);
  store.setState({
    good: finished,
    failed: null,
    showFailed: false,
    statement: stands ? statement : 1,
    pointed: null,
  });
};
