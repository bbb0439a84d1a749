/** The status bar: figures of the diagram on the left, the state of the screen on the right. */
import type { ReactNode } from "react";
import { recordsOf } from "../../engine/index.ts";
import { useDocument } from "../hooks/index.ts";
import styles from "./status-bar.module.css";

export type StatusBarProps = {
  /** Elements after the figures, such as the button that opens the problems. */
  readonly left?: ReactNode;
  readonly right?: ReactNode;
};

export const StatusBar = ({ left, right }: StatusBarProps) => {
  const document = useDocument();
  const tables = recordsOf(document, "table").length;
  const relations = recordsOf(document, "foreignKey").length;
  return (
    <footer className={styles.bar}>
      <span>{`${counted(tables, "table")} · ${counted(relations, "relation")}`}</span>
      {left}
      <span className={styles.right}>{right}</span>
    </footer>
  );
};

const counted = (count: number, word: string): string =>
  `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
