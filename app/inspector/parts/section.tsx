/** A section of the inspector. */
import type { ReactNode } from "react";
import styles from "./section.module.css";

export type SectionProps = {
  readonly title?: string;
  /** A note or button after the heading. */
  readonly trailing?: ReactNode;
  readonly children: ReactNode;
};

export const Section = ({ title, trailing, children }: SectionProps) => (
  <section className={styles.section}>
    {title === undefined ? null : (
      <header className={styles.header}>
        <h3 className={styles.title}>{title}</h3>
        {trailing}
      </header>
    )}
    {children}
  </section>
);
