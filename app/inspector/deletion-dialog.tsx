/** Asks what becomes of the records that depend on the deleted ones. */
import { useState } from "react";
import {
  type Choices,
  type Consequence,
  chosenOption,
  type Dependent,
  noChoices,
} from "../../engine/index.ts";
import { deleteWith, deletionOf } from "../commands/index.ts";
import { useDocument, useProject, useWorkbench, useWorkspace } from "../hooks/index.ts";
import { Button, Dialog, Select } from "../ui/index.ts";
import styles from "./deletion-dialog.module.css";

export const DeletionDialog = () => {
  const open = useWorkspace(state => state.dialog === "delete");
  return open ? <OpenDialog /> : null;
};

const OpenDialog = () => {
  const bench = useWorkbench();
  const document = useDocument();
  const selection = useProject(state => state.selection);
  const [choices, setChoices] = useState<Choices>(noChoices);
  const close = () => bench.workspace.setState({ dialog: null });
  const { subject, dependents } = deletionOf(document, selection);
  const confirm = () => {
    close();
    deleteWith(bench, choices);
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`Delete ${subject}?`}
      description="This is used elsewhere. Choose what becomes of it; undo restores everything."
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="danger" onClick={confirm}>
            Delete
          </Button>
        </>
      }
    >
      <ul className={styles.list} aria-label="What uses it">
        {dependents(choices).map(dependent => (
          <DependentItem
            key={dependent.record.id}
            dependent={dependent}
            choices={choices}
            onChoose={consequence =>
              setChoices(new Map(choices).set(dependent.record.id, consequence))
            }
          />
        ))}
      </ul>
    </Dialog>
  );
};

type DependentItemProps = {
  readonly dependent: Dependent;
  readonly choices: Choices;
  readonly onChoose: (consequence: Consequence) => void;
};

const DependentItem = ({ dependent, choices, onChoose }: DependentItemProps) => {
  const { reason, options } = dependent;
  const chosen = chosenOption(dependent, choices);
  return (
    <li className={styles.item}>
      <p className={styles.reason}>{reason}.</p>
      {options.length === 1 ? (
        <p className={styles.only}>{chosen.label}</p>
      ) : (
        <Select
          label={`${reason}: what becomes of it`}
          showLabel={false}
          value={chosen.consequence}
          options={options.map(({ consequence, label }) => ({ value: consequence, label }))}
          onChange={onChoose}
        />
      )}
    </li>
  );
};
