/** Where people's code runs. */
export {
  type ConsoleLine,
  type QueryResultValue,
  type RunFailure,
  type RunnerProject,
  type RunOutcome,
  type RunRequest,
  runLimits,
  type StatementRun,
} from "./protocol.ts";
export type { ShownValue } from "./shown-value.ts";
export { TypeScriptRunner } from "./typescript/typescript-runner.ts";
