/** Text that becomes an input: Enter and blur commit, Escape reverts. */
import { type KeyboardEvent, useRef, useState } from "react";
import { classNames } from "./class-names.ts";
import styles from "./inline-edit.module.css";

export type InlineEditProps = {
  readonly value: string;
  /** The accessible name: "Name of table users". */
  readonly label: string;
  readonly onCommit: (value: string) => void;
  /** Whether it starts as an input, for a new element. */
  readonly startEditing?: boolean;
  readonly onEnd?: () => void;
  /** Called after Escape, before `onEnd`. */
  readonly onCancel?: () => void;
  /** Called after Enter only, so that typing can continue elsewhere. */
  readonly onEnter?: () => void;
  readonly mono?: boolean;
  readonly className?: string | undefined;
};

export const InlineEdit = ({
  value,
  label,
  onCommit,
  startEditing = false,
  onEnd,
  onCancel,
  onEnter,
  mono = false,
  className,
}: InlineEditProps) => {
  const [editing, setEditing] = useState(startEditing);
  const end = () => {
    setEditing(false);
    onEnd?.();
  };
  const commit = (next: string) => {
    const text = next.trim();
    if (text !== "" && text !== value) onCommit(text);
    end();
  };
  const names = classNames(styles.edit, mono && styles.mono, className);
  if (editing) {
    const enter = (text: string) => {
      commit(text);
      onEnter?.();
    };
    const cancel = () => {
      onCancel?.();
      end();
    };
    const ways = { enter, commit, cancel };
    return <EditInput value={value} label={label} className={names} {...ways} />;
  }
  const beginByKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "F2") return;
    event.preventDefault();
    event.stopPropagation();
    setEditing(true);
  };
  return (
    <button
      type="button"
      className={names}
      aria-label={`${label}: ${value}`}
      title={value}
      onDoubleClick={() => setEditing(true)}
      onKeyDown={beginByKey}
    >
      {value}
    </button>
  );
};

type EditInputProps = {
  readonly value: string;
  readonly label: string;
  readonly className: string;
  readonly enter: (text: string) => void;
  readonly commit: (text: string) => void;
  readonly cancel: () => void;
};

const EditInput = ({ value, label, className, enter, commit, cancel }: EditInputProps) => {
  const done = useRef(false);
  const finish = (action: () => void) => {
    // Enter and Escape unmount the input, which also blurs it; only the first event is handled.
    if (done.current) return;
    done.current = true;
    action();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    const { value: text } = event.currentTarget;
    if (event.key === "Enter") finish(() => enter(text));
    if (event.key === "Escape") finish(cancel);
  };
  return (
    <input
      className={classNames(className, styles.input)}
      aria-label={label}
      defaultValue={value}
      spellCheck={false}
      autoComplete="off"
      ref={selectAll}
      onKeyDown={onKeyDown}
      onBlur={event => {
        const text = event.currentTarget.value;
        finish(() => commit(text));
      }}
    />
  );
};

const selectAll = (input: HTMLInputElement | null): void => {
  input?.focus({ preventScroll: true });
  input?.select();
};
