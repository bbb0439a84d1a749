/** What all other folders use: reports, diagnostics, text ranges, the writer, invariants, answers. */
export { type Answer, andThen, attempt, isPending } from "./answer.ts";
export { type Diagnostic, error, info, isError, type Severity, warning } from "./diagnostic.ts";
export { groupBy } from "./group-by.ts";
export { InvariantError, invariant, present, unreachable } from "./invariant.ts";
export { memoize } from "./memoize.ts";
export { didYouMean, nearestName } from "./nearest-name.ts";
export { type Report, report, succeeded } from "./report.ts";
export { contains, lengthOf, positionAt, type TextRange } from "./text-range.ts";
export { type Span, Writer } from "./writer.ts";
