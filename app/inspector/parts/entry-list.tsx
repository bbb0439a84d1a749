/** A list of which one entry at a time is open for changes. */
import { ChevronDown, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../../ui/index.ts";
import styles from "./entry-list.module.css";

export type Entry = {
  readonly id: string;
  /** What the entry is, in code. */
  readonly summary: string;
  /** A short word after the summary, such as "unique". */
  readonly detail?: string;
  readonly editor: ReactNode;
};

export type EntryListProps = {
  readonly label: string;
  readonly entries: readonly Entry[];
  /** The id of the open entry, or null. */
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
};

export const EntryList = ({ label, entries, open, onOpen }: EntryListProps) =>
  entries.length === 0 ? null : (
    <ul className={styles.list} aria-label={label}>
      {entries.map(entry => (
        <li key={entry.id}>
          <EntryButton
            entry={entry}
            open={entry.id === open}
            onToggle={() => onOpen(entry.id === open ? null : entry.id)}
          />
          {entry.id === open ? <div className={styles.editor}>{entry.editor}</div> : null}
        </li>
      ))}
    </ul>
  );

type EntryButtonProps = {
  readonly entry: Entry;
  readonly open: boolean;
  readonly onToggle: () => void;
};

const EntryButton = ({ entry: { summary, detail }, open, onToggle }: EntryButtonProps) => {
  const Arrow = open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={classNames(styles.entry, open && styles.open)}
      aria-expanded={open}
      title={summary}
      onClick={onToggle}
    >
      <Arrow size={13} aria-hidden className={styles.arrow} />
      <span className={styles.summary}>{summary}</span>
      {detail === undefined ? null : <span className={styles.detail}>{detail}</span>}
    </button>
  );
};
