/** Moves the parts of routed lines apart: first the level ones, then the uprights. */
import { type Route, STUB } from "./find-route.ts";
import type { Point } from "./geometry.ts";
import { type Part, separate } from "./lanes.ts";
import { type Area, areaAround, type Obstacles } from "./obstacles.ts";

type RoutedLine = { readonly id: string; readonly route: Route };

/** How far a part may move for its lane. */
const REACH = 150;
/** In a narrow gap lines may be nearer to cards than their routes. */
const WALL = 3;

/** A direction of parts: how to read and to replace a position across them. */
type Axis = {
  /** The first part of this direction in a route. */
  readonly first: 0 | 1;
  readonly across: "x" | "y";
  readonly along: "x" | "y";
  readonly sides: (area: Area) => readonly [low: number, high: number];
};

const LEVEL: Axis = {
  first: 0,
  across: "y",
  along: "x",
  sides: ({ top, bottom }) => [top, bottom],
};
const UPRIGHT: Axis = {
  first: 1,
  across: "x",
  along: "y",
  sides: ({ left, right }) => [left, right],
};

/** The routes by line. The ends of lines keep their places, because they belong to rows. */
export const separateLines = (
  lines: readonly RoutedLine[],
  obstacles: Obstacles,
): ReadonlyMap<string, Route> => {
  const routes = lines.map(line => line.route);
  const separated = [LEVEL, UPRIGHT].reduce(
    (before, axis) => separateAlong(axis, before, obstacles),
    routes,
  );
  return new Map(lines.map(({ id }, index) => [id, separated[index] ?? []]));
};

const separateAlong = (axis: Axis, routes: readonly Route[], obstacles: Obstacles): Route[] => {
  const places = routes.flatMap((route, line) => partsOf(axis, route).map(index => [line, index]));
  const positions = separate(
    places.map(([line = 0, index = 0]) => partAt(axis, routes[line] ?? [], index, obstacles)),
  );
  const moved = routes.map(route => [...route]);
  places.forEach(([line = 0, index = 0], rank) => {
    for (const corner of [index, index + 1]) {
      const route = moved[line] ?? [];
      const point = route[corner];
      const position = positions[rank];
      if (point === undefined || position === undefined) continue;
      route[corner] = { ...point, [axis.across]: position };
    }
  });
  return moved;
};

/** The corners at which parts of this direction begin. */
const partsOf = ({ first }: Axis, route: Route): readonly number[] =>
  [...route.keys()].filter(index => index % 2 === first && index < route.length - 1);

const partAt = (axis: Axis, route: Route, index: number, obstacles: Obstacles): Part => {
  const origin = { x: 0, y: 0 };
  const [start = origin, end = origin] = [route[index], route[index + 1]];
  const [lower, higher] = start[axis.along] <= end[axis.along] ? [0, 1] : [1, 0];
  const at = start[axis.across];
  const turns = [route[index - 1], route[index + 2]].map(next =>
    next === undefined ? 0 : Math.sign(next[axis.across] - at),
  );
  return {
    at,
    low: Math.min(start[axis.along], end[axis.along]),
    high: Math.max(start[axis.along], end[axis.along]),
    lowTurn: turns[lower] ?? 0,
    highTurn: turns[higher] ?? 0,
    ...roomAt(axis, route, index, obstacles),
  };
};

/** How far the part can move: not into a card, nor into the stubs. Ends cannot move. */
const roomAt = (axis: Axis, route: Route, index: number, obstacles: Obstacles) => {
  const origin = { x: 0, y: 0 };
  const [start = origin, end = origin] = [route[index], route[index + 1]];
  const at = start[axis.across];
  if (index === 0 || index === route.length - 2) return { min: at, max: at };
  let [min, max] = [at - REACH, at + REACH];
  for (const card of obstacles.within(reachOf(axis, start, end))) {
    const [low, high] = axis.sides(card);
    if (high <= at) min = Math.max(min, high + WALL);
    if (low >= at) max = Math.min(max, low - WALL);
  }
  for (const [corner, stub] of [
    [1, route[0]],
    [route.length - 3, route.at(-1)],
  ] as const) {
    if (stub === undefined || corner !== index) continue;
    if (at > stub[axis.across]) min = Math.max(min, stub[axis.across] + STUB);
    else max = Math.min(max, stub[axis.across] - STUB);
  }
  return { min: Math.min(min, at), max: Math.max(max, at) };
};

const reachOf = ({ across }: Axis, start: Point, end: Point): Area => {
  const { left, top, right, bottom } = areaAround(start, end);
  return across === "x"
    ? { left: left - REACH, right: right + REACH, top, bottom }
    : { left, right, top: top - REACH, bottom: bottom + REACH };
};
