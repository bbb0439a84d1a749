/** Finds a way for one line between two cards that crosses no other card, if there is a short one. */
import { type Box, edgeOf, type Point, type Side } from "./geometry.ts";
import { type Area, areaAround, CLEARANCE, joinedArea, type Obstacles } from "./obstacles.ts";

/** The straight part next to a card, which contains the marker. */
export const STUB = 24;
const PRICE_OF_CARD = 3000;
const PRICE_OF_CORNER = 40;
const MOST_STEPS = 6;

export type LineEnd = {
  readonly box: Box;
  /** The vertical center of the row at the end of the line. */
  readonly y: number;
};

/** The corners of a line, both ends included. Its parts are level and upright in turn, and begin level. */
export type Route = readonly Point[];

export const lengthOf = (route: Route): number => {
  let length = 0;
  route.forEach((point, index) => {
    const next = route[index + 1];
    if (next !== undefined) length += Math.abs(next.x - point.x) + Math.abs(next.y - point.y);
  });
  return length;
};

export type FoundRoute = {
  readonly route: Route;
  /** The cards outside this area have no influence on the route. */
  readonly looked: Area;
};

type Exit = { readonly start: Point; readonly out: number; readonly side: Side };

const SIDES: readonly Side[] = [1, -1];

export const findRoute = (from: LineEnd, to: LineEnd, obstacles: Obstacles): FoundRoute => {
  const search = new RouteSearch(obstacles, areaAround(from.box, to.box));
  const pairs = SIDES.flatMap(one =>
    SIDES.map(other => [exitOf(from, one), exitOf(to, other)] as const),
  );
  for (const [first, last] of pairs) search.tryUprights(first, last);
  for (const [first, last] of pairs) search.tryLevels(first, last);
  return search;
};

const exitOf = ({ box, y }: LineEnd, side: Side): Exit => {
  const x = edgeOf(box, side);
  return { start: { x, y }, out: x + STUB * side, side };
};

class RouteSearch implements FoundRoute {
  route: Route = [];
  looked: Area;
  #price = Number.POSITIVE_INFINITY;
  readonly #obstacles: Obstacles;

  constructor(obstacles: Obstacles, area: Area) {
    this.#obstacles = obstacles;
    this.looked = area;
  }

  /** Ways of three parts: level, upright, level. */
  tryUprights(first: Exit, last: Exit): void {
    const { low, high } = outsideStubs(first, last);
    if (low > high) return;
    const [y1, y2] = [first.start.y, last.start.y];
    if (this.#isDearer(first, last, 4)) return;
    const blockers = (x: number) => this.#cardsAlong({ x, y: y1 }, { x, y: y2 });
    for (const seed of [(first.out + last.out) / 2, first.out, last.out]) {
      const position = Math.min(high, Math.max(low, seed));
      for (const x of clearPositions({ position, low, high, blockers, edges: uprightEdges })) {
        this.#propose(first, last, [first.start, { x, y: y1 }, { x, y: y2 }, last.start]);
      }
    }
  }

  /** Ways of five parts: an upright next to each card, and a level part between them. */
  tryLevels(first: Exit, last: Exit): void {
    const [y1, y2] = [first.start.y, last.start.y];
    const [x1, x2] = [first.out, last.out];
    const corners = (y: number) => [
      first.start,
      { x: x1, y: y1 },
      { x: x1, y },
      { x: x2, y },
      { x: x2, y: y2 },
      last.start,
    ];
    if (this.#isDearer(first, last, 6)) return;
    const blockers = (y: number) => this.#cardsAlong({ x: x1, y }, { x: x2, y });
    for (const position of [(y1 + y2) / 2, y1, y2]) {
      for (const y of clearPositions({ position, ...anywhere, blockers, edges: levelEdges })) {
        this.#propose(first, last, corners(y));
      }
    }
  }

  /** Whether even the shortest way with these stubs and this number of corners costs more than the best. */
  #isDearer(first: Exit, last: Exit, corners: number): boolean {
    const across = Math.abs(first.out - last.out) + 2 * STUB;
    const down = Math.abs(first.start.y - last.start.y);
    return across + down + PRICE_OF_CORNER * corners >= this.#price;
  }

  #propose(first: Exit, last: Exit, route: Route): void {
    const price = priceOf(route);
    if (price >= this.#price) return;
    const total = price + PRICE_OF_CARD * this.#cardsCrossed(route, first, last);
    if (total >= this.#price) return;
    this.route = route;
    this.#price = total;
  }

  /** Counts the cards that a line would cross. Its stubs may be near to its own cards. */
  #cardsCrossed(route: Route, first: Exit, last: Exit): number {
    const [start, end] = [first.start, last.start];
    const points = [{ x: first.out, y: start.y }, ...route.slice(1, -1), { x: last.out, y: end.y }];
    let count = this.#within(stubArea(first)).length + this.#within(stubArea(last)).length;
    points.forEach((point, index) => {
      const next = points[index + 1];
      if (next !== undefined) count += this.#cardsAlong(point, next).length;
    });
    return count;
  }

  #cardsAlong(one: Point, other: Point): readonly Area[] {
    return this.#within(areaAround(one, other));
  }

  #within(area: Area): readonly Area[] {
    this.looked = joinedArea(this.looked, area);
    return this.#obstacles.within(area);
  }
}

const stubArea = ({ start, out }: Exit): Area => ({
  left: Math.min(start.x, out),
  right: Math.max(start.x, out),
  top: start.y - 1,
  bottom: start.y + 1,
});

const anywhere = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** Where one upright joins both stubs. */
const outsideStubs = (first: Exit, last: Exit) => {
  const ends = [first, last];
  return {
    low: Math.max(anywhere.low, ...ends.flatMap(({ out, side }) => (side === 1 ? [out] : []))),
    high: Math.min(anywhere.high, ...ends.flatMap(({ out, side }) => (side === -1 ? [out] : []))),
  };
};

const priceOf = (route: Route): number => lengthOf(route) + PRICE_OF_CORNER * route.length;

type Edges = (area: Area) => readonly [low: number, high: number];
const uprightEdges: Edges = ({ left, right }) => [left, right];
const levelEdges: Edges = ({ top, bottom }) => [top, bottom];

type Clearing = {
  readonly position: number;
  readonly low: number;
  readonly high: number;
  readonly blockers: (position: number) => readonly Area[];
  readonly edges: Edges;
};

/** The position, and if cards block it the next clear ones before and after it. */
function* clearPositions({ position, low, high, blockers, edges }: Clearing): Generator<number> {
  yield position;
  const blocking = blockers(position);
  for (const direction of SIDES) {
    let cards = blocking;
    for (let step = 0; step < MOST_STEPS && cards.length > 0; step += 1) {
      const next = pastCards(cards.map(edges), direction);
      if (next < low || next > high) break;
      cards = blockers(next);
      if (cards.length === 0) yield next;
    }
  }
}

const pastCards = (edges: readonly (readonly [number, number])[], direction: Side): number =>
  direction === 1
    ? Math.max(...edges.map(([, high]) => high)) + CLEARANCE
    : Math.min(...edges.map(([low]) => low)) - CLEARANCE;
