/** A progress bar. */
import { classNames } from "./class-names.ts";
import styles from "./progress.module.css";

export type ProgressLineProps = {
  readonly label: string;
  /** From 0 to 1; undefined if the progress is unknown. */
  readonly value?: number;
};

export const ProgressLine = ({ label, value }: ProgressLineProps) => {
  const percent = value === undefined ? undefined : Math.round(value * 100);
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
