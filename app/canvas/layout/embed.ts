/**
 * Places the cards of a connected graph as points whose distances match the number of links between them: stress
 * minimization by stochastic gradient descent (Zheng, Pawar, Goodman, 2018).
 */
import type { Point } from "../../state/index.ts";
import { type Graph, neighboursOf } from "./graph.ts";

export type EmbedOptions = {
  /** Another seed gives another local optimum. */
  readonly seed: number;
  /** How far a referencing card should be to the right of the referenced one, in links. */
  readonly rightward: number;
  /** Receives the progress from 0 to 1. */
  readonly onProgress?: (progress: number) => void;
};

const ROUNDS = 30;
const FEWER_ROUNDS = 15;
const MANY_CARDS = 400;
const LAST_STEP = 0.1;

export const embed = (graph: Graph, { seed, rightward, onProgress }: EmbedOptions): Point[] => {
  const random = randomNumbers(seed);
  const points = graph.cards.map(() => ({ x: random(), y: random() }));
  const pairs = pairsOf(graph);
  const longest = pairs.reduce((most, { distance }) => Math.max(most, distance), 1);
  const rounds = graph.cards.length > MANY_CARDS ? FEWER_ROUNDS : ROUNDS;
  const cooling = Math.log(LAST_STEP / longest ** 2) / (rounds - 1);
  const directed = directedPairs(graph);
  for (let round = 0; round < rounds; round += 1) {
    const step = longest ** 2 * Math.exp(cooling * round);
    shuffle(pairs, random);
    for (const pair of pairs) approach(points, pair, step);
    for (const pair of directed) turnRight(points, pair, rightward, step);
    onProgress?.((round + 1) / rounds);
  }
  return points;
};

type MovablePoint = { x: number; y: number };
type Pair = { readonly one: number; readonly other: number; readonly distance: number };

/** Moves two points towards their ideal distance. */
const approach = (points: MovablePoint[], { one, other, distance }: Pair, step: number): void => {
  const [a, b] = [points[one], points[other]];
  if (a === undefined || b === undefined) return;
  const share = Math.min(1, step / distance ** 2);
  const [across, down] = [a.x - b.x, a.y - b.y];
  const actual = Math.hypot(across, down) || Number.EPSILON;
  const move = (share * (actual - distance)) / 2 / actual;
  a.x -= move * across;
  a.y -= move * down;
  b.x += move * across;
  b.y += move * down;
};

/** Moves the referencing card to the right of the referenced one. */
const turnRight = (points: MovablePoint[], pair: Pair, rightward: number, step: number): void => {
  const [a, b] = [points[pair.one], points[pair.other]];
  if (a === undefined || b === undefined) return;
  const missing = rightward - (a.x - b.x);
  if (missing <= 0) return;
  const move = (missing * Math.min(0.5, step / 2)) / 2;
  a.x += move;
  b.x -= move;
};

const directedPairs = ({ cards, links }: Graph): readonly Pair[] => {
  const indices = new Map(cards.map(({ id }, index) => [id, index]));
  return links.flatMap(({ from, to }) => {
    const [one, other] = [indices.get(from), indices.get(to)];
    return one === undefined || other === undefined || one === other
      ? []
      : [{ one, other, distance: 1 }];
  });
};

/** All pairs of cards with the number of links between them. */
const pairsOf = (graph: Graph): Pair[] => {
  const neighbours = neighboursOf(graph);
  return graph.cards.flatMap((_, one) => {
    const distances = distancesFrom(one, neighbours);
    const pairs: Pair[] = [];
    for (let other = 0; other < one; other += 1) {
      pairs.push({ one, other, distance: distances[other] ?? 1 });
    }
    return pairs;
  });
};

const distancesFrom = (start: number, neighbours: readonly (readonly number[])[]): number[] => {
  const distances: number[] = [];
  distances[start] = 0;
  const queue = [start];
  for (const index of queue) {
    for (const next of neighbours[index] ?? []) {
      if (distances[next] !== undefined) continue;
      distances[next] = (distances[index] ?? 0) + 1;
      queue.push(next);
    }
  }
  return distances;
};

/** A sequence from 0 to 1 that is the same each time, so that a layout is too. */
const randomNumbers = (seed: number): (() => number) => {
  let state = seed * 7919;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const shuffle = (pairs: Pair[], random: () => number): void => {
  for (let last = pairs.length - 1; last > 0; last -= 1) {
    const place = Math.floor(random() * (last + 1));
    const [one, other] = [pairs[last], pairs[place]];
    if (one === undefined || other === undefined) continue;
    pairs[last] = other;
    pairs[place] = one;
  }
};
