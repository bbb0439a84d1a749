/** The rows of one statement, as the database returned them. */
import { useMemo } from "react";
import { useStore } from "zustand";
import type { SqlValue } from "../../../engine/index.ts";
import type { StatementRun } from "../../runners/index.ts";
import { DataGrid, EmptyState, Select } from "../../ui/index.ts";
import { causeText } from "../cause-text.ts";
import type { Playground } from "../playground.ts";
import { shownRun } from "../playground-store.ts";
import { QuerySuggestion } from "../query-suggestion.tsx";
import styles from "./rows-view.module.css";

type Props = { readonly playground: Playground };

const rowsText = (count: number): string => (count === 1 ? "1 row" : `${count} rows`);

export const RowsView = ({ playground }: Props) => {
  const { store } = playground;
  const run = useStore(store, shownRun);
  const number = useStore(store, state => state.statement);
  const returning = useMemo(
    () => (run?.outcome.statements ?? []).filter(statement => statement.columns.length > 0),
    [run],
  );
  const statement = returning.find(each => each.number === number) ?? returning[0];
  if (!statement) {
    return (
      <EmptyState title="No rows yet">
        The rows of a statement are shown here. <QuerySuggestion />
      </EmptyState>
    );
  }
  return (
    <div className={styles.view}>
      <header className={styles.bar}>
        {returning.length > 1 ? (
          <Select
            label="Statement"
            showLabel={false}
            value={String(statement.number)}
            options={returning.map(each => ({
              value: String(each.number),
              label: `${each.number} · ${causeText(each.cause)}`,
            }))}
            onChange={next => store.setState({ statement: Number(next) })}
          />
        ) : (
          <span>{causeText(statement.cause)}</span>
        )}
        <span className={styles.count}>{countText(statement)}</span>
      </header>
      <DataGrid
        key={statement.number}
        label="Rows"
        columns={statement.columns.map((name, index) => ({ id: `${index}:${name}`, label: name }))}
        rowCount={statement.rows.length}
        cell={(row, column) => <Cell value={statement.rows[row]?.[column] ?? null} />}
      />
    </div>
  );
};

const countText = ({ rowCount, rows }: StatementRun): string =>
  rowCount > rows.length ? `the first ${rows.length} of ${rowCount} rows` : rowsText(rowCount);

const Cell = ({ value }: { readonly value: SqlValue }) => {
  if (value === null) return <span className={styles.null}>NULL</span>;
  if (value instanceof Uint8Array) return <span className={styles.null}>{value.length} bytes</span>;
  return String(value);
};
