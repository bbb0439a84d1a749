/** Finds the cards that a straight line would cross, by a grid of cells. */
import type { Box, Point } from "./geometry.ts";

/** How near a line may come to a card. */
export const CLEARANCE = 7;
const CELL = 512;

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

type Card = Area & { lastQuery: number };

export class Obstacles {
  readonly #cells = new Map<number, Card[]>();
  #queries = 0;

  constructor(boxes: Iterable<Box>) {
    for (const box of boxes) {
      const card = { ...areaOf(box), lastQuery: 0 };
      visitCells(card, cell => {
        const inCell = this.#cells.get(cell);
        if (inCell === undefined) this.#cells.set(cell, [card]);
        else inCell.push(card);
      });
    }
  }

  /** The cards that overlap an area. */
  within(area: Area): readonly Area[] {
    this.#queries += 1;
    const found: Area[] = [];
    visitCells(area, cell => {
      for (const card of this.#cells.get(cell) ?? []) {
        // A card in several cells counts once.
        if (card.lastQuery === this.#queries || !overlap(card, area)) continue;
        card.lastQuery = this.#queries;
        found.push(card);
      }
    });
    return found;
  }
}

const STRIDE = 1 << 20;

const visitCells = (area: Area, visit: (cell: number) => void): void => {
  const lastColumn = Math.floor(area.right / CELL);
  const lastRow = Math.floor(area.bottom / CELL);
  for (let column = Math.floor(area.left / CELL); column <= lastColumn; column += 1) {
    for (let row = Math.floor(area.top / CELL); row <= lastRow; row += 1) {
      visit(column * STRIDE + row);
    }
  }
};
