/** A text field below a card, in which columns are typed one after another. */
import { type KeyboardEvent, useId, useRef, useState } from "react";
import {
  addColumn,
  type Diagnostic,
  isError,
  parseColumnLine,
  succeeded,
  type TableId,
} from "../../engine/index.ts";
import { useDocument, useWorkbench } from "../hooks/index.ts";
import { classNames } from "../ui/index.ts";
import styles from "./column-typing.module.css";

export const ColumnTyping = ({ table }: { readonly table: TableId }) => {
  const { project, workspace, ports } = useWorkbench();
  const document = useDocument();
  const helpId = useId();
  const [line, setLine] = useState("");
  const [refusals, setRefusals] = useState<readonly Diagnostic[]>([]);

  const discarded = useRef(false);

  const close = () => workspace.setState({ typing: null });
  const change = (text: string) => {
    setLine(text);
    setRefusals([]);
  };
  const add = (): boolean => {
    const read = parseColumnLine(line, document);
    const draft = read.value;
    if (draft === null || !succeeded(read)) {
      setRefusals(read.diagnostics);
      return false;
    }
    const outcome = project.edit("add column", before =>
      addColumn(before, { newId: project.newId, table, draft }),
    );
    change(succeeded(outcome) ? "" : line);
    setRefusals(outcome.diagnostics);
    return succeeded(outcome);
  };
  // Losing the focus or closing the page keeps the text; only Escape discards it.
  const leave = () => {
    if (discarded.current) return;
    if (line.trim() === "" || add()) close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter" && line.trim() !== "") add();
    else if (event.key === "Enter" || event.key === "Escape") {
      discarded.current = true;
      close();
      ports.canvas?.focus();
    }
  };
  // Errors are shown on Enter, because an incomplete word is no mistake; warnings are shown at once.
  const warnings = line.trim() === "" ? [] : parseColumnLine(line, document).diagnostics;
  const shown = refusals.length > 0 ? refusals : warnings.filter(found => !isError(found));
  return (
    <div className={classNames(styles.sheet, "nodrag", "nopan", "nowheel")}>
      <input
        ref={focusAtOnce}
        className={styles.input}
        aria-label="New column"
        aria-describedby={helpId}
        aria-invalid={refusals.some(isError) || undefined}
        placeholder="title varchar(200) not null"
        spellCheck={false}
        autoComplete="off"
        value={line}
        onChange={event => change(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      <div id={helpId} aria-live="polite">
        {shown.length === 0 ? <TypingHelp empty={line.trim() === ""} /> : null}
        {shown.map(found => (
          <p key={found.code} className={isError(found) ? styles.error : styles.warning}>
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
