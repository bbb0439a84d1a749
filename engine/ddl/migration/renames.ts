/** Orders renames so that each name is free when it is needed. */
import { freeName } from "../../schema/index.ts";

/** A rename; `to` is null for an item that is about to be dropped and only blocks a name. */
export type Rename<Item> = {
  readonly item: Item;
  readonly from: string;
  readonly to: string | null;
};

/** One rename; with `isLast` the item has its final name. */
export type Move<Item> = {
  readonly item: Item;
  readonly from: string;
  readonly to: string;
  readonly isLast: boolean;
};

/** Simulates the renames, moving an item to a free name to break a cycle. */
class Mover<Item> {
  readonly moves: Move<Item>[] = [];
  readonly #pending: Map<string, Rename<Item>>;
  readonly #names: string[];

  constructor(renames: readonly Rename<Item>[], otherNames: readonly string[]) {
    this.#pending = new Map(renames.map(rename => [rename.from.toLowerCase(), rename]));
    this.#names = [
      ...otherNames,
      ...renames.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
    ];
  }

  run(): void {
    while (true) {
      const next = [...this.#pending.values()].find(({ to }) => to !== null);
      if (!next) return;
      this.#clear(next);
    }
  }

  /** Moves the blockers of `first`, then `first`. */
  #clear(first: Rename<Item>): void {
    const path = [first];
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const blocker = this.#blocker(last);
      if (blocker === undefined) {
        this.#move(last, last.to ?? last.from, true);
        path.pop();
      } else if (blocker.to === null || path.includes(blocker)) this.#park(blocker, path);
      else path.push(blocker);
    }
  }

  #blocker({ from, to }: Rename<Item>): Rename<Item> | undefined {
    const target = (to ?? "").toLowerCase();
    return target === from.toLowerCase() ? undefined : this.#pending.get(target);
  }

  #park(blocker: Rename<Item>, path: Rename<Item>[]): void {
    const parked = freeName(`${blocker.from}_moving`, this.#names);
    this.#names.push(parked);
    this.#move(blocker, parked, false);
    if (blocker.to === null) return;
    const moved = { ...blocker, from: parked };
    this.#pending.set(parked.toLowerCase(), moved);
    const place = path.indexOf(blocker);
    if (place >= 0) path[place] = moved;
  }

  #move({ item, from, to }: Rename<Item>, name: string, isLast: boolean): void {
    this.#pending.delete(from.toLowerCase());
    this.moves.push({ item, from, to: name, isLast: isLast && to !== null });
  }
}

/**
 * The order in which renames can run. Swaps and cycles use a temporary name.
 * An item that is about to be dropped is moved only when another needs its name.
 */
export const orderRenames = <Item>(
  renames: readonly Rename<Item>[],
  otherNames: readonly string[] = [],
): readonly Move<Item>[] => {
  const mover = new Mover(
    renames.filter(({ from, to }) => from !== to),
    [...otherNames, ...renames.map(({ from }) => from)],
  );
  mover.run();
  return mover.moves;
};

/** Where names are case-insensitive, a rename that changes only the case needs two steps. */
export const withoutCaseAlone = <Item>(
  moves: readonly Move<Item>[],
  names: readonly string[],
): readonly Move<Item>[] =>
  moves.flatMap(move => {
    if (move.from.toLowerCase() !== move.to.toLowerCase()) return [move];
    const aside = freeName(`${move.from}_moving`, [...names, ...moves.map(({ to }) => to)]);
    return [
      { ...move, to: aside, isLast: false },
      { ...move, from: aside },
    ];
  });
