/** Commands that add and edit notes and areas. */
import {
  addArea as addAreaEdit,
  addedRecords,
  addNote as addNoteEdit,
  type SchemaDocument,
} from "../../engine/index.ts";
import { type AnnotationId, type Point, selectAnnotation, type Workbench } from "../state/index.ts";
import { applyEdit } from "./apply-edit.ts";
import type { Command } from "./command.ts";

const NOTE = { width: 220, height: 120 };
const AREA = { width: 480, height: 320 };
/** The space between an area and the tables that it surrounds; more at the top, for its title. */
const MARGIN = 32;
const TITLE = 28;

/** Adds an empty note at a point of the diagram, selects it, and starts editing its text. */
export const addNoteAt = (bench: Workbench, point: Point): void => {
  const input = { newId: bench.project.newId, text: "", ...point, ...NOTE };
  const change = (document: SchemaDocument) => addNoteEdit(document, input);
  const diff = applyEdit(bench, { label: "add note", change });
  const [note] = diff ? addedRecords(diff, "note") : [];
  if (note === undefined) return;
  bench.project.select(selectAnnotation(note.id));
  bench.workspace.setState({ naming: note.id });
};

const hasCanvas = ({ ports }: Workbench) => ports.canvas !== null;

export const addNote: Command = {
  id: "annotation.note",
  label: "Add note",
  group: "Diagram",
  shortcuts: ["N"],
  keywords: "comment text sticky",
  when: hasCanvas,
  run: bench => addNoteAt(bench, bench.ports.canvas?.freePlace() ?? { x: 0, y: 0 }),
};

export const addArea: Command = {
  id: "annotation.area",
  label: "Add area",
  group: "Diagram",
  shortcuts: ["G"],
  keywords: "group frame box region around selection",
  when: hasCanvas,
  run(bench) {
    const { project, ports, workspace } = bench;
    const around = ports.canvas?.boundsOf([...project.getState().selection.tables]) ?? null;
    const place = ports.canvas?.freePlace() ?? { x: 0, y: 0 };
    const box =
      around === null
        ? { ...place, ...AREA }
        : {
            x: around.x - MARGIN,
            y: around.y - MARGIN - TITLE,
            width: around.width + 2 * MARGIN,
            height: around.height + 2 * MARGIN + TITLE,
          };
    const input = { newId: project.newId, title: "Area", ...box };
    const diff = applyEdit(bench, {
      label: "add area",
      change: document => addAreaEdit(document, input),
    });
    const [area] = diff ? addedRecords(diff, "area") : [];
    if (area === undefined) return;
    project.select(selectAnnotation(area.id));
    workspace.setState({ naming: area.id });
  },
};

const oneAnnotation = ({ project }: Workbench): AnnotationId | undefined => {
  const { tables, foreignKeys, annotations } = project.getState().selection;
  const isAlone = tables.size + foreignKeys.size + annotations.size === 1;
  return isAlone ? [...annotations][0] : undefined;
};

export const editAnnotation: Command = {
  id: "annotation.edit",
  label: "Edit the note or the title of the area",
  group: "Diagram",
  shortcuts: ["F2", "Enter"],
  keywords: "rename text",
  when: bench => oneAnnotation(bench) !== undefined,
  run(bench) {
    const id = oneAnnotation(bench);
    if (id !== undefined) bench.workspace.setState({ naming: id });
  },
};
