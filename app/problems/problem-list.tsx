/** The problems of the design; each selects its record. */
import { CircleAlert, Info, TriangleAlert, X } from "lucide-react";
import type { Diagnostic, SchemaRecord } from "../../engine/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import {
  type Selection,
  selectColumn,
  selectForeignKey,
  selectTables,
  type Workbench,
} from "../state/index.ts";
import { IconButton } from "../ui/index.ts";
import styles from "./problem-list.module.css";
import { useProblems } from "./use-problems.ts";

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const MOST_SHOWN = 300;

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
      <ul className={styles.list}>
        {problems.slice(0, MOST_SHOWN).map(problem => (
          <li key={`${problem.code} ${problem.record} ${problem.message}`}>
            <Problem problem={problem} onSelect={() => show(bench, problem)} />
          </li>
        ))}
      </ul>
      {problems.length > MOST_SHOWN ? (
        <p className={styles.none}>{`and ${problems.length - MOST_SHOWN} more`}</p>
      ) : null}
    </section>
  );
};

type ProblemProps = {
  readonly problem: Diagnostic;
  readonly onSelect: () => void;
};

const Problem = ({ problem, onSelect }: ProblemProps) => {
  const Icon = ICONS[problem.severity];
  return (
    <button type="button" className={styles.problem} onClick={onSelect}>
      <Icon size={14} aria-label={problem.severity} className={styles[problem.severity]} />
      <span className={styles.message}>{problem.message}</span>
      <span className={styles.hint}>{problem.hint}</span>
    </button>
  );
};

const show = ({ project, ports }: Workbench, { record: id }: Diagnostic): void => {
  const record = id === undefined ? undefined : project.getState().document.records.get(id);
  if (record === undefined) return;
  project.select(selectionFor(record));
  if ("table" in record) ports.canvas?.reveal([record.table]);
  if (record.kind === "table") ports.canvas?.reveal([record.id]);
};

const selectionFor = (record: SchemaRecord): Selection => {
  if (record.kind === "column") return selectColumn(record.table, record.id);
  if (record.kind === "foreignKey") return selectForeignKey(record.id);
  if (record.kind === "table") return selectTables([record.id]);
  return selectTables("table" in record ? [record.table] : []);
};
