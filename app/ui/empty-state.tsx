/** The content of an empty panel: a title and what to do next. */
import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

export type EmptyStateProps = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
  readonly actions?: ReactNode;
};

export const EmptyState = ({ title, children, icon, actions }: EmptyStateProps) => (
  <div className={styles.place}>
    {icon === undefined ? null : <div className={styles.icon}>{icon}</div>}
    <p className={styles.title}>{title}</p>
    {children === undefined ? null : <div className={styles.words}>{children}</div>}
    {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
  </div>
);
