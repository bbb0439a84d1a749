/** A report is a result with its diagnostics. Mistakes of users are reported, never thrown. */
import { type Diagnostic, isError } from "./diagnostic.ts";

export type Report<Value> = {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
};

/** Creates a report of `value`. */
export const report = <Value>(
  value: Value,
  diagnostics: readonly Diagnostic[] = [],
): Report<Value> => ({ value, diagnostics });

/** Whether the report has no error; it may have warnings. */
export const succeeded = (candidate: Report<unknown>): boolean =>
  !candidate.diagnostics.some(isError);
