/** Counts how often lines cross. */
import type { Route } from "./find-route.ts";

type Segment = { readonly at: number; readonly low: number; readonly high: number };

/** The number of points at which a level part of one line crosses an upright of another. */
export const countCrossings = (routes: readonly Route[]): number => {
  const parts = routes.map(segmentsOf);
  let count = 0;
  parts.forEach((one, index) => {
    parts.forEach((other, otherIndex) => {
      if (index !== otherIndex) count += crossingsBetween(one.levels, other.uprights);
    });
  });
  return count;
};

const segmentsOf = (route: Route) => {
  const levels: Segment[] = [];
  const uprights: Segment[] = [];
  route.forEach((point, index) => {
    const next = route[index + 1];
    if (next === undefined) return;
    if (index % 2 === 0) levels.push(segment(point.y, point.x, next.x));
    else uprights.push(segment(point.x, point.y, next.y));
  });
  return { levels, uprights };
};

const segment = (at: number, one: number, other: number): Segment => ({
  at,
  low: Math.min(one, other),
  high: Math.max(one, other),
});

const crossingsBetween = (levels: readonly Segment[], uprights: readonly Segment[]): number => {
  let count = 0;
  for (const level of levels) {
    for (const upright of uprights) {
      const crosses =
        level.low < upright.at &&
        upright.at < level.high &&
        upright.low < level.at &&
        level.at < upright.high;
      if (crosses) count += 1;
    }
  }
  return count;
};
