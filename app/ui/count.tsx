/** A number with its thousands apart, in the quiet ink of a side note. */
import styles from "./count.module.css";

const grouped = new Intl.NumberFormat("en");

export const Count = ({ value }: { readonly value: number }) => (
  <span className={styles.count}>{grouped.format(value)}</span>
);
