/** Runs the real Python libraries. */
export type { PythonError, PythonLibrary } from "../../../python/index.ts";
export { createPython } from "./create-python.ts";
export type { PythonOutcome, PythonStop, PythonUnavailable } from "./outcome.ts";
export type { Python, PythonProgress } from "./python.ts";
export type { CheckedModels, PythonFiles, PythonWarning } from "./requests.ts";
