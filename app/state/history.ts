/** The undo history: one step for each gesture. */
import {
  applyDiff,
  type Diff,
  isEmptyDiff,
  reverseDiff,
  type SchemaDocument,
  squashDiffs,
} from "../../engine/index.ts";

export type Step = {
  /** The label after "Undo", such as "add table". */
  readonly label: string;
  readonly diff: Diff;
  /** Consecutive steps with the same mark are one step, such as typing in one field. */
  readonly mark: string | undefined;
};

export type History = {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
};

export type Change = {
  readonly document: SchemaDocument;
  readonly history: History;
};

export const emptyHistory: History = { past: [], future: [] };

const LONGEST_PAST = 500;

/** Adds a step, and drops the steps that could be redone. */
export const noteStep = (history: History, step: Step): History => {
  const last = history.past.at(-1);
  const continues = last !== undefined && step.mark !== undefined && last.mark === step.mark;
  if (continues) return joinStep(history, step.diff);
  return { past: [...history.past, step].slice(-LONGEST_PAST), future: [] };
};

/** Adds a diff to the last step; without a last step, the diff cannot be undone. */
export const joinStep = (history: History, diff: Diff): History => {
  const last = history.past.at(-1);
  if (last === undefined) return { past: [], future: [] };
  const squashed = { ...last, diff: squashDiffs(last.diff, diff) };
  const rest = history.past.slice(0, -1);
  return { past: isEmptyDiff(squashed.diff) ? rest : [...rest, squashed], future: [] };
};

/** All steps in the order in which they were made, also those that are undone. */
export const allSteps = ({ past, future }: History): readonly Step[] => [
  ...past,
  ...future.toReversed(),
];

/** Undoes or redoes steps until as many are done; undefined if they are already. */
export const goToStep = (change: Change, done: number): Change | undefined => {
  const { past } = change.history;
  if (past.length === done) return undefined;
  const next = past.length > done ? undoStep(change) : redoStep(change);
  return next && (goToStep(next, done) ?? next);
};

/** Undoes the last step; undefined if there is none. */
export const undoStep = ({ document, history }: Change): Change | undefined => {
  const step = history.past.at(-1);
  if (step === undefined) return undefined;
  return {
    document: applyDiff(document, reverseDiff(step.diff)),
    history: { past: history.past.slice(0, -1), future: [...history.future, step] },
  };
};

/** Redoes the step that was undone last; undefined if there is none. */
export const redoStep = ({ document, history }: Change): Change | undefined => {
  const step = history.future.at(-1);
  if (step === undefined) return undefined;
  return {
    document: applyDiff(document, step.diff),
    history: { past: [...history.past, step], future: history.future.slice(0, -1) },
  };
};
