/** The foundation of the engine: reports, diagnostics, text ranges, the writer, invariants. */
export { type Answer, andThen, attempt, isPending } from "./answer.ts";
export {
  type Diagnostic,
  diagnosticOf,
  error,
  info,
  isError,
  type Severity,
  warning,
} from "./diagnostic.ts";
export { groupBy } from "./group-by.ts";
export { integerOf, plus } from "./integers.ts";
export { InvariantError, invariant, present, unreachable } from "./invariant.ts";
export { memoize } from "./memoize.ts";
export { didYouMean, nearestName } from "./nearest-name.ts";
export {
  joinPrinted,
  type Origin,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
  type Span,
} from "./printed-text.ts";
export { type Report, report, succeeded } from "./report.ts";
export { contains, lengthOf, positionAt, type TextRange } from "./text-range.ts";
export { Writer } from "./writer.ts";
