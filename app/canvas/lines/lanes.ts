/** Moves parallel parts of lines apart, in the order in which the lines cross least. */

export type Part = {
  /** The position across: x of an upright. */
  readonly at: number;
  /** The extent along: y of both ends of an upright. */
  readonly low: number;
  readonly high: number;
  /** Where the line continues at each end: before (-1) or after (1) this position, or nowhere (0). */
  readonly lowTurn: number;
  readonly highTurn: number;
  /** The positions across at which the part meets no card. */
  readonly min: number;
  readonly max: number;
};

export const LANE = 10;
const NARROWEST_LANE = 0.3;
const MOST_ROUNDS = 8;
const TOLERANCE = 0.01;
const NEAR = 4;
/** Up to this distance parts are exchanged if one line would run over the other. */
const FAR = 80;

/** The positions of the parts, at least a lane apart where they run along each other and there is room. */
export const separate = (parts: readonly Part[]): readonly number[] => {
  const positions = parts.map(part => part.at);
  const bundles = new Bundles(parts.length);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const changed = bundles.join(pairsTooNear(parts, positions));
    if (changed.length === 0) break;
    for (const bundle of changed) {
      const placed = spread(bundle.map(index => itemAt(parts, index)));
      bundle.forEach((index, rank) => {
        positions[index] = itemAt(placed, rank);
      });
    }
  }
  return positions;
};

const isFixed = ({ min, max }: Part): boolean => min === max;

/** Whether two parts run along each other, or end close to each other. */
const runAlong = (one: Part, other: Part): boolean =>
  one.low < other.high + NEAR && other.low < one.high + NEAR;

const isEmpty = ({ low, high }: Part): boolean => low === high;

/** Two parts that have to be moved apart. The fixed ends of lines cannot be moved. */
const conflict = (one: Part, other: Part): boolean =>
  runAlong(one, other) && !(isEmpty(one) || isEmpty(other)) && !(isFixed(one) && isFixed(other));

type Pair = readonly [one: number, other: number];

const pairsTooNear = (parts: readonly Part[], positions: readonly number[]): readonly Pair[] => {
  const sorted = positions
    .map((at, index) => ({ at, index, part: itemAt(parts, index) }))
    .sort((one, other) => one.at - other.at || one.index - other.index);
  return sorted.flatMap((one, rank) => {
    const pairs: Pair[] = [];
    for (let next = rank + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (other === undefined || other.at - one.at >= FAR) break;
      const isNear = other.at - one.at < LANE - TOLERANCE || meetings(one.part, other.part) > 0;
      if (isNear && conflict(one.part, other.part)) pairs.push([one.index, other.index]);
    }
    return pairs;
  });
};

/** Disjoint sets of parts that are placed together. */
class Bundles {
  readonly #bundleOf: number[][];

  constructor(count: number) {
    this.#bundleOf = Array.from({ length: count }, (_, index) => [index]);
  }

  /** Joins the bundles of each pair; returns the bundles that have grown. */
  join(pairs: readonly Pair[]): readonly (readonly number[])[] {
    const grown = new Set<number[]>();
    for (const [one, other] of pairs) {
      const [kept, joined] = [this.#bundleOf[one] ?? [], this.#bundleOf[other] ?? []];
      if (kept === joined) continue;
      for (const index of joined) this.#bundleOf[index] = kept;
      kept.push(...joined);
      grown.delete(joined);
      grown.add(kept);
    }
    for (const bundle of grown) bundle.sort((one, other) => one - other);
    return [...grown];
  }
}

/** The positions of the parts of one bundle. */
const spread = (parts: readonly Part[]): readonly number[] => {
  const order = crossingLeast(parts);
  const ordered = order.map(index => itemAt(parts, index));
  const placed = placeInOrder(ordered);
  const positions: number[] = [];
  order.forEach((index, rank) => {
    positions[index] = itemAt(placed, rank);
  });
  return positions;
};

/** Positions in this order near to the middle of the parts, in narrower lanes where there is little room. */
const placeInOrder = (ordered: readonly Part[]): readonly number[] => {
  for (let lane = LANE; lane >= NARROWEST_LANE; lane /= 2) {
    const placed = placeInLanes(ordered, lane);
    if (placed !== null) return placed;
  }
  // Without any room, near to a card is better than on another line.
  return placeInLanes(ordered.map(withoutLimits), LANE / 2) ?? ordered.map(({ at }) => at);
};

const withoutLimits = (found: Part): Part =>
  isFixed(found)
    ? found
    : { ...found, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };

const placeInLanes = (ordered: readonly Part[], lane: number): readonly number[] | null => {
  const limits = lastPositions(ordered, lane);
  const ranks = ranksOf(ordered);
  const middle = ordered.reduce((sum, { at }) => sum + at, 0) / ordered.length;
  const center = Math.max(...ranks) / 2;
  const placed: number[] = [];
  for (const [index, found] of ordered.entries()) {
    const limit = itemAt(limits, index);
    let first = found.min;
    placed.forEach((position, before) => {
      if (conflict(itemAt(ordered, before), found)) first = Math.max(first, position + lane);
    });
    if (first > limit + TOLERANCE) return null;
    const preferred = middle + (itemAt(ranks, index) - center) * lane;
    placed.push(Math.max(first, Math.min(limit, preferred)));
  }
  return placed;
};

/** The last position of each part that leaves room for those after it. */
const lastPositions = (ordered: readonly Part[], lane: number): readonly number[] => {
  const limits = ordered.map(({ max }) => max);
  for (let index = ordered.length - 1; index >= 0; index -= 1) {
    for (let later = index + 1; later < ordered.length; later += 1) {
      if (!conflict(itemAt(ordered, index), itemAt(ordered, later))) continue;
      limits[index] = Math.min(itemAt(limits, index), itemAt(limits, later) - lane);
    }
  }
  return limits;
};

/** The lane of each part, counted from the first: after those before it that run along it. */
const ranksOf = (ordered: readonly Part[]): readonly number[] => {
  const ranks: number[] = [];
  for (const found of ordered) {
    let rank = 0;
    ranks.forEach((other, before) => {
      if (runAlong(itemAt(ordered, before), found)) rank = Math.max(rank, other + 1);
    });
    ranks.push(rank);
  }
  return ranks;
};

/** The order of the parts, as their indices. */
const crossingLeast = (parts: readonly Part[]): readonly number[] => {
  const byPosition = [...parts.keys()].sort(
    (one, other) => itemAt(parts, one).at - itemAt(parts, other).at || one - other,
  );
  const order: number[] = [];
  for (const index of byPosition) {
    let place = order.length;
    const found = itemAt(parts, index);
    while (place > 0 && belongsBefore(found, itemAt(parts, itemAt(order, place - 1)))) place -= 1;
    order.splice(place, 0, index);
  }
  return order;
};

const belongsBefore = (found: Part, other: Part): boolean => {
  if (isFixed(found) && isFixed(other)) return false;
  if (other.max < found.min) return false;
  if (found.max < other.min) return true;
  return crossings(found, other) < crossings(other, found);
};

/** How often two lines cross here if `first` is before `second`. One on top of the other is worse. */
const crossings = (first: Part, second: Part): number =>
  turnsInto(first, second, 1) + turnsInto(second, first, -1) + 2 * meetings(first, second);

/** How often `first` continues towards `second` at the height at which `second` continues towards `first`. */
const meetings = (first: Part, second: Part): number => {
  const [after, before] = [turnsTo(first, 1), turnsTo(second, -1)];
  return after.filter(one => before.some(other => Math.abs(one - other) < NEAR)).length;
};

/** The ends at which the line continues in this direction. */
const turnsTo = ({ low, high, lowTurn, highTurn }: Part, direction: number): readonly number[] => [
  ...(lowTurn === direction ? [low] : []),
  ...(highTurn === direction ? [high] : []),
];

const turnsInto = (one: Part, other: Part, direction: number): number => {
  const within = (position: number) => other.low < position && position < other.high;
  return (
    Number(one.lowTurn === direction && within(one.low)) +
    Number(one.highTurn === direction && within(one.high))
  );
};

const itemAt = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}.`);
  return item;
};
