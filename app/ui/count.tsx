/** A number with thousands separators, in a muted color. */
import styles from "./count.module.css";

const grouped = new Intl.NumberFormat("en");

export const Count = ({ value }: { readonly value: number }) => (
  <span className={styles.count}>{grouped.format(value)}</span>
);
