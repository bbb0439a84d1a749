/** Commands for relations. */
import { type ColumnId, findTable, recordsOf } from "../../engine/index.ts";
import type { Workbench } from "../state/index.ts";
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

/** The selected column, or the first column of the primary key of the selected table. */
const columnToRelate = ({ project }: Workbench): ColumnId | null => {
  const { document, selection } = project.getState();
  const [table] = selection.tables;
  if (selection.column !== null) return selection.column;
  if (table === undefined || selection.tables.size > 1) return null;
  return findTable(document, table)?.primaryKey?.columns[0] ?? null;
};

export const relateByTap: Command = {
  id: "relation.tap",
  label: "Relate to what is clicked next",
  group: "Tables",
  keywords: "relation foreign key reference tap touch",
  when: bench => bench.ports.canvas !== null && columnToRelate(bench) !== null,
  run: bench => bench.workspace.setState({ relating: columnToRelate(bench), sheet: null }),
};
