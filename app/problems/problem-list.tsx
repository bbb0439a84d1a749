/** The problems of the design, and its hints; each selects its record. */
import { X } from "lucide-react";
import type { Diagnostic } from "../../engine/index.ts";
import { showRecord } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { Count, IconButton, MessageList, useKeptFocus } from "../ui/index.ts";
import styles from "./problem-list.module.css";
import { useFindings } from "./use-findings.ts";

export const ProblemList = () => {
  const bench = useWorkbench();
  const panel = useKeptFocus<HTMLElement>();
  const { problems, hints } = useFindings();
  return (
    <section ref={panel} tabIndex={-1} aria-label="Problems" className={styles.panel}>
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
      <Findings found={problems} />
      {hints.length === 0 ? null : (
        <>
          <h3 className={styles.hints}>
            Hints <Count value={hints.length} />
          </h3>
          <Findings found={hints} />
        </>
      )}
    </section>
  );
};

const Findings = ({ found }: { readonly found: readonly Diagnostic[] }) => {
  const bench = useWorkbench();
  return (
    <MessageList
      messages={found.map(({ code, record, severity, message, hint }) => ({
        key: `${code} ${record} ${message}`,
        severity,
        text: message,
        hint,
        onSelect: () => showRecord(bench, record),
      }))}
    />
  );
};
