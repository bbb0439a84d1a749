/** Undo, redo, and the list of all steps. */
import { History, Redo2, Undo2 } from "lucide-react";
import { type Command, redo, undo } from "../commands/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { allSteps, type Step, stepName } from "../state/index.ts";
import { IconButton, Menu, MenuChoice } from "../ui/index.ts";

export const HistoryButtons = () => {
  const { past, future } = useProject(state => state.history);
  return (
    <>
      <StepButton command={undo} step={past.at(-1)} icon={<Undo2 size={15} />} />
      <StepButton command={redo} step={future.at(-1)} icon={<Redo2 size={15} />} />
      <Menu
        trigger={
          <IconButton
            label="History"
            icon={<History size={15} />}
            disabled={past.length + future.length === 0}
          />
        }
      >
        <StepList />
      </Menu>
    </>
  );
};

type StepButtonProps = {
  readonly command: Command;
  /** The step that the button undoes or redoes. */
  readonly step: Step | undefined;
  readonly icon: React.ReactNode;
};

const StepButton = ({ command, step, icon }: StepButtonProps) => {
  const bench = useWorkbench();
  const [shortcut = ""] = command.shortcuts ?? [];
  return (
    <IconButton
      label={command.label}
      description={step && stepName(step)}
      shortcut={shortcut}
      icon={icon}
      disabled={step === undefined}
      onClick={() => command.run(bench)}
    />
  );
};

/** The steps, the latest first; choosing one goes to the design as it was after it. */
const StepList = () => {
  const { project } = useWorkbench();
  const history = useProject(state => state.history);
  const steps = allSteps(history).map((step, at) => ({
    value: String(at + 1),
    label: stepName(step),
  }));
  return (
    <MenuChoice
      label="Go to a step"
      value={String(history.past.length)}
      options={[...steps.toReversed(), { value: "0", label: "Start" }]}
      onChange={done => project.goToStep(Number(done))}
    />
  );
};
