/** The problems of the design, and its hints; each selects its record, and some have a fix. */
import { X } from "lucide-react";
import type { Fix, Problem, SchemaDocument } from "../../engine/index.ts";
import { applyEdit, showRecord } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import type { Workbench } from "../state/index.ts";
import { Count, IconButton, MessageList, useKeptFocus } from "../ui/index.ts";
import styles from "./problem-list.module.css";
import { useFindings } from "./use-findings.ts";

export const ProblemList = () => {
  const bench = useWorkbench();
  const panel = useKeptFocus<HTMLElement>();
  const { document, problems, hints } = useFindings();
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
      <Found document={document} found={problems} />
      {hints.length === 0 ? null : (
        <>
          <h3 className={styles.hints}>
            Hints <Count value={hints.length} />
          </h3>
          <Found document={document} found={hints} />
        </>
      )}
    </section>
  );
};

type FoundProps = {
  readonly document: SchemaDocument;
  readonly found: readonly Problem[];
};

const Found = ({ document, found }: FoundProps) => {
  const bench = useWorkbench();
  return (
    <MessageList
      messages={found.map(({ code, record, severity, message, hint, fix }) => ({
        key: `${code} ${record} ${message}`,
        severity,
        text: message,
        hint,
        onSelect: () => showRecord(bench, record),
        action: fix && { label: fix.label, run: () => applyFix(bench, document, fix) },
      }))}
    />
  );
};

/** A fix belongs to the design in which its problem was found. */
const applyFix = (bench: Workbench, document: SchemaDocument, { label, edit }: Fix): void => {
  const { project } = bench;
  if (project.getState().document !== document) return;
  applyEdit(bench, {
    label: label.charAt(0).toLowerCase() + label.slice(1),
    change: before => edit(before, project.newId),
  });
};
