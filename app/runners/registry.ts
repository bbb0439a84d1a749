/** The runner of each language. */
import type { Runners } from "./runner.ts";
import { createTypeScriptRunner } from "./typescript/typescript-runner.ts";

export const createRunners = (): Runners => ({ typescript: createTypeScriptRunner() });
