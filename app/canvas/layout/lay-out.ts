/** Lays out a diagram: related tables close to each other, the others in a grid below. */
import {
  type Area,
  areaOf,
  countCrossings,
  joinedArea,
  LineRouter,
  lengthOf,
  type Route,
} from "../lines/index.ts";
import { arrangeInColumns, type PlacedCard } from "./columns.ts";
import { embed } from "./embed.ts";
import { type Graph, type LayoutCard, splitGraph } from "./graph.ts";
import { packShelves, shelfWidth } from "./pack.ts";

export type LayoutRequest = Graph & {
  /** The width of the canvas divided by its height. */
  readonly aspect: number;
};

/** Receives the progress from 0 to 1. */
export type OnProgress = (progress: number) => void;

const GAP_OF_COMPONENTS = 80;
const GAP_OF_SINGLES = 40;

/** Up to this number of cards several arrangements are compared. */
const FEW_CARDS = 150;
/** The number of seeds, larger for small diagrams, which take less time. */
const seedsFor = (cards: number): number => (cards <= 40 ? 12 : 4);
const RIGHTWARD = [0.3, 0, 0.6];
const PRICE_OF_CROSSING = 250;
/** A line that returns on the side where it left, around one of its cards. */
const PRICE_OF_TURNING_BACK = 120;

/** The places of all cards, from 0, 0 on. */
export const layOut = (
  { cards, links, aspect }: LayoutRequest,
  onProgress: OnProgress = () => {},
): readonly PlacedCard[] => {
  const { components, single } = splitGraph({ cards, links });
  const total = components.reduce((sum, component) => sum + component.cards.length, 0);
  let done = 0;
  const blocks = components.map(component => {
    const share = component.cards.length / total;
    const placed = bestArrangement(component, aspect, progress =>
      onProgress(done + progress * share),
    );
    done += share;
    return placed;
  });
  const related = packBlocks(blocks, aspect);
  return [...related, ...gridBelow(related, single, aspect)];
};

const bestArrangement = (
  graph: Graph,
  aspect: number,
  onProgress: OnProgress,
): readonly PlacedCard[] => {
  const candidates = candidatesFor(graph, aspect);
  let best: readonly PlacedCard[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  candidates.forEach(({ seed, rightward, columns }, index) => {
    const progressOf = (progress: number) => onProgress((index + progress) / candidates.length);
    const points = embed(graph, { seed, rightward, onProgress: progressOf });
    const placed = arrangeInColumns(graph, points, { columns, ...gapsFor(graph, columns) });
    const price = candidates.length === 1 ? 0 : priceOf(graph, placed, aspect);
    if (price >= lowest) return;
    best = placed;
    lowest = price;
  });
  return best;
};

const candidatesFor = (graph: Graph, aspect: number) => {
  const columns = columnsFor(graph, aspect);
  const [rightward = 0] = RIGHTWARD;
  if (graph.cards.length > FEW_CARDS) return [{ seed: 1, rightward, columns }];
  const counts = [columns, columns + 1, columns - 1].filter(
    count => count >= 1 && count <= graph.cards.length,
  );
  return Array.from({ length: seedsFor(graph.cards.length) }, (_, index) => {
    const direction = RIGHTWARD[index % RIGHTWARD.length] ?? 0;
    return counts.map(count => ({ seed: index + 1, rightward: direction, columns: count }));
  }).flat();
};

/** The number of columns for which the cards have about the aspect ratio of the canvas. */
const columnsFor = (graph: Graph, aspect: number): number => {
  const { gapAcross, gapDown } = gapsFor(graph, Math.sqrt(graph.cards.length));
  const { cards } = graph;
  const heights = cards.reduce((sum, { height }) => sum + height + gapDown, 0);
  const area = cards.reduce(
    (sum, { width, height }) => sum + (width + gapAcross) * (height + gapDown),
    0,
  );
  return Math.max(1, Math.round(heights / Math.sqrt(area / aspect)));
};

/** More links need more room for lanes. */
const gapsFor = ({ links }: Graph, columns: number) => {
  const density = links.length / columns;
  return { gapAcross: 80 + Math.min(70, 4 * density), gapDown: 32 + Math.min(16, density) };
};

/** Short lines, few crossings and a small diagram are better. */
const priceOf = ({ links }: Graph, placed: readonly PlacedCard[], aspect: number): number => {
  const cards = new Map(placed.map(card => [card.id, card]));
  const lines = links.flatMap(({ from, to, fromRow, toRow }, index) => {
    const [one, other] = [cards.get(from), cards.get(to)];
    if (one === undefined || other === undefined) return [];
    const id = String(index);
    return [{ id, from: { box: one, y: one.y + fromRow }, to: { box: other, y: other.y + toRow } }];
  });
  const routes = [...new LineRouter().route(cards, lines).values()];
  const length = routes.reduce((sum, route) => sum + lengthOf(route), 0);
  const turning = routes.filter(turnsBack).length;
  const { left, top, right, bottom } = extentOf(placed);
  const extent = Math.max(right - left, (bottom - top) * aspect);
  return (
    length +
    PRICE_OF_CROSSING * countCrossings(routes) +
    PRICE_OF_TURNING_BACK * turning +
    (extent * links.length) / 2
  );
};

const turnsBack = (route: Route): boolean => {
  const [start, second] = route;
  const [beforeEnd, end] = route.slice(-2);
  if (!start || !second || !beforeEnd || !end) return false;
  return second.x > start.x === beforeEnd.x > end.x;
};

const extentOf = (placed: readonly PlacedCard[]): Area =>
  placed
    .map(areaOf)
    .reduce(
      (one, other) => joinedArea(one, other),
      areaOf(placed[0] ?? { x: 0, y: 0, width: 0, height: 0 }),
    );

const packBlocks = (
  blocks: readonly (readonly PlacedCard[])[],
  aspect: number,
): readonly PlacedCard[] => {
  const extents = blocks.map(extentOf);
  const sizes = extents.map(({ left, top, right, bottom }) => ({
    width: right - left,
    height: bottom - top,
  }));
  const width = shelfWidth(sizes, GAP_OF_COMPONENTS, aspect);
  const places = packShelves(sizes, { gap: GAP_OF_COMPONENTS, width });
  return blocks.flatMap((block, index) => {
    const { left = 0, top = 0 } = extents[index] ?? {};
    const { x = 0, y = 0 } = places[index] ?? {};
    return block.map(card => ({ ...card, x: card.x - left + x, y: card.y - top + y }));
  });
};

/** Cards without relations, in rows of a width that gives the whole diagram its aspect ratio. */
const gridBelow = (
  related: readonly PlacedCard[],
  single: readonly LayoutCard[],
  aspect: number,
): readonly PlacedCard[] => {
  const { right, bottom } = extentOf(related);
  const top = related.length === 0 ? 0 : bottom + GAP_OF_COMPONENTS;
  const area = single.reduce(
    (sum, { width, height }) => sum + (width + GAP_OF_SINGLES) * (height + GAP_OF_SINGLES),
    0,
  );
  // width = aspect * (top + area / width)
  const width = (aspect * top + Math.sqrt((aspect * top) ** 2 + 4 * aspect * area)) / 2;
  const places = packShelves(single, { gap: GAP_OF_SINGLES, width: Math.max(right, width) });
  return single.map((card, index) => {
    const { x = 0, y = 0 } = places[index] ?? {};
    return { ...card, x, y: top + y };
  });
};
