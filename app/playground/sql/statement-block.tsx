/** One statement of the run: its cause, its line and its SQL. */
import { useMemo } from "react";
import { useStore } from "zustand";
import { type DialectName, dialectOf } from "../../../engine/index.ts";
import { Callout } from "../../ui/index.ts";
import { causeText, lineText } from "../cause-text.ts";
import type { Playground } from "../playground.ts";
import type { StatementGroup } from "./group-statements.ts";
import { printRun } from "./print-run.ts";
import { SqlText } from "./sql-text.tsx";
import styles from "./statement-block.module.css";

type Props = {
  readonly group: StatementGroup;
  readonly code: string;
  readonly dialect: DialectName;
  readonly playground: Playground;
};

export const StatementBlock = ({ group, code, dialect, playground }: Props) => {
  const { first, count } = group;
  const { store } = playground;
  const pointed = useStore(store, state => state.pointed);
  const { printed, unsupported } = useMemo(() => printRun(first, dialect), [first, dialect]);
  return (
    <article className={styles.statement} aria-label={`Statement ${first.number}`}>
      <header className={styles.cause}>
        <span className={styles.number}>{first.number}</span>
        <span>{causeText(first.cause)}</span>
        <span className={styles.line}>{lineText(code, first.origin)}</span>
        {count > 1 ? (
          <span className={styles.times}>{count} times, with different parameters</span>
        ) : null}
        {first.error ? <span className={styles.error}>{first.error}</span> : null}
      </header>
      {unsupported ? (
        <div className={styles.unsupported}>
          <Callout kind="warning" title={unsupported.message}>
            {unsupported.hint} Shown as executed, in {dialectOf("sqlite").label}.
          </Callout>
        </div>
      ) : null}
      <SqlText
        printed={printed}
        code={code}
        pointed={pointed}
        onPoint={range => store.setState({ pointed: range })}
      />
    </article>
  );
};
