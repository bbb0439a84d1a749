/** Moves and sizes of tables, notes and areas, as one edit. */
import {
  type Area,
  Change,
  contentsOfArea,
  type Diff,
  moveArea,
  type NewId,
  type Note,
  placeTables,
  type Report,
  report,
  type SchemaDocument,
  type TableId,
  type TableSizes,
  updateArea,
  updateNote,
} from "../../engine/index.ts";
import type { Bounds, Point } from "../state/index.ts";

type Places = ReadonlyMap<string, Point>;

const annotationOf = (document: SchemaDocument, id: string): Note | Area | null => {
  const record = document.records.get(id);
  return record?.kind === "note" || record?.kind === "area" ? record : null;
};

/** The places with those of everything in the moved areas. */
export const withContents = (
  document: SchemaDocument,
  places: Places,
  sizes: TableSizes,
): Places => {
  const all = new Map<string, Point>();
  for (const [id, { x, y }] of places) {
    const area = annotationOf(document, id);
    if (area?.kind !== "area") continue;
    for (const record of contentsOfArea(document, area.id, sizes)) {
      const node = record.kind === "placement" ? record.table : record.id;
      all.set(node, { x: record.x + x - area.x, y: record.y + y - area.y });
    }
  }
  return new Map([...all, ...places]);
};

export type MoveNodes = {
  readonly newId: NewId;
  readonly places: Places;
  readonly sizes: TableSizes;
};

/** Moves tables, notes and areas; an area moves what it contains. */
export const moveNodes = (
  document: SchemaDocument,
  { newId, places, sizes }: MoveNodes,
): Report<Diff> => {
  const change = new Change(document);
  const tables = new Map<TableId, Point>();
  for (const [id, place] of places) {
    const annotation = annotationOf(document, id);
    if (annotation?.kind === "area") {
      change.apply(moveArea(document, { area: annotation.id, ...place, sizes }).value);
    } else if (!annotation) tables.set(id as TableId, place);
  }
  for (const [id, place] of places) {
    const annotation = annotationOf(document, id);
    if (annotation?.kind === "note") {
      change.apply(updateNote(change.document, { note: annotation.id, ...place }).value);
    }
  }
  return report(
    change.apply(placeTables(change.document, { newId, places: tables }).value).finish(),
  );
};

/** Changes the rectangle of a note or an area. */
export const resizeNode = (document: SchemaDocument, id: string, bounds: Bounds): Report<Diff> => {
  const annotation = annotationOf(document, id);
  if (annotation?.kind === "area") return updateArea(document, { area: annotation.id, ...bounds });
  if (annotation?.kind === "note") return updateNote(document, { note: annotation.id, ...bounds });
  return report(new Change(document).finish());
};
