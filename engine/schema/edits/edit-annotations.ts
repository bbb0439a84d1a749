/** Adds, changes and removes notes and areas. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type {
  Area,
  AreaId,
  ColorName,
  NewId,
  Note,
  NoteId,
  Rectangle,
  SchemaDocument,
} from "../records.ts";
import { recordOf } from "../views.ts";
import { withColor } from "./with-color.ts";

/** Null for no color. */
type Color = { readonly color?: ColorName | null };

export type AddNote = Rectangle & Color & Pick<Note, "text"> & { readonly newId: NewId };

export const addNote = (document: SchemaDocument, { newId, ...fields }: AddNote): Report<Diff> =>
  put(document, withColor({ ...fields, kind: "note" as const, id: newId("note") }));

export type UpdateNote = { readonly note: NoteId } & Partial<Rectangle & Pick<Note, "text">> &
  Color;

export const updateNote = (
  document: SchemaDocument,
  { note: id, ...changes }: UpdateNote,
): Report<Diff> => put(document, withColor({ ...recordOf(document, "note", id), ...changes }));

export type AddArea = Rectangle & Color & Pick<Area, "title"> & { readonly newId: NewId };

export const addArea = (document: SchemaDocument, { newId, ...fields }: AddArea): Report<Diff> =>
  put(document, withColor({ ...fields, kind: "area" as const, id: newId("area") }));

export type UpdateArea = { readonly area: AreaId } & Partial<Rectangle & Pick<Area, "title">> &
  Color;

/** Changes an area, such as its size. What it contains stays in its place; see `moveArea`. */
export const updateArea = (
  document: SchemaDocument,
  { area: id, ...changes }: UpdateArea,
): Report<Diff> => put(document, withColor({ ...recordOf(document, "area", id), ...changes }));

const put = (document: SchemaDocument, record: Note | Area): Report<Diff> => {
  const whole = {
    x: Math.round(record.x),
    y: Math.round(record.y),
    width: Math.max(0, Math.round(record.width)),
    height: Math.max(0, Math.round(record.height)),
  };
  return report(new Change(document).put({ ...record, ...whole }).finish());
};

/** Removes notes and areas. The tables and notes of an area stay. */
export const removeAnnotations = (
  document: SchemaDocument,
  { annotations }: { readonly annotations: readonly (NoteId | AreaId)[] },
): Report<Diff> => report(new Change(document).remove(...annotations).finish());
