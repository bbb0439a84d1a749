/** Aligns and distributes rectangles. */
import type { Bounds, Point } from "../state/index.ts";

export type Placed<Id extends string> = Bounds & { readonly id: Id };

type Axis = "x" | "y";
type Places<Id> = ReadonlyMap<Id, Point>;

const sizeOf = (box: Bounds, axis: Axis): number => (axis === "x" ? box.width : box.height);

const at = ({ x, y }: Point, axis: Axis, value: number): Point =>
  axis === "x" ? { x: value, y } : { x, y: value };

/** The places with equal starts, centers or ends on an axis, of the rectangle around all. */
export const align = <Id extends string>(
  boxes: readonly Placed<Id>[],
  axis: Axis,
  edge: "start" | "center" | "end",
): Places<Id> => {
  const start = Math.min(...boxes.map(box => box[axis]));
  const end = Math.max(...boxes.map(box => box[axis] + sizeOf(box, axis)));
  const share = { start: 0, center: 0.5, end: 1 }[edge];
  return new Map(
    boxes.map(box => [
      box.id,
      at(box, axis, Math.round(start + (end - start - sizeOf(box, axis)) * share)),
    ]),
  );
};

/** The places with equal gaps on an axis; the first and the last stay. */
export const distribute = <Id extends string>(
  boxes: readonly Placed<Id>[],
  axis: Axis,
): Places<Id> => {
  const middleOf = (box: Bounds) => box[axis] + sizeOf(box, axis) / 2;
  const sorted = boxes.toSorted((one, other) => middleOf(one) - middleOf(other));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || sorted.length < 3) return new Map();
  const filled = sorted.reduce((sum, box) => sum + sizeOf(box, axis), 0);
  const gap = (last[axis] + sizeOf(last, axis) - first[axis] - filled) / (sorted.length - 1);
  const places = new Map<Id, Point>();
  let next = first[axis];
  for (const box of sorted) {
    places.set(box.id, at(box, axis, Math.round(next)));
    next += sizeOf(box, axis) + gap;
  }
  return places;
};
