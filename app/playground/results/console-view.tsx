/** The console output, with the line of the query that wrote it. */
import { useStore } from "zustand";
import type { ConsoleLine } from "../../runners/index.ts";
import { classNames, EmptyState } from "../../ui/index.ts";
import { lineText } from "../cause-text.ts";
import type { Playground } from "../playground.ts";
import { shownRun } from "../playground-store.ts";
import styles from "./console-view.module.css";
import { ShownLabel } from "./shown-label.tsx";

export const ConsoleView = ({ playground }: { readonly playground: Playground }) => {
  const run = useStore(playground.store, shownRun);
  const lines = run?.outcome.lines ?? [];
  if (!run || lines.length === 0) {
    return <EmptyState title="No output">console.log(…) writes here.</EmptyState>;
  }
  return (
    <ol className={styles.lines} aria-label="Console">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity than its number
        <Line key={index} line={line} code={run.code} />
      ))}
    </ol>
  );
};

const Line = ({ line, code }: { readonly line: ConsoleLine; readonly code: string }) => (
  <li className={classNames(styles.line, styles[line.level])}>
    <span className={styles.words}>
      {line.values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: neither has a value in it
        <span key={index} className={styles.value}>
          {value.kind === "text" ? value.text : <ShownLabel value={value} />}{" "}
        </span>
      ))}
    </span>
    <span className={styles.place}>{lineText(code, line.origin)}</span>
  </li>
);
