/** Commands for relations. */
import { recordsOf } from "../../engine/index.ts";
import type { Command } from "./command.ts";

export const addRelation: Command = {
  id: "relation.add",
  label: "Add relation…",
  group: "Tables",
  shortcuts: ["R"],
  keywords: "foreign key reference link connect",
  when: ({ project }) => recordsOf(project.getState().document, "table").length > 0,
  run: ({ workspace }) => workspace.setState({ dialog: "add-relation" }),
};
