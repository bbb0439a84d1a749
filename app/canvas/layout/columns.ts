/** Arranges cards in columns, in the order of points that represent them, with short links. */
import type { Point } from "../../state/index.ts";
import type { Box } from "../lines/index.ts";
import { type Graph, type LayoutCard, neighboursOf } from "./graph.ts";

export type PlacedCard = Box & { readonly id: string };

export type ColumnOptions = {
  readonly columns: number;
  readonly gapAcross: number;
  readonly gapDown: number;
};

const SORTING_ROUNDS = 6;
const SWAPPING_ROUNDS = 5;
/** Swaps compare all pairs of cards. */
const MOST_CARDS_TO_SWAP = 300;
const LEAST_GAIN = 20;
/** Cards of very different heights would make columns uneven. */
const LARGEST_DIFFERENCE = 250;

export const arrangeInColumns = (
  graph: Graph,
  points: readonly Point[],
  options: ColumnOptions,
): readonly PlacedCard[] => {
  const arrangement = new Arrangement(graph, points, options);
  arrangement.sortColumns();
  if (graph.cards.length <= MOST_CARDS_TO_SWAP) arrangement.swapCards();
  return arrangement.placed();
};

type Item = { readonly card: LayoutCard; readonly point: Point; x: number; y: number };

class Arrangement {
  readonly #items: readonly Item[];
  readonly #neighbours: ReadonlyMap<Item, readonly Item[]>;
  readonly #columns: Item[][];
  readonly #options: ColumnOptions;

  constructor(graph: Graph, points: readonly Point[], options: ColumnOptions) {
    this.#options = options;
    this.#items = graph.cards.map((card, index) => ({
      card,
      point: points[index] ?? { x: 0, y: 0 },
      x: 0,
      y: 0,
    }));
    const neighbours = neighboursOf(graph);
    this.#neighbours = new Map(
      this.#items.map((item, index) => [
        item,
        (neighbours[index] ?? []).flatMap(other => this.#items[other] ?? []),
      ]),
    );
    this.#columns = this.#equalColumns();
    this.#stack();
  }

  placed(): readonly PlacedCard[] {
    return this.#items.map(({ card: { id, width, height }, x, y }) => ({
      id,
      x: Math.round(x),
      y: Math.round(y),
      width,
      height,
    }));
  }

  /** Sorts each column by the mean height of neighbours. */
  sortColumns(): void {
    for (let round = 0; round < SORTING_ROUNDS; round += 1) {
      for (const column of this.#columns) {
        const heights = new Map(column.map(item => [item, this.#preferredHeight(item)]));
        column.sort((one, other) => (heights.get(one) ?? 0) - (heights.get(other) ?? 0));
      }
      this.#stack();
    }
  }

  /** Swaps pairs of cards as long as their links become shorter. */
  swapCards(): void {
    for (let round = 0; round < SWAPPING_ROUNDS; round += 1) {
      let swapped = false;
      this.#items.forEach((one, index) => {
        for (const other of this.#items.slice(index + 1)) {
          if (this.#swapIfShorter(one, other)) swapped = true;
        }
      });
      this.#stack();
      if (!swapped) return;
    }
  }

  #swapIfShorter(one: Item, other: Item): boolean {
    if (Math.abs(one.card.height - other.card.height) > LARGEST_DIFFERENCE) return false;
    const before = this.#linkLength(one) + this.#linkLength(other);
    exchangePlaces(one, other);
    if (this.#linkLength(one) + this.#linkLength(other) < before - LEAST_GAIN) {
      this.#exchangeRanks(one, other);
      return true;
    }
    exchangePlaces(one, other);
    return false;
  }

  #exchangeRanks(one: Item, other: Item): void {
    const [first, second] = [this.#rankOf(one), this.#rankOf(other)];
    first.column[first.rank] = other;
    second.column[second.rank] = one;
  }

  #rankOf(item: Item) {
    const column = this.#columns.find(items => items.includes(item)) ?? [];
    return { column, rank: column.indexOf(item) };
  }

  #linkLength(item: Item): number {
    let length = 0;
    for (const other of this.#neighbours.get(item) ?? []) {
      length += Math.abs(middleX(item) - middleX(other)) + Math.abs(middleY(item) - middleY(other));
    }
    return length;
  }

  #preferredHeight(item: Item): number {
    const others = this.#neighbours.get(item) ?? [];
    if (others.length === 0) return middleY(item);
    const mean = others.reduce((sum, other) => sum + middleY(other), 0) / others.length;
    return (mean + middleY(item)) / 2;
  }

  /** Columns of about the same height, from left to right in the order of the points. */
  #equalColumns(): Item[][] {
    const { columns, gapDown } = this.#options;
    const height = ({ card }: Item) => card.height + gapDown;
    const tallest = this.#items.reduce((sum, item) => sum + height(item), 0) / columns;
    const lists: Item[][] = Array.from({ length: columns }, () => []);
    let filled = 0;
    for (const item of this.#items.toSorted((one, other) => one.point.x - other.point.x)) {
      const column = Math.floor((filled + height(item) / 2) / tallest);
      lists[Math.min(columns - 1, column)]?.push(item);
      filled += height(item);
    }
    for (const list of lists) list.sort((one, other) => one.point.y - other.point.y);
    return lists.filter(list => list.length > 0);
  }

  /** Stacks the cards of each column, centered vertically. */
  #stack(): void {
    const { gapAcross, gapDown } = this.#options;
    let x = 0;
    for (const column of this.#columns) {
      const total = column.reduce((sum, { card }) => sum + card.height + gapDown, -gapDown);
      let y = -total / 2;
      for (const item of column) {
        item.x = x;
        item.y = y;
        y += item.card.height + gapDown;
      }
      x += Math.max(...column.map(({ card }) => card.width)) + gapAcross;
    }
  }
}

const middleX = ({ x, card }: Item): number => x + card.width / 2;
const middleY = ({ y, card }: Item): number => y + card.height / 2;

const exchangePlaces = (one: Item, other: Item): void => {
  [one.x, other.x] = [other.x, one.x];
  [one.y, other.y] = [other.y, one.y];
};
