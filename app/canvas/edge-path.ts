/** The line of a relation and its crow's-foot markers, as SVG path data. */
import type { Point } from "../state/index.ts";

export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type EdgeEnd = {
  readonly box: Box;
  /** The vertical center of the row at the end of the line, in diagram coordinates. */
  readonly y: number;
};

export type EdgeShape = {
  /** The end with the foreign key. */
  readonly from: EdgeEnd;
  /** The end with the referenced key. */
  readonly to: EdgeEnd;
  /** Whether several rows may reference one. */
  readonly many: boolean;
  /** Whether a row may reference none. */
  readonly optional: boolean;
  /** The lane of the vertical part, counted from the center. */
  readonly lane: number;
};

export type EdgePath = {
  readonly line: string;
  readonly signs: string;
  /** The circle that marks an optional end, or null. */
  readonly circle: Point | null;
  readonly from: Point;
  readonly to: Point;
  /** The position of a label. */
  readonly middle: Point;
};

type Side = 1 | -1;

/** The length of the straight part next to a card, which contains the marker. */
const STUB = 22;
const LANE_WIDTH = 10;
const CORNER = 8;
export const circleRadius = 4;

export const edgePath = ({ from, to, many, optional, lane }: EdgeShape): EdgePath => {
  const { fromSide, toSide } = sidesOf(from.box, to.box);
  const start = { x: edgeOf(from.box, fromSide), y: from.y };
  const end = { x: edgeOf(to.box, toSide), y: to.y };
  const out = start.x + STUB * fromSide;
  const back = end.x + STUB * toSide;
  const channel = channelFor({ fromSide, toSide, out, back, lane });
  return {
    line: roundedPath([
      [start.x, start.y],
      [channel, start.y],
      [channel, end.y],
      [end.x, end.y],
    ]),
    signs: [
      many ? crowsFoot(start.x, start.y, fromSide) : bar(start.x + 8 * fromSide, start.y),
      bar(end.x + 7 * toSide, end.y),
    ].join(""),
    circle: optional ? { x: end.x + 14 * toSide, y: end.y } : null,
    from: start,
    to: end,
    middle: { x: channel, y: (start.y + end.y) / 2 },
  };
};

/** The sides at which the line leaves the two cards: those that face each other. */
const sidesOf = (from: Box, to: Box): { readonly fromSide: Side; readonly toSide: Side } => {
  const room = STUB * 2;
  if (to.x >= from.x + from.width + room) return { fromSide: 1, toSide: -1 };
  if (to.x + to.width + room <= from.x) return { fromSide: -1, toSide: 1 };
  // Cards above each other are connected at their nearer sides.
  const right = Math.abs(from.x + from.width - (to.x + to.width));
  const left = Math.abs(from.x - to.x);
  return right <= left ? { fromSide: 1, toSide: 1 } : { fromSide: -1, toSide: -1 };
};

const edgeOf = (box: Box, side: Side): number => (side === 1 ? box.x + box.width : box.x);

type Channel = {
  readonly fromSide: Side;
  readonly toSide: Side;
  readonly out: number;
  readonly back: number;
  readonly lane: number;
};

/** The x coordinate of the vertical part. */
const channelFor = ({ fromSide, toSide, out, back, lane }: Channel): number => {
  const aside = lane * LANE_WIDTH;
  if (fromSide === toSide) {
    return fromSide === 1
      ? Math.max(out, back) + Math.abs(aside)
      : Math.min(out, back) - Math.abs(aside);
  }
  // Limited to the space between the two cards.
  const room = Math.abs(back - out) / 2;
  return (out + back) / 2 + Math.max(-room, Math.min(room, aside));
};

const crowsFoot = (x: number, y: number, side: Side): string => {
  const tip = x + 11 * side;
  return `M${x} ${y - 6}L${tip} ${y}L${x} ${y + 6}`;
};

const bar = (x: number, y: number): string => `M${x} ${y - 6}V${y + 6}`;

type Corner = readonly [x: number, y: number];

/** A line through the points with rounded corners. */
export const roundedPath = (points: readonly Corner[]): string => {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first[0]} ${first[1]}`;
  let before = first;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    path += next === undefined ? `L${point[0]} ${point[1]}` : roundedCorner(before, point, next);
    before = point;
  });
  return path;
};

const roundedCorner = (before: Corner, [x, y]: Corner, next: Corner): string => {
  const reach = (other: Corner) => Math.abs(other[0] - x) + Math.abs(other[1] - y);
  const size = Math.min(CORNER, reach(before) / 2, reach(next) / 2);
  const towards = (other: Corner) =>
    `${x + Math.sign(other[0] - x) * size} ${y + Math.sign(other[1] - y) * size}`;
  return `L${towards(before)}Q${x} ${y} ${towards(next)}`;
};
