/** Runs people's code. */
export {
  type ConsoleLine,
  type QueryResultValue,
  type RunFailure,
  type RunnerProject,
  type RunOutcome,
  type RunRequest,
  type RunTotals,
  runLimits,
  type StatementRun,
} from "./protocol.ts";
export { createRunners } from "./registry.ts";
export type { Runner, Runners } from "./runner.ts";
export type { ShownValue } from "./shown-value.ts";
