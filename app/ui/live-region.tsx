/** A text that only screen readers see, and read aloud whenever it changes. */
import styles from "./live-region.module.css";

export type LiveRegionProps = {
  /** Increases with every message, so that the same text is read again. */
  readonly count: number;
  readonly children: string;
};

export const LiveRegion = ({ count, children }: LiveRegionProps) => (
  <div aria-live="polite" className={styles.region}>
    <span key={count}>{children}</span>
  </div>
);
