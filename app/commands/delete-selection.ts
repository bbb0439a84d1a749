/** Deletes the selection: a column, or tables, relations, notes and areas. */
import { type Choices, isError, noChoices } from "../../engine/index.ts";
import { isEmptySelection, type Selection, type Workbench } from "../state/index.ts";
import { applyEdit } from "./apply-edit.ts";
import type { Command } from "./command.ts";
import { deletionOf } from "./deletion.ts";

export const deleteSelection: Command = {
  id: "edit.delete",
  label: "Delete selection",
  group: "Edit",
  shortcuts: ["Delete", "Backspace"],
  keywords: "remove drop",
  when: bench => !isEmptySelection(selectionOf(bench)),
  run(bench) {
    const { document } = bench.project.getState();
    const { label, dependents, change } = deletionOf(document, selectionOf(bench));
    if (dependents(noChoices).length > 0) bench.workspace.setState({ dialog: "delete" });
    else applyEdit(bench, { label, change: before => change(before, noChoices) });
  },
};

const selectionOf = ({ project }: Workbench): Selection => project.getState().selection;

/** Deletes the selection with the chosen consequences, which the user has seen. */
export const deleteWith = ({ project, ports }: Workbench, choices: Choices): void => {
  const { document, selection } = project.getState();
  const { label, change } = deletionOf(document, selection);
  const rejection = project
    .edit(label, before => change(before, choices))
    .diagnostics.find(isError);
  if (rejection !== undefined) ports.notify({ title: rejection.message });
};
