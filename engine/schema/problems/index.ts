/** Problems of a design, and the edits that solve them. */
export { findProblems } from "./find-problems.ts";
export { type Fix, isHint, type Problem } from "./problem.ts";
