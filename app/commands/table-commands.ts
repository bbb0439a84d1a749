/** Commands that add, name and select tables. */
import {
  addedRecords,
  addTable as addTableEdit,
  recordsOf,
  type SchemaDocument,
  type TableId,
} from "../../engine/index.ts";
import {
  isEmptySelection,
  nothingSelected,
  type Point,
  selectTables,
  type Workbench,
} from "../state/index.ts";
import { applyEdit } from "./apply-edit.ts";
import type { Command } from "./command.ts";

/** The space for the field in which columns are typed, with its messages. */
const TYPING_HEIGHT = 130;

const oneTable = ({ project }: Workbench): TableId | undefined => {
  const { tables } = project.getState().selection;
  return tables.size === 1 ? [...tables][0] : undefined;
};

const hasOneTable = (bench: Workbench): boolean => oneTable(bench) !== undefined;

/** Adds a table at a point of the diagram, selects it, and starts editing its name. */
export const addTableAt = (bench: Workbench, point: Point): void => {
  const { project, workspace } = bench;
  const [x, y] = [Math.round(point.x), Math.round(point.y)];
  const input = { newId: project.newId, name: "table", x, y };
  const change = (document: SchemaDocument) => addTableEdit(document, input);
  const diff = applyEdit(bench, { label: "add table", change });
  const [added] = diff ? addedRecords(diff, "table") : [];
  if (added === undefined) return;
  project.select(selectTables([added.id]));
  bench.ports.canvas?.reveal([added.id]);
  workspace.setState({ naming: added.id, unnamed: added.id, typing: null });
};

/** Ends the naming of a table without a name; a table that was just added is removed again. */
export const cancelNaming = ({ project, workspace }: Workbench, table: TableId): void => {
  const { unnamed } = workspace.getState();
  workspace.setState({ naming: null, unnamed: null });
  const last = project.getState().history.past.at(-1);
  if (unnamed === table && last?.diff.added.has(table)) project.undo();
};

export const addTable: Command = {
  id: "table.add",
  label: "Add table",
  group: "Tables",
  shortcuts: ["T"],
  keywords: "new create entity",
  run(bench) {
    if (bench.ports.canvas === null) bench.workspace.setState({ screen: "design" });
    addTableAt(bench, bench.ports.canvas?.freePlace() ?? { x: 0, y: 0 });
  },
};

export const renameTable: Command = {
  id: "table.rename",
  label: "Rename table",
  group: "Tables",
  shortcuts: ["F2"],
  when: hasOneTable,
  run(bench) {
    const table = oneTable(bench);
    if (table === undefined) return;
    bench.ports.canvas?.reveal([table]);
    bench.workspace.setState({ naming: table, unnamed: null });
  },
};

/** Before the renaming of the table, which has the same key. */
export const renameColumn: Command = {
  id: "table.rename-column",
  label: "Rename column",
  group: "Tables",
  shortcuts: ["F2"],
  when: ({ project }) => project.getState().selection.column !== null,
  run(bench) {
    const { column, tables } = bench.project.getState().selection;
    bench.ports.canvas?.reveal([...tables]);
    bench.workspace.setState({ naming: column, unnamed: null });
  },
};

export const addColumns: Command = {
  id: "table.add-columns",
  label: "Add columns",
  group: "Tables",
  shortcuts: ["Enter"],
  keywords: "field attribute",
  when: hasOneTable,
  run(bench) {
    const table = oneTable(bench);
    if (table === undefined) return;
    bench.ports.canvas?.reveal([table], TYPING_HEIGHT);
    bench.workspace.setState({ typing: table });
  },
};

export const selectAllTables: Command = {
  id: "table.select-all",
  label: "Select all tables",
  group: "Tables",
  shortcuts: ["Mod+A"],
  when: ({ project }) => recordsOf(project.getState().document, "table").length > 0,
  run({ project }) {
    project.select(selectTables(recordsOf(project.getState().document, "table").map(t => t.id)));
  },
};

export const deselect: Command = {
  id: "edit.deselect",
  label: "Select nothing",
  group: "Edit",
  shortcuts: ["Escape"],
  keywords: "deselect clear",
  when: ({ project }) => !isEmptySelection(project.getState().selection),
  run: ({ project }) => project.select(nothingSelected),
};
