/** The logo: a stone with three lines. */
import styles from "./mark.module.css";

export const Mark = () => (
  <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
    <path
      className={styles.stone}
      d="M5 13C5 6.4 9.6 2 16 2s11 4.4 11 11v14a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3Z"
    />
    <path className={styles.lines} d="M11 12h8M11 17.5h10M11 23h7" />
  </svg>
);
