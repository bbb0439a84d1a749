/** Folds the tall layers of a layout into columns, so that a diagram is about as wide as a window. */

import type { Box } from "./edge-path.ts";

export interface PlacedBox extends Box {
  readonly id: string;
}

const gapAcross = 84;
const gapDown = 40;
const wantedRatio = 1.6;
const tallEnough = 1200;

/** The boxes as they are when they are wide enough already; else each layer in several columns. */
export function foldLayers(boxes: readonly PlacedBox[]): readonly PlacedBox[] {
  const { width, height } = extentOf(boxes);
  if (height < tallEnough || width >= height) return boxes;
  const area = sum(boxes.map(box => (box.width + gapAcross) * (box.height + gapDown)));
  const tallest = Math.sqrt(area / wantedRatio);
  const columns = layersOf(boxes).flatMap(layer => columnsOf(layer, tallest));
  let x = 0;
  return columns.flatMap(column => {
    const placed = stack(column, x);
    x += Math.max(...column.map(box => box.width)) + gapAcross;
    return placed;
  });
}

/** A layer is what stands above each other: its boxes end before those of the next begin. */
function layersOf(boxes: readonly PlacedBox[]): readonly (readonly PlacedBox[])[] {
  const layers: PlacedBox[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const box of boxes.toSorted((one, other) => one.x - other.x)) {
    if (box.x >= right) layers.push([box]);
    else layers.at(-1)?.push(box);
    right = Math.max(right, box.x + box.width);
  }
  return layers.map(layer => layer.toSorted((one, other) => one.y - other.y));
}

function columnsOf(
  layer: readonly PlacedBox[],
  tallest: number,
): readonly (readonly PlacedBox[])[] {
  const total = sum(layer.map(box => box.height + gapDown));
  const count = Math.ceil(total / tallest);
  const columns: PlacedBox[][] = [];
  let filled = Number.POSITIVE_INFINITY;
  for (const box of layer) {
    // Columns of one layer are about equally tall.
    if (filled >= total / count) {
      columns.push([]);
      filled = 0;
    }
    columns.at(-1)?.push(box);
    filled += box.height + gapDown;
  }
  return columns;
}

/** One below the other, around the middle line of the diagram. */
function stack(column: readonly PlacedBox[], x: number): readonly PlacedBox[] {
  const total = sum(column.map(box => box.height + gapDown)) - gapDown;
  let y = -total / 2;
  return column.map(box => {
    const placed = { ...box, x, y: Math.round(y) };
    y += box.height + gapDown;
    return placed;
  });
}

function extentOf(boxes: readonly PlacedBox[]) {
  if (boxes.length === 0) return { width: 0, height: 0 };
  const left = Math.min(...boxes.map(box => box.x));
  const top = Math.min(...boxes.map(box => box.y));
  return {
    width: Math.max(...boxes.map(box => box.x + box.width)) - left,
    height: Math.max(...boxes.map(box => box.y + box.height)) - top,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
