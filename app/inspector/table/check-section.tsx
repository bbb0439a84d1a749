/** The checks of a table. */
import { useState } from "react";
import {
  addCheck,
  type Check,
  removeChecks,
  type TableView,
  type UpdateCheck,
  updateCheck,
} from "../../../engine/index.ts";
import { useEdit, useWorkbench } from "../../hooks/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { DeleteButton } from "../parts/delete-button.tsx";
import { EntryList } from "../parts/entry-list.tsx";
import { Section } from "../parts/section.tsx";
import { SectionButton } from "../parts/section-button.tsx";
import { useSubmit } from "../parts/use-submit.ts";

export const CheckSection = ({ view }: { readonly view: TableView }) => {
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const entries = view.checks.map(check => ({
    id: check.id,
    summary: check.expression,
    editor: <CheckEditor check={check} />,
  }));
  const action = (
    <SectionButton label="Add check" disabled={adding} onClick={() => setAdding(true)} />
  );
  return (
    <Section title="Checks" trailing={action}>
      <EntryList label="Checks" entries={entries} open={open} onOpen={setOpen} />
      {adding ? <NewCheck view={view} onEnd={() => setAdding(false)} /> : null}
    </Section>
  );
};

type NewCheckProps = {
  readonly view: TableView;
  readonly onEnd: () => void;
};

const NewCheck = ({ view, onEnd }: NewCheckProps) => {
  const { project } = useWorkbench();
  const submit = useSubmit();
  const add = (expression: string) => {
    const input = { newId: project.newId, table: view.table.id, expression };
    const rejection = submit("add check", before => addCheck(before, input));
    if (rejection === null) onEnd();
    return rejection;
  };
  return (
    <CommitField
      label="Condition of the new check"
      mono
      focused
      placeholder="price > 0"
      value=""
      onCommit={add}
      onCancel={onEnd}
    />
  );
};

const CheckEditor = ({ check }: { readonly check: Check }) => {
  const submit = useSubmit();
  const edit = useEdit();
  const update = (changes: Omit<UpdateCheck, "check">) =>
    submit("change check", before => updateCheck(before, { check: check.id, ...changes }));
  return (
    <>
      <CommitField
        label="Condition"
        mono
        value={check.expression}
        onCommit={expression => update({ expression })}
      />
      <CommitField
        label="Constraint name"
        mono
        placeholder="automatic"
        value={check.name ?? ""}
        onCommit={name => update({ name })}
      />
      <DeleteButton
        label="Delete check"
        onDelete={() =>
          edit("delete check", before => removeChecks(before, { checks: [check.id] }))
        }
      />
    </>
  );
};
