/** A progress bar. */
import { classNames } from "./class-names.ts";
import styles from "./progress.module.css";

export type ProgressLineProps = {
  readonly label: string;
  /** From 0 to 1; null if the progress is unknown. */
  readonly value?: number | null;
};

export const ProgressLine = ({ label, value = null }: ProgressLineProps) => {
  const percent = value === null ? undefined : Math.round(value * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={styles.line}
    >
      <div
        className={classNames(styles.fill, percent === undefined && styles.unknown)}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
};
