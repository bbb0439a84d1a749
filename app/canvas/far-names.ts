/** Which names are shown from afar, and where: all of one size, the largest tables first, none over another. */
import { type Area, overlap } from "./lines/index.ts";

export type NamedBox = {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type FarName = {
  readonly id: string;
  readonly lines: readonly string[];
  /** The center of the text. */
  readonly x: number;
  readonly y: number;
};

/** The advance width of a letter and the height of a line, relative to the size. */
const LETTER = 0.6;
export const LINE = 1.15;
const SHORT_NAME = 12;
const CELL_LETTERS = 20;

export const farNames = (boxes: readonly NamedBox[], size: number): readonly FarName[] => {
  const taken = new TakenAreas(size * CELL_LETTERS);
  const largestFirst = boxes.toSorted((one, other) => other.height - one.height);
  return largestFirst.flatMap(({ id, name, x, y, width, height }) => {
    const lines = linesOf(name, width / (LETTER * size));
    const center = { x: x + width / 2, y: y + height / 2 };
    const half = {
      width: (Math.max(...lines.map(line => line.length)) * LETTER * size) / 2,
      height: (lines.length * LINE * size) / 2,
    };
    const area = {
      left: center.x - half.width,
      right: center.x + half.width,
      top: center.y - half.height,
      bottom: center.y + half.height,
    };
    return taken.take(area) ? [{ id, lines, ...center }] : [];
  });
};

/** A name in one line if it is short or fits into `letters`, and otherwise in two, split between words if possible. */
export const linesOf = (name: string, letters: number): readonly string[] => {
  if (name.length <= Math.max(SHORT_NAME, letters)) return [name];
  const middle = name.length / 2;
  const starts = [...name.matchAll(/(?<=[a-z0-9_ ])[A-Z]|(?<=[_ ])[a-z0-9]/g)].map(
    ({ index }) => index,
  );
  const [nearest] = starts.toSorted(
    (one, other) => Math.abs(one - middle) - Math.abs(other - middle),
  );
  if (nearest !== undefined) return [name.slice(0, nearest), name.slice(nearest)];
  return [`${name.slice(0, Math.ceil(middle))}-`, name.slice(Math.ceil(middle))];
};

/** Areas that do not overlap, in cells of a grid. */
class TakenAreas {
  readonly #cells = new Map<string, Area[]>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  /** Takes an area if none that was taken before overlaps it. */
  take(area: Area): boolean {
    const cells = this.#cellsOf(area).map(key => {
      const known = this.#cells.get(key);
      if (known !== undefined) return known;
      const areas: Area[] = [];
      this.#cells.set(key, areas);
      return areas;
    });
    if (cells.some(areas => areas.some(other => overlap(area, other)))) return false;
    for (const areas of cells) areas.push(area);
    return true;
  }

  #cellsOf({ left, top, right, bottom }: Area): readonly string[] {
    const index = (position: number) => Math.floor(position / this.#size);
    const keys: string[] = [];
    for (let column = index(left); column <= index(right); column += 1) {
      for (let row = index(top); row <= index(bottom); row += 1) keys.push(`${column} ${row}`);
    }
    return keys;
  }
}
