/** Undo and redo. */
import type { Command } from "./command.ts";

export const undo: Command = {
  id: "edit.undo",
  label: "Undo",
  group: "Edit",
  shortcuts: ["Mod+Z"],
  when: ({ project }) => project.getState().history.past.length > 0,
  run: ({ project }) => project.undo(),
};

export const redo: Command = {
  id: "edit.redo",
  label: "Redo",
  group: "Edit",
  shortcuts: ["Mod+Shift+Z", "Mod+Y"],
  when: ({ project }) => project.getState().history.future.length > 0,
  run: ({ project }) => project.redo(),
};
