/** Advice on a run, with a button that applies its fix to the query. */
import { useStore } from "zustand";
import { type Advice, applyTextEdit } from "../../../engine/index.ts";
import { activeQuery } from "../../state/index.ts";
import { Button, Callout } from "../../ui/index.ts";
import { lineText } from "../cause-text.ts";
import type { Playground } from "../playground.ts";

type Props = {
  readonly advice: Advice;
  /** The code of the run. */
  readonly code: string;
  readonly playground: Playground;
};

export const AdviceCallout = ({ advice, code, playground }: Props) => {
  const text = useStore(playground.queries, state => activeQuery(state).text);
  const { fix, message, hint, range } = advice;
  // The edit applies to the code of the run, which may have changed since.
  const action = fix && text === code && (
    <Button size="small" onClick={() => playground.queries.write(applyTextEdit(code, fix.edit))}>
      {fix.label}
    </Button>
  );
  return (
    <Callout kind="warning" title={message} {...(action ? { action } : {})}>
      {range ? `${capitalized(lineText(code, range))}. ` : ""}
      {hint}
    </Callout>
  );
};

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
