/** The line of a relation and its crow's-foot markers, as SVG path data. */
import type { Route } from "./find-route.ts";
import type { Point, Side } from "./geometry.ts";

export type LineShape = {
  /** From the foreign key to the referenced key. */
  readonly route: Route;
  /** The centers of the rows of the key at each end, several of a composite key. */
  readonly fromRows: readonly number[];
  readonly toRows: readonly number[];
  /** Whether several rows may reference one. */
  readonly many: boolean;
  /** Whether a row may reference none. */
  readonly optional: boolean;
};

export type LinePath = {
  readonly line: string;
  readonly signs: string;
  /** The circle that marks an optional end, or null. */
  readonly circle: Point | null;
  /** The position of a label. */
  readonly middle: Point;
};

const CORNER = 8;
/** The distance of the bracket of a composite key from its card, within the stub and beyond the markers. */
const BRACKET = 20;
export const circleRadius = 4;

export const linePath = ({ route, many, optional, fromRows, toRows }: LineShape): LinePath => {
  const origin = { x: 0, y: 0 };
  const [start = origin, afterStart = origin] = route;
  const [beforeEnd = origin, end = origin] = route.slice(-2);
  const fromSide = sideTowards(start, afterStart);
  const toSide = sideTowards(end, beforeEnd);
  return {
    line: roundedPath(route),
    signs: [
      many ? crowsFoot(start, fromSide) : bar(start.x + 8 * fromSide, start.y),
      bar(end.x + 7 * toSide, end.y),
      bracket(start, fromSide, fromRows),
      bracket(end, toSide, toRows),
    ].join(""),
    circle: optional ? { x: end.x + 14 * toSide, y: end.y } : null,
    middle: middleOf(route),
  };
};

const sideTowards = (end: Point, next: Point): Side => (next.x >= end.x ? 1 : -1);

const crowsFoot = ({ x, y }: Point, side: Side): string =>
  `M${x} ${y - 6}L${x + 11 * side} ${y}L${x} ${y + 6}`;

const bar = (x: number, y: number): string => `M${x} ${y - 6}V${y + 6}`;

/** Joins the rows of a composite key. */
const bracket = ({ x }: Point, side: Side, rows: readonly number[]): string => {
  if (rows.length < 2) return "";
  const at = x + BRACKET * side;
  const arms = rows.map(y => `M${x} ${y}H${at}`);
  return `${arms.join("")}M${at} ${Math.min(...rows)}V${Math.max(...rows)}`;
};

/** The center of the part in the middle. */
const middleOf = (route: Route): Point => {
  const before = route[Math.ceil(route.length / 2) - 1] ?? { x: 0, y: 0 };
  const after = route[Math.ceil(route.length / 2)] ?? before;
  return { x: (before.x + after.x) / 2, y: (before.y + after.y) / 2 };
};

/** A line through the points with rounded corners. */
export const roundedPath = (points: Route): string => {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first.x} ${first.y}`;
  let before = first;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    path += next === undefined ? `L${point.x} ${point.y}` : roundedCorner(before, point, next);
    before = point;
  });
  return path;
};

const roundedCorner = (before: Point, { x, y }: Point, next: Point): string => {
  const reach = (other: Point) => Math.abs(other.x - x) + Math.abs(other.y - y);
  const size = Math.min(CORNER, reach(before) / 2, reach(next) / 2);
  const towards = (other: Point) =>
    `${x + Math.sign(other.x - x) * size} ${y + Math.sign(other.y - y) * size}`;
  return `L${towards(before)}Q${x} ${y} ${towards(next)}`;
};
