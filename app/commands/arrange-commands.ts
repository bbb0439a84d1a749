/** Commands that arrange the selected tables, and select and show tables by their relations. */
import { placeTables, recordsOf, type TableId } from "../../engine/index.ts";
import { type Bounds, type Point, selectTables, type Workbench } from "../state/index.ts";
import { applyEdit } from "./apply-edit.ts";
import { align, distribute, type Placed } from "./arrange.ts";
import type { Command } from "./command.ts";

type Arrange = (boxes: readonly Placed<TableId>[]) => ReadonlyMap<TableId, Point>;

type ArrangeCommand = Pick<Command, "id" | "label"> & {
  readonly least: number;
  readonly arrange: Arrange;
};

const selectedBoxes = ({ project, ports }: Workbench): readonly Placed<TableId>[] =>
  [...project.getState().selection.tables].flatMap(id => {
    const bounds: Bounds | null = ports.canvas?.boundsOf([id]) ?? null;
    return bounds === null ? [] : [{ id, ...bounds }];
  });

const command = ({ id, label, least, arrange }: ArrangeCommand): Command => ({
  id: `arrange.${id}`,
  label,
  group: "Diagram",
  keywords: "align distribute arrange",
  when: ({ project, ports }) =>
    ports.canvas !== null && project.getState().selection.tables.size >= least,
  run(bench) {
    const { newId } = bench.project;
    const places = arrange(selectedBoxes(bench));
    applyEdit(bench, { label, change: document => placeTables(document, { newId, places }) });
  },
});

export const arrangeCommands: readonly Command[] = [
  command({
    id: "left",
    label: "Align left edges",
    least: 2,
    arrange: boxes => align(boxes, "x", "start"),
  }),
  command({
    id: "center",
    label: "Align centers",
    least: 2,
    arrange: boxes => align(boxes, "x", "center"),
  }),
  command({
    id: "right",
    label: "Align right edges",
    least: 2,
    arrange: boxes => align(boxes, "x", "end"),
  }),
  command({
    id: "top",
    label: "Align top edges",
    least: 2,
    arrange: boxes => align(boxes, "y", "start"),
  }),
  command({
    id: "middle",
    label: "Align middles",
    least: 2,
    arrange: boxes => align(boxes, "y", "center"),
  }),
  command({
    id: "bottom",
    label: "Align bottom edges",
    least: 2,
    arrange: boxes => align(boxes, "y", "end"),
  }),
  command({
    id: "across",
    label: "Distribute across",
    least: 3,
    arrange: boxes => distribute(boxes, "x"),
  }),
  command({
    id: "down",
    label: "Distribute down",
    least: 3,
    arrange: boxes => distribute(boxes, "y"),
  }),
];

const hasTables = ({ project }: Workbench): boolean => project.getState().selection.tables.size > 0;

export const zoomToSelection: Command = {
  id: "view.zoom-selection",
  label: "Zoom to the selection",
  group: "View",
  shortcuts: ["Shift+2"],
  when: bench => bench.ports.canvas !== null && hasTables(bench),
  run: ({ project, ports }) => ports.canvas?.fit([...project.getState().selection.tables]),
};

/** Adds the tables that are related to the selected ones; repeated, it follows the relations further. */
export const selectRelated: Command = {
  id: "edit.select-related",
  label: "Select related tables, too",
  group: "Edit",
  shortcuts: ["Shift+R"],
  keywords: "neighbours grow extend",
  when: hasTables,
  run({ project }) {
    const { document, selection } = project.getState();
    const tables = new Set(selection.tables);
    for (const { table, target } of recordsOf(document, "foreignKey")) {
      if (selection.tables.has(table)) tables.add(target);
      if (selection.tables.has(target)) tables.add(table);
    }
    project.select(selectTables(tables));
  },
};
