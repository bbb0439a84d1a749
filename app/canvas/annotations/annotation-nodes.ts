/** Computes the nodes of notes and areas. */
import type { Area, Note, SchemaDocument } from "../../../engine/index.ts";
import { recordsOf } from "../../../engine/index.ts";
import type { AnnotationId, Point, Selection } from "../../state/index.ts";
import type { AreaNode, NoteNode } from "../flow-types.ts";

/** Behind the lines and the cards, also when the area is selected. */
const AREA_LEVEL = -3000;

export type AnnotationState = {
  readonly document: SchemaDocument;
  readonly selection: Selection;
  /** The positions of nodes during a drag. */
  readonly moving: ReadonlyMap<string, Point>;
};

/** Areas before notes; large areas before the areas in them. */
export const annotationNodes = (state: AnnotationState): readonly (AreaNode | NoteNode)[] => {
  const areas = recordsOf(state.document, "area").toSorted(
    (one, other) => other.width * other.height - one.width * one.height,
  );
  return [
    ...areas.map(
      (area, index): AreaNode => ({
        ...sharedOf(area, state),
        type: "area",
        data: { area },
        zIndex: AREA_LEVEL + index,
        ariaLabel: `Area ${area.title}`,
      }),
    ),
    ...recordsOf(state.document, "note").map(
      (note): NoteNode => ({
        ...sharedOf(note, state),
        type: "note",
        data: { note },
        ariaLabel: `Note ${note.text}`,
      }),
    ),
  ];
};

const sharedOf = ({ id, x, y, width, height }: Area | Note, state: AnnotationState) => ({
  id,
  position: state.moving.get(id) ?? { x, y },
  dragging: state.moving.has(id),
  selected: state.selection.annotations.has(id satisfies AnnotationId),
  width,
  height,
});
