/** Advice on a run: a diagnostic, the statements that it concerns, and a fix. */
import type { Diagnostic, TextRange } from "../base/index.ts";
import type { Cause } from "../drivers/index.ts";

/** A statement of a run, as rules read it. */
export type AdvisedStatement = {
  readonly number: number;
  readonly cause: Cause;
  readonly origin: TextRange | null;
  readonly printed: { readonly text: string };
  readonly rowCount: number;
  /** What the user requested with a query. */
  readonly query?: { readonly purpose: string } | null;
};

/** Replaces a range of the code; an empty range inserts the text. */
export type TextEdit = { readonly range: TextRange; readonly text: string };

export type Fix = {
  /** The action, such as "Load User.posts with the query". */
  readonly label: string;
  readonly edit: TextEdit;
};

export type Advice = Diagnostic & {
  /** The numbers of the statements. */
  readonly statements: readonly number[];
  /** Null if the code has to be changed by hand. */
  readonly fix: Fix | null;
};

/** Finds one kind of problem in the statements of a run. */
export type AdviceRule = (statements: readonly AdvisedStatement[]) => readonly Advice[];

/** The code after an edit. */
export const applyTextEdit = (code: string, { range, text }: TextEdit): string =>
  code.slice(0, range.start) + text + code.slice(range.end);
