/** What was done and can be undone: one step for each gesture. */
import {
  applyDiff,
  type Diff,
  isEmptyDiff,
  reverseDiff,
  type SchemaDocument,
  squashDiffs,
} from "../../engine/index.ts";

export type Step = {
  /** What was done, as it stands after "Undo": "add table". */
  readonly label: string;
  readonly diff: Diff;
  /** Steps that follow each other with the same mark are one step, such as typing in one field. */
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

/** Notes a step that was done; what had been undone can no longer be redone. */
export const noteStep = (history: History, step: Step): History => {
  const last = history.past.at(-1);
  const continues = last !== undefined && step.mark !== undefined && last.mark === step.mark;
  if (continues) return joinStep(history, step.diff);
  return { past: [...history.past, step].slice(-LONGEST_PAST), future: [] };
};

/** Adds a diff to the last step; without one it is not undone at all. */
export const joinStep = (history: History, diff: Diff): History => {
  const last = history.past.at(-1);
  if (last === undefined) return { past: [], future: [] };
  const squashed = { ...last, diff: squashDiffs(last.diff, diff) };
  const rest = history.past.slice(0, -1);
  return { past: isEmptyDiff(squashed.diff) ? rest : [...rest, squashed], future: [] };
};

/** The document before the last step, or nothing when there is none. */
export const undoStep = ({ document, history }: Change): Change | undefined => {
  const step = history.past.at(-1);
  if (step === undefined) return undefined;
  return {
    document: applyDiff(document, reverseDiff(step.diff)),
    history: { past: history.past.slice(0, -1), future: [...history.future, step] },
  };
};

/** The document after the step that was undone last, or nothing when there is none. */
export const redoStep = ({ document, history }: Change): Change | undefined => {
  const step = history.future.at(-1);
  if (step === undefined) return undefined;
  return {
    document: applyDiff(document, step.diff),
    history: { past: [...history.past, step], future: history.future.slice(0, -1) },
  };
};
