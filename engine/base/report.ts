/** A result with its diagnostics. Mistakes of users are reported here and never thrown. */
import { type Diagnostic, isError } from "./diagnostic.ts";

export type Report<Value> = {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
};

/** A report of `value` with diagnostics. */
export const report = <Value>(
  value: Value,
  diagnostics: readonly Diagnostic[] = [],
): Report<Value> => ({ value, diagnostics });

/** Whether the report has no error; warnings do not count. */
export const succeeded = (candidate: Report<unknown>): boolean =>
  !candidate.diagnostics.some(isError);
