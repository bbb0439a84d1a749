/** A text of several lines that commits when it is left, and reverts on Escape. */
import { useState } from "react";
import { TextArea } from "../../ui/index.ts";

export type CommitTextProps = {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (text: string) => void;
};

/** Resets when the value changes from outside, for example by undo. */
export const CommitText = (props: CommitTextProps) => <Area key={props.value} {...props} />;

const Area = ({ label, value, onCommit }: CommitTextProps) => {
  const [text, setText] = useState(value);
  return (
    <TextArea
      label={label}
      value={text}
      onChange={event => setText(event.target.value)}
      onBlur={() => {
        if (text !== value) onCommit(text);
      }}
      onKeyDown={event => {
        if (event.key === "Escape") setText(value);
      }}
    />
  );
};
