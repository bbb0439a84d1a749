/** Names in columns, such as tables or files, in a small area that scrolls. */
import styles from "./name-list.module.css";

type Item = {
  readonly key: string;
  readonly name: string;
  /** Such as the number of columns. */
  readonly detail?: string;
};

type Props = { readonly label: string; readonly items: readonly Item[] };

export const NameList = ({ label, items }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls is scrolled with the keyboard
  <section className={styles.area} tabIndex={0} aria-label={label}>
    <ul className={styles.list}>
      {items.map(({ key, name, detail }) => (
        <li key={key} className={styles.item} title={name}>
          <span className={styles.name}>{name}</span>
          {detail === undefined ? null : <span className={styles.detail}>{detail}</span>}
        </li>
      ))}
    </ul>
  </section>
);
