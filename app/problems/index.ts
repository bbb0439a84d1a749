/** The problems panel. */
export { ProblemList } from "./problem-list.tsx";
export { ProblemsButton } from "./problems-button.tsx";
