/** A part of a panel: a toolbar and its content. */
import type { ReactNode } from "react";
import styles from "./pane.module.css";

export type PaneProps = {
  readonly label: string;
  readonly bar: ReactNode;
  readonly children: ReactNode;
};

export const Pane = ({ label, bar, children }: PaneProps) => (
  <section className={styles.pane} aria-label={label}>
    <header className={styles.bar}>{bar}</header>
    {children}
  </section>
);
