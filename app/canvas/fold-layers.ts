/** Splits tall layers of a layout into columns, so that the diagram has the aspect ratio of a window. */
import type { Box } from "./lines/index.ts";

export type PlacedBox = Box & {
  readonly id: string;
};

const GAP_ACROSS = 84;
const GAP_DOWN = 40;
const TARGET_RATIO = 1.6;
const TALL_ENOUGH = 1200;

/** Returns the boxes unchanged if they are wide enough; otherwise each layer in several columns. */
export const foldLayers = (boxes: readonly PlacedBox[]): readonly PlacedBox[] => {
  const { width, height } = extentOf(boxes);
  if (height < TALL_ENOUGH || width >= height) return boxes;
  const area = sum(boxes.map(box => (box.width + GAP_ACROSS) * (box.height + GAP_DOWN)));
  const tallest = Math.sqrt(area / TARGET_RATIO);
  const columns = layersOf(boxes).flatMap(layer => columnsOf(layer, tallest));
  let x = 0;
  return columns.flatMap(column => {
    const placed = stack(column, x);
    x += Math.max(...column.map(box => box.width)) + GAP_ACROSS;
    return placed;
  });
};

/** Boxes above each other form a layer: they end before those of the next layer begin. */
const layersOf = (boxes: readonly PlacedBox[]): readonly (readonly PlacedBox[])[] => {
  const layers: PlacedBox[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const box of boxes.toSorted((one, other) => one.x - other.x)) {
    if (box.x >= right) layers.push([box]);
    else layers.at(-1)?.push(box);
    right = Math.max(right, box.x + box.width);
  }
  return layers.map(layer => layer.toSorted((one, other) => one.y - other.y));
};

const columnsOf = (
  layer: readonly PlacedBox[],
  tallest: number,
): readonly (readonly PlacedBox[])[] => {
  const total = sum(layer.map(box => box.height + GAP_DOWN));
  const count = Math.ceil(total / tallest);
  const columns: PlacedBox[][] = [];
  let filled = Number.POSITIVE_INFINITY;
  for (const box of layer) {
    // The columns of a layer have about the same height.
    if (filled >= total / count) {
      columns.push([]);
      filled = 0;
    }
    columns.at(-1)?.push(box);
    filled += box.height + GAP_DOWN;
  }
  return columns;
};

/** Stacks the boxes of a column, centered vertically. */
const stack = (column: readonly PlacedBox[], x: number): readonly PlacedBox[] => {
  const total = sum(column.map(box => box.height + GAP_DOWN)) - GAP_DOWN;
  let y = -total / 2;
  return column.map(box => {
    const placed = { ...box, x, y: Math.round(y) };
    y += box.height + GAP_DOWN;
    return placed;
  });
};

const extentOf = (boxes: readonly PlacedBox[]) => {
  if (boxes.length === 0) return { width: 0, height: 0 };
  const left = Math.min(...boxes.map(box => box.x));
  const top = Math.min(...boxes.map(box => box.y));
  return {
    width: Math.max(...boxes.map(box => box.x + box.width)) - left,
    height: Math.max(...boxes.map(box => box.y + box.height)) - top,
  };
};

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
