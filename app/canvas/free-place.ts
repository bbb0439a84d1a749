/** Finds a position for a new card where it covers no other. */
import type { Point } from "../state/index.ts";
import type { Box } from "./lines/index.ts";

const GAP = 32;
const STEP = 44;
const RINGS = 40;

/** The free position nearest to `preferred` for a card of this size, or `preferred` if there is none. */
export const freePlace = (
  preferred: Point,
  size: { readonly width: number; readonly height: number },
  taken: readonly Box[],
): Point => {
  for (const place of placesAround(preferred)) {
    const box = { ...place, ...size };
    if (!taken.some(other => overlaps(box, other))) return place;
  }
  return preferred;
};

function* placesAround({ x, y }: Point): Generator<Point> {
  yield { x, y };
  for (let ring = 1; ring <= RINGS; ring += 1) {
    const sides = ring * 6;
    for (let side = 0; side < sides; side += 1) {
      const angle = (side / sides) * Math.PI * 2;
      yield {
        x: Math.round(x + Math.cos(angle) * ring * STEP),
        y: Math.round(y + Math.sin(angle) * ring * STEP),
      };
    }
  }
}

const overlaps = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width + GAP &&
  other.x < one.x + one.width + GAP &&
  one.y < other.y + other.height + GAP &&
  other.y < one.y + one.height + GAP;
