/** Renames one after the other, so that no name is taken when it is needed. */
import { freeName } from "../../schema/index.ts";

/** Something that has a name now and shall have another; null when it is about to go and only stands in the way. */
export type Rename<Item> = {
  readonly item: Item;
  readonly from: string;
  readonly to: string | null;
};

/** One renaming; `isLast` tells that the item then has the name it keeps. */
export type Move<Item> = {
  readonly item: Item;
  readonly from: string;
  readonly to: string;
  readonly isLast: boolean;
};

/** Carries out renames on paper, parking an item under a free name where names go round in a circle. */
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

  /** Moves what stands in the way of `first`, then `first`. */
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
    const wanted = (to ?? "").toLowerCase();
    return wanted === from.toLowerCase() ? undefined : this.#pending.get(wanted);
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
 * The order in which renames can be done. Swaps and circles go by way of a free name.
 * An item that is about to go is only moved when another wants its name.
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

/** Where a name in other capitals is the same name, a rename that changes nothing else needs two steps. */
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
