/** Packs rectangles in shelves. */
import type { Point } from "../../state/index.ts";

export type Size = { readonly width: number; readonly height: number };

type PackOptions = {
  readonly gap: number;
  /** The width of a shelf. */
  readonly width: number;
};

/** The places of the rectangles, in their order. */
export const packShelves = (sizes: readonly Size[], { gap, width }: PackOptions): Point[] => {
  const places: Point[] = [];
  let [x, y, shelfHeight] = [0, 0, 0];
  const tallestFirst = [...sizes.entries()].sort(
    ([one, a], [other, b]) => b.height - a.height || one - other,
  );
  for (const [index, size] of tallestFirst) {
    if (x > 0 && x + size.width > width) {
      y += shelfHeight + gap;
      [x, shelfHeight] = [0, 0];
    }
    places[index] = { x, y };
    x += size.width + gap;
    shelfHeight = Math.max(shelfHeight, size.height);
  }
  return places;
};

/** The width of shelves for which all rectangles have about this aspect ratio. */
export const shelfWidth = (sizes: readonly Size[], gap: number, aspect: number): number => {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  return Math.max(Math.sqrt(area * aspect), ...sizes.map(({ width }) => width));
};
