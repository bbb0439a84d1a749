/** The problems of the design; each selects its record. */
import { X } from "lucide-react";
import { showRecord } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { IconButton, MessageList } from "../ui/index.ts";
import styles from "./problem-list.module.css";
import { useProblems } from "./use-problems.ts";

export const ProblemList = () => {
  const bench = useWorkbench();
  const problems = useProblems();
  return (
    <section aria-label="Problems" className={styles.panel}>
      <header className={styles.header}>
        <h2>Problems</h2>
        <IconButton
          size="small"
          label="Close the problems"
          icon={<X size={14} />}
          onClick={() => bench.workspace.setState({ problems: false })}
        />
      </header>
      {problems.length === 0 ? <p className={styles.none}>No problems found.</p> : null}
      <MessageList
        messages={problems.map(({ code, record, severity, message, hint }) => ({
          key: `${code} ${record} ${message}`,
          severity,
          text: message,
          hint,
          onSelect: () => showRecord(bench, record),
        }))}
      />
    </section>
  );
};
