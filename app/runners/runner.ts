/** The interface of a runner, for code of any language. */
import type { QueryLanguage } from "../../engine/index.ts";
import type { RunnerProject, RunOutcome, RunRequest } from "./protocol.ts";

/** Runs code of one language against a project's database. */
export type Runner = {
  readonly language: QueryLanguage;
  /** Selects the project of later runs. Ends all that belongs to the project before. */
  open(project: RunnerProject): void;
  /**
   * Runs code to its end or to its deadline. A new run abandons the previous one.
   * Resolves to null if the run was abandoned.
   * @throws Error when the runner itself fails, which is not a fault of the code.
   */
  run(request: RunRequest): Promise<RunOutcome | null>;
  /** Ends the current run. */
  abandon(): void;
  /** Ends everything and forgets the project. */
  close(): void;
};

/** One runner for each language. */
export type Runners = Readonly<Record<QueryLanguage, Runner>>;
