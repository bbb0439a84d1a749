/** A message within a panel, with an optional action. */
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./callout.module.css";
import { classNames } from "./class-names.ts";

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert } as const;

export type CalloutProps = {
  readonly kind: keyof typeof ICONS;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

export const Callout = ({ kind, title, children, action }: CalloutProps) => {
  const Icon = ICONS[kind];
  return (
    <div
      className={classNames(styles.callout, styles[kind])}
      role={kind === "error" ? "alert" : "status"}
    >
      <Icon size={15} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        {title === undefined ? null : <p className={styles.title}>{title}</p>}
        {children === undefined ? null : <div>{children}</div>}
      </div>
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </div>
  );
};
