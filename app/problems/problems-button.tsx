/** The button that shows the problems, with their number. */
import { useWorkbench, useWorkspace } from "../hooks/index.ts";
import { classNames } from "../ui/index.ts";
import styles from "./problems-button.module.css";
import { useFindings } from "./use-findings.ts";

export const ProblemsButton = () => {
  const { workspace } = useWorkbench();
  const { problems } = useFindings();
  const shown = useWorkspace(state => state.problems && state.screen === "design");
  const hasErrors = problems.some(problem => problem.severity === "error");
  const toggle = () => workspace.setState({ screen: "design", problems: !shown });
  return (
    <button
      type="button"
      aria-expanded={shown}
      className={classNames(styles.button, hasErrors && styles.errors)}
      onClick={toggle}
    >
      {words(problems.length)}
    </button>
  );
};

const words = (count: number): string => {
  if (count === 0) return "No problems";
  return `${count.toLocaleString("en")} ${count === 1 ? "problem" : "problems"}`;
};
