/** A text field that commits on Enter and on blur, and reverts on Escape. */
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { TextField } from "../ui/index.ts";

export type CommitFieldProps = {
  readonly label: ReactNode;
  readonly value: string;
  /** Commits the text; returns why it was rejected, or null. */
  readonly onCommit: (text: string) => string | null;
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly help?: ReactNode;
  /** The id of a `datalist` with suggestions. */
  readonly list?: string;
};

/** Resets when the value changes from outside, for example by undo. */
export const CommitField = (props: CommitFieldProps) => <Field key={props.value} {...props} />;

const Field = ({ label, value, onCommit, mono = false, help, ...rest }: CommitFieldProps) => {
  const [text, setText] = useState(value);
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = (next: string) => {
    setText(next);
    setRefusal(null);
  };
  const commit = () => {
    if (text !== value) setRefusal(onCommit(text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    if (event.key === "Escape") change(value);
  };
  return (
    <TextField
      label={label}
      value={text}
      mono={mono}
      onChange={event => change(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={commit}
      {...(help === undefined ? {} : { help })}
      {...(refusal === null ? {} : { error: refusal })}
      {...rest}
    />
  );
};
