/** Finds the cards that a straight line would cross, by a grid of cells. */
import type { Box, Point } from "./geometry.ts";

/** How near a line may come to a card. */
export const CLEARANCE = 7;
const CELL = 256;

/** The sides of an area, edges excluded. */
export type Area = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export const areaOf = ({ x, y, width, height }: Box): Area => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

export const overlap = (one: Area, other: Area): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;

/** The area in which a straight part of a line would be too near to a card. */
export const areaAround = (one: Point, other: Point, distance = CLEARANCE): Area => ({
  left: Math.min(one.x, other.x) - distance,
  top: Math.min(one.y, other.y) - distance,
  right: Math.max(one.x, other.x) + distance,
  bottom: Math.max(one.y, other.y) + distance,
});

export const joinedArea = (one: Area, other: Area): Area => ({
  left: Math.min(one.left, other.left),
  top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
});

export class Obstacles {
  readonly #cells = new Map<number, Area[]>();

  constructor(boxes: Iterable<Box>) {
    for (const box of boxes) {
      const area = areaOf(box);
      for (const cell of cellsOf(area)) {
        const inCell = this.#cells.get(cell);
        if (inCell === undefined) this.#cells.set(cell, [area]);
        else inCell.push(area);
      }
    }
  }

  /** The cards that overlap an area. */
  within(area: Area): ReadonlySet<Area> {
    const found = new Set<Area>();
    for (const cell of cellsOf(area)) {
      for (const card of this.#cells.get(cell) ?? []) if (overlap(card, area)) found.add(card);
    }
    return found;
  }
}

const STRIDE = 1 << 20;

function* cellsOf({ left, top, right, bottom }: Area): Generator<number> {
  const lastColumn = Math.floor(right / CELL);
  const lastRow = Math.floor(bottom / CELL);
  for (let column = Math.floor(left / CELL); column <= lastColumn; column += 1) {
    for (let row = Math.floor(top / CELL); row <= lastRow; row += 1) yield column * STRIDE + row;
  }
}
