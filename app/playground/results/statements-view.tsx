/** Every statement in order: cause, SQL, number of rows and duration. */
import { useMemo } from "react";
import { useStore } from "zustand";
import { adviceOn } from "../../../engine/index.ts";
import type { StatementRun } from "../../runners/index.ts";
import { DataGrid, EmptyState, type GridColumn } from "../../ui/index.ts";
import { causeText, lineText } from "../cause-text.ts";
import type { Playground } from "../playground.ts";
import { shownRun } from "../playground-store.ts";
import { AdviceCallout } from "./advice-callout.tsx";
import styles from "./statements-view.module.css";

const COLUMNS: readonly GridColumn[] = [
  { id: "number", label: "#", width: 44, align: "end" },
  { id: "cause", label: "Cause", width: 180 },
  { id: "line", label: "Line", width: 72 },
  { id: "sql", label: "SQL", width: 340 },
  { id: "rows", label: "Rows", width: 72, align: "end" },
  { id: "time", label: "ms", width: 64, align: "end" },
  { id: "bar", label: "Share of time", width: 140 },
];

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

export const StatementsView = ({ playground }: { readonly playground: Playground }) => {
  const run = useStore(playground.store, shownRun);
  const statements = run?.outcome.statements ?? [];
  const advice = useMemo(() => adviceOn(run?.outcome.statements ?? []), [run]);
  if (!run || statements.length === 0) {
    return (
      <EmptyState title="No statements yet">
        Each statement of a run is listed here with its cause.
      </EmptyState>
    );
  }
  const longest = Math.max(...statements.map(statement => statement.milliseconds), 0.001);
  return (
    <div className={styles.view}>
      {advice.length > 0 ? (
        <div className={styles.advice}>
          {advice.map(each => (
            <AdviceCallout
              key={`${each.code}:${each.statements[0]}`}
              advice={each}
              code={run.code}
              playground={playground}
            />
          ))}
        </div>
      ) : null}
      <DataGrid
        label="Statements"
        columns={COLUMNS}
        rowCount={statements.length}
        cell={(row, column) => {
          const statement = statements[row];
          return statement ? cellOf(statement, column, run.code, longest) : null;
        }}
      />
    </div>
  );
};

const cellOf = (statement: StatementRun, column: number, code: string, longest: number) => {
  switch (COLUMNS[column]?.id) {
    case "number":
      return statement.number;
    case "cause":
      return causeText(statement.cause);
    case "line":
      return lineText(code, statement.origin);
    case "sql":
      return <span title={statement.printed.text}>{oneLine(statement.printed.text)}</span>;
    case "rows":
      return statement.columns.length > 0 ? statement.rowCount : statement.changes;
    case "time":
      return statement.milliseconds.toFixed(1);
    default: {
      const share = Math.max(2, (statement.milliseconds / longest) * 100);
      return <span className={styles.bar} style={{ width: `${share}%` }} aria-hidden />;
    }
  }
};
