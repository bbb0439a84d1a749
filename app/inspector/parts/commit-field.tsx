/** A text field that commits on Enter and on blur, and reverts on Escape. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { TextField } from "../../ui/index.ts";

export type CommitFieldProps = {
  readonly label: ReactNode;
  readonly value: string;
  /** Commits the text; returns why it was rejected, or null. */
  readonly onCommit: (text: string) => string | null;
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly help?: ReactNode;
  /** Whether the label is visible; it is always the accessible name. */
  readonly showLabel?: boolean;
  /** The id of a `datalist` with suggestions. */
  readonly list?: string;
  /** Whether it takes the focus, for a new element. */
  readonly focused?: boolean;
  /** Called after Escape. */
  readonly onCancel?: () => void;
};

/** Resets when the value changes from outside, for example by undo. */
export const CommitField = (props: CommitFieldProps) => <Field key={props.value} {...props} />;

const Field = ({
  label,
  value,
  onCommit,
  onCancel,
  focused = false,
  mono = false,
  ...rest
}: CommitFieldProps) => {
  const [text, setText] = useState(value);
  const [rejection, setRejection] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  const change = (next: string) => {
    setText(next);
    setRejection(null);
  };
  const commit = () => {
    if (text !== value) setRejection(onCommit(text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    if (event.key === "Escape") {
      change(value);
      onCancel?.();
    }
  };
  return (
    <TextField
      ref={input}
      label={label}
      value={text}
      mono={mono}
      onChange={event => change(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={commit}
      {...(rejection === null ? {} : { error: rejection })}
      {...rest}
    />
  );
};
