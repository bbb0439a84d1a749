/** The SQL of every statement of the run, in the selected dialect. */
import { useMemo } from "react";
import { useStore } from "zustand";
import { dialects } from "../../../engine/index.ts";
import type { RunTotals } from "../../runners/index.ts";
import { EmptyState, Pane, SegmentedControl } from "../../ui/index.ts";
import type { Playground } from "../playground.ts";
import { shownRun } from "../playground-store.ts";
import { QuerySuggestion } from "../query-suggestion.tsx";
import { groupStatements } from "./group-statements.ts";
import styles from "./sql-panel.module.css";
import { StatementBlock } from "./statement-block.tsx";

const SHOWN_GROUPS = 50;

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
          {finished ? <Summary totals={finished.outcome.totals} /> : null}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be focusable */}
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
          <p className={styles.more}>{hidden} more statements are listed in the Statements tab.</p>
        ) : null}
        {finished && groups.length === 0 ? (
          <EmptyState title="No statement ran">
            <QuerySuggestion />
          </EmptyState>
        ) : null}
      </section>
    </Pane>
  );
};

const Summary = ({ totals }: { readonly totals: RunTotals }) => {
  const noun = totals.statements === 1 ? "statement" : "statements";
  return (
    <span className={styles.summary} role="status">
      {totals.statements.toLocaleString("en")} {noun} · {totals.milliseconds.toFixed(1)} ms
    </span>
  );
};
