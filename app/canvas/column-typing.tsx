/** A text field below a card, in which columns are typed one after another. */
import { useId, useState } from "react";
import { isError, type TableId } from "../../engine/index.ts";
import { classNames } from "../ui/index.ts";
import styles from "./column-typing.module.css";
import { UnderlinedRanges } from "./underlined-ranges.tsx";
import { useColumnTyping } from "./use-column-typing.ts";

export const ColumnTyping = ({ table }: { readonly table: TableId }) => {
  const helpId = useId();
  const [scrolled, setScrolled] = useState(0);
  const { line, empty, invalid, diagnostics, change, leave, onKeyDown } = useColumnTyping(table);
  return (
    <div className={classNames(styles.sheet, "nodrag", "nopan", "nowheel")}>
      <div className={styles.field}>
        <UnderlinedRanges line={line} diagnostics={diagnostics} scrolled={scrolled} />
        <input
          ref={focusAtOnce}
          onScroll={event => setScrolled(event.currentTarget.scrollLeft)}
          className={styles.input}
          aria-label="New column"
          aria-describedby={helpId}
          aria-invalid={invalid || undefined}
          placeholder="title varchar(200) not null"
          spellCheck={false}
          autoComplete="off"
          value={line}
          onChange={event => change(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={leave}
        />
      </div>
      <div id={helpId} aria-live="polite">
        {diagnostics.length === 0 ? <TypingHelp empty={empty} /> : null}
        {diagnostics.map(found => (
          <p
            key={`${found.code} ${found.range?.start}`}
            className={isError(found) ? styles.error : styles.warning}
          >
            {found.message} {found.hint}
          </p>
        ))}
      </div>
    </div>
  );
};

const TypingHelp = ({ empty }: { readonly empty: boolean }) => (
  <p className={styles.help}>
    {empty ? "Enter or Escape to finish" : "Enter adds the column and starts the next"}
    {empty ? <span className={styles.example}>{"author_id -> users"}</span> : null}
  </p>
);

const focusAtOnce = (input: HTMLInputElement | null): void => {
  input?.focus({ preventScroll: true });
};
