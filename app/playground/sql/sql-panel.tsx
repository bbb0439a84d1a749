/** The SQL of every statement of the run, in the dialect that is chosen. */
import { useMemo } from "react";
import { useStore } from "zustand";
import { type DialectName, dialectOf, dialects, print } from "../../../engine/index.ts";
import type { StatementRun } from "../../runners/index.ts";
import { EmptyState, Pane, SegmentedControl } from "../../ui/index.ts";
import { causeText, lineText } from "../cause-text.ts";
import type { Playground } from "../playground.ts";
import { shownRun } from "../playground-store.ts";
import { groupStatements, type StatementGroup } from "./group-statements.ts";
import styles from "./sql-panel.module.css";
import { SqlText } from "./sql-text.tsx";

const SHOWN_GROUPS = 50;

/** As executed in SQLite; for the others, printed from the same tree. */
const printedIn = (statement: StatementRun, dialect: DialectName) =>
  dialect === "sqlite" || !statement.statement
    ? statement.printed
    : print(statement.statement, dialectOf(dialect));

export const SqlPanel = ({ playground }: { readonly playground: Playground }) => {
  const { store } = playground;
  const dialect = useStore(store, state => state.dialect);
  const finished = useStore(store, shownRun);
  const groups = useMemo(() => groupStatements(finished?.outcome.statements ?? []), [finished]);
  const hidden = groups.length - SHOWN_GROUPS;
  return (
    <Pane
      label="SQL"
      bar={
        <>
          <SegmentedControl
            label="Dialect"
            value={dialect}
            segments={dialects.map(({ name, label }) => ({ value: name, label }))}
            onChange={next => store.setState({ dialect: next })}
          />
          {finished ? <Summary statements={finished.outcome.statements} /> : null}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard */}
      <section className={styles.statements} tabIndex={0} aria-label="Statements">
        {groups.slice(0, SHOWN_GROUPS).map(group => (
          <StatementBlock
            key={group.first.number}
            group={group}
            code={finished?.code ?? ""}
            dialect={dialect}
            playground={playground}
          />
        ))}
        {hidden > 0 ? (
          <p className={styles.more}>{hidden} more are listed under Statements.</p>
        ) : null}
        {finished && groups.length === 0 ? (
          <EmptyState title="No statement ran">Ask for something: await db.User.all().</EmptyState>
        ) : null}
      </section>
    </Pane>
  );
};

const Summary = ({ statements }: { readonly statements: readonly StatementRun[] }) => {
  const milliseconds = statements.reduce((sum, statement) => sum + statement.milliseconds, 0);
  const noun = statements.length === 1 ? "statement" : "statements";
  return (
    <span className={styles.summary} role="status">
      {statements.length} {noun} · {milliseconds.toFixed(1)} ms
    </span>
  );
};

type StatementBlockProps = {
  readonly group: StatementGroup;
  readonly code: string;
  readonly dialect: DialectName;
  readonly playground: Playground;
};

const StatementBlock = ({ group, code, dialect, playground }: StatementBlockProps) => {
  const { first, count } = group;
  const { store } = playground;
  const pointed = useStore(store, state => state.pointed);
  const printed = useMemo(() => printedIn(first, dialect), [first, dialect]);
  return (
    <article className={styles.statement} aria-label={`Statement ${first.number}`}>
      <header className={styles.cause}>
        <span className={styles.number}>{first.number}</span>
        <span>{causeText(first.cause)}</span>
        <span className={styles.line}>{lineText(code, first.origin)}</span>
        {count > 1 ? (
          <span className={styles.times}>{count} times, with other parameters</span>
        ) : null}
        {first.error ? <span className={styles.error}>{first.error}</span> : null}
      </header>
      <SqlText
        printed={printed}
        code={code}
        pointed={pointed}
        onPoint={range => store.setState({ pointed: range })}
      />
    </article>
  );
};
