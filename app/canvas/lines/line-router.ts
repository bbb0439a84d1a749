/**
 * Routes all lines of a diagram. The result depends only on the cards and the lines, so a diagram looks the same when
 * it is opened again. A line is routed again only if a card within the area of its search has changed.
 */
import { type FoundRoute, findRoute, type LineEnd, type Route } from "./find-route.ts";
import type { Box, Point } from "./geometry.ts";
import { areaOf, Obstacles, overlap } from "./obstacles.ts";
import { separateLines } from "./separate-lines.ts";

export type LineRequest = {
  readonly id: string;
  readonly from: LineEnd;
  readonly to: LineEnd;
};

export type Cards = ReadonlyMap<string, Box>;
export type Routes = ReadonlyMap<string, Route>;

type Found = LineRequest & FoundRoute;

export class LineRouter {
  #cards: Cards = new Map();
  #found: ReadonlyMap<string, Found> = new Map();
  #routes: Routes = new Map();

  /** The routes of all lines. A route keeps its identity while it is unchanged. */
  route(cards: Cards, lines: readonly LineRequest[]): Routes {
    const changed = changedBoxes(this.#cards, cards).map(areaOf);
    if (changed.length === 0 && this.#hasSameLines(lines)) return this.#routes;
    const obstacles = new Obstacles(cards.values());
    const found = lines.map(line => {
      const known = this.#found.get(line.id);
      const stays =
        known !== undefined &&
        sameEnds(known, line) &&
        !changed.some(area => overlap(area, known.looked));
      return stays ? known : { ...line, ...routeOf(line, obstacles) };
    });
    this.#cards = cards;
    this.#found = new Map(found.map(line => [line.id, line]));
    this.#routes = this.#kept(separateLines(found, obstacles));
    return this.#routes;
  }

  /** The routes during a drag: only lines whose ends have moved are routed, apart from each other. */
  follow(cards: Cards, lines: readonly LineRequest[]): Routes {
    const obstacles = new Obstacles(cards.values());
    const moved = lines.flatMap(line => {
      const known = this.#found.get(line.id);
      if (known !== undefined && sameEnds(known, line)) return [];
      return [{ ...line, ...this.#followed(known, line, obstacles) }];
    });
    return new Map([...this.#routes, ...separateLines(moved, obstacles)]);
  }

  /** A line between two cards that move together moves with them. */
  #followed(known: Found | undefined, line: LineRequest, obstacles: Obstacles) {
    const shift = known === undefined ? null : sharedShift(known, line);
    if (known === undefined || shift === null) return routeOf(line, obstacles);
    return { route: known.route.map(({ x, y }) => ({ x: x + shift.x, y: y + shift.y })) };
  }

  #hasSameLines(lines: readonly LineRequest[]): boolean {
    return (
      lines.length === this.#found.size &&
      lines.every(line => {
        const known = this.#found.get(line.id);
        return known !== undefined && sameEnds(known, line);
      })
    );
  }

  #kept(routes: Routes): Routes {
    return new Map(
      [...routes].map(([id, route]) => {
        const before = this.#routes.get(id);
        return [id, before !== undefined && sameRoute(before, route) ? before : route];
      }),
    );
  }
}

const routeOf = ({ from, to }: LineRequest, obstacles: Obstacles): FoundRoute => {
  const { route, looked } = findRoute(from, to, obstacles);
  return { route, looked };
};

const changedBoxes = (before: Cards, after: Cards): readonly Box[] => {
  const changed: Box[] = [];
  for (const [id, box] of before) {
    const now = after.get(id);
    if (now === undefined) changed.push(box);
    else if (!sameBox(box, now)) changed.push(box, now);
  }
  for (const [id, box] of after) if (!before.has(id)) changed.push(box);
  return changed;
};

const sameBox = (one: Box, other: Box): boolean =>
  one.x === other.x &&
  one.y === other.y &&
  one.width === other.width &&
  one.height === other.height;

const sameEnd = (one: LineEnd, other: LineEnd): boolean =>
  one.y === other.y && sameBox(one.box, other.box);

const sameEnds = (one: LineRequest, other: LineRequest): boolean =>
  sameEnd(one.from, other.from) && sameEnd(one.to, other.to);

const sameRoute = (one: Route, other: Route): boolean =>
  one.length === other.length &&
  one.every(({ x, y }, index) => x === other[index]?.x && y === other[index]?.y);

const sharedShift = (before: LineRequest, after: LineRequest): Point | null => {
  const from = shiftOf(before.from, after.from);
  const to = shiftOf(before.to, after.to);
  return from.x === to.x && from.y === to.y ? from : null;
};

const shiftOf = (before: LineEnd, after: LineEnd): Point => ({
  x: after.box.x - before.box.x,
  y: after.y - before.y,
});
