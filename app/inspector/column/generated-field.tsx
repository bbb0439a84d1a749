/** Where the values of a column come from: an INSERT, an identity, or a formula. */

import { useState } from "react";
import { type Column, type Generation, updateColumn } from "../../../engine/index.ts";
import { useEdit } from "../../hooks/index.ts";
import { Select, type SelectOption } from "../../ui/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { useSubmit } from "../parts/use-submit.ts";

type Choice = "none" | "identity" | "strict" | "virtual" | "stored";

const CHOICES: readonly SelectOption<Choice>[] = [
  { value: "none", label: "No" },
  { value: "identity", label: "Identity" },
  { value: "strict", label: "Identity, never reused" },
  { value: "virtual", label: "Computed when read" },
  { value: "stored", label: "Computed and stored" },
];

const choiceOf = (generated: Generation | null): Choice => {
  if (generated === null) return "none";
  if (generated.kind === "identity") return generated.strict ? "strict" : "identity";
  return generated.stored ? "stored" : "virtual";
};

/** The generation of a choice; null while a formula is missing. */
const generationOf = (choice: Choice, formula: string): Generation | null => {
  if (choice === "none") return null;
  if (choice === "identity" || choice === "strict") {
    return { kind: "identity", strict: choice === "strict" };
  }
  return { kind: "computed", text: formula, stored: choice === "stored" };
};

export const GeneratedField = ({ column }: { readonly column: Column }) => {
  const edit = useEdit();
  const submit = useSubmit();
  const { id, generated } = column;
  /** A choice that waits for its formula. */
  const [chosen, setChosen] = useState<Choice | null>(null);
  const choice = chosen ?? choiceOf(generated);
  const isComputed = choice === "virtual" || choice === "stored";
  const formula = generated?.kind === "computed" ? generated.text : "";
  const choose = (next: Choice) => {
    const needsFormula = (next === "virtual" || next === "stored") && formula === "";
    setChosen(needsFormula ? next : null);
    if (needsFormula) return;
    const changes = { generated: generationOf(next, formula) };
    edit("change generated values", before => updateColumn(before, { column: id, changes }));
  };
  const compute = (text: string) => {
    const changes = { generated: generationOf(choice, text) };
    const rejection = submit("change formula", before =>
      updateColumn(before, { column: id, changes }),
    );
    if (rejection === null) setChosen(null);
    return rejection;
  };
  return (
    <>
      <Select label="Generated" value={choice} options={CHOICES} onChange={choose} />
      {isComputed ? (
        <CommitField
          label="Formula"
          mono
          focused={chosen !== null}
          placeholder="price * quantity"
          value={formula}
          onCommit={compute}
          onCancel={() => setChosen(null)}
        />
      ) : null}
    </>
  );
};
