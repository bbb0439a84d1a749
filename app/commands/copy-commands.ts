/** Pastes and duplicates tables, columns, notes and areas. */
import {
  addedRecords,
  type Diff,
  pasteColumns,
  pasteRecords,
  recordsOf,
  type SchemaDocument,
} from "../../engine/index.ts";
import { nothingSelected, type Point, selectColumn, type Workbench } from "../state/index.ts";
import { applyEdit } from "./apply-edit.ts";
import { type CopiedPart, parsePart, selectedPart } from "./clipboard.ts";
import type { Command } from "./command.ts";

/** How far a copy is from an original of the same project. */
const DISTANCE: Point = { x: 40, y: 40 };

export const duplicate: Command = {
  id: "edit.duplicate",
  label: "Duplicate selection",
  group: "Edit",
  shortcuts: ["Mod+D"],
  keywords: "copy clone",
  when: ({ project }) =>
    selectedPart(project.getState().document, project.getState().selection) !== null,
  run(bench) {
    const { document, selection } = bench.project.getState();
    const part = selectedPart(document, selection);
    if (part !== null) addPart(bench, part, "duplicate");
  },
};

/** Pastes clipboard data of a project; returns whether it is any. */
export const pastePart = (bench: Workbench, data: string): boolean => {
  const part = parsePart(data);
  if (part === null) return false;
  addPart(bench, part, "paste");
  return true;
};

const addPart = (bench: Workbench, part: CopiedPart, verb: "duplicate" | "paste"): void => {
  if (part.columns.length > 0) addColumnsOf(bench, part, verb);
  else addTablesOf(bench, part, verb);
};

const addColumnsOf = (bench: Workbench, { from, columns }: CopiedPart, verb: string): void => {
  const { project, ports } = bench;
  const [table] = project.getState().selection.tables;
  if (table === undefined) {
    ports.notify({ title: "Select the table that gets the column, then paste again." });
    return;
  }
  const change = (document: SchemaDocument) =>
    pasteColumns(document, { newId: project.newId, from, columns, table });
  const diff = applyEdit(bench, { label: `${verb} column`, change });
  const column = diff ? addedRecords(diff, "column").at(-1) : undefined;
  if (column) project.select(selectColumn(table, column.id));
};

const addTablesOf = (bench: Workbench, copied: CopiedPart, verb: string): void => {
  const { project } = bench;
  const distance = distanceFor(bench, copied);
  const change = (document: SchemaDocument) =>
    pasteRecords(document, { newId: project.newId, copied, distance });
  const count = copied.tables.length;
  const what = count > 1 ? `${count} tables` : count === 1 ? "table" : "notes and areas";
  const diff = applyEdit(bench, { label: `${verb} ${what}`, change });
  if (diff) selectAdded(bench, diff);
};

/** In another project, the copies start at a free place. */
const distanceFor = ({ project, ports }: Workbench, { from, tables }: CopiedPart): Point => {
  const { records } = project.getState().document;
  if (tables.every(id => records.has(id))) return DISTANCE;
  const places = recordsOf(from, "placement").filter(({ table }) => tables.includes(table));
  const free = ports.canvas?.freePlace() ?? { x: 0, y: 0 };
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  return places.length === 0 ? DISTANCE : { x: free.x - left, y: free.y - top };
};

const selectAdded = ({ project, ports }: Workbench, diff: Diff): void => {
  const tables = addedRecords(diff, "table").map(({ id }) => id);
  const annotations = [...addedRecords(diff, "note"), ...addedRecords(diff, "area")];
  project.select({
    ...nothingSelected,
    tables: new Set(tables),
    annotations: new Set(annotations.map(({ id }) => id)),
  });
  ports.canvas?.reveal(tables);
};
