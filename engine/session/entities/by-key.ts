/** Values by the keys of rows: keys that are numbers, close to each other, are places in a list. */

export type Key = string | number;

/** A list takes a third of the memory of a Map: it pays as long as one place in so many is taken. */
const PLACES_FOR_EACH = 4;
const FEWEST = 64;
/** No list is longer than this power of two. */
const LONGEST_AS_POWER = 28;

const isPlace = (key: Key): key is number =>
  typeof key === "number" && key >= 0 && Number.isInteger(key);

export class ByKey<Value> implements Iterable<Value> {
  #list: (Value | undefined)[] = [];
  #listed = 0;
  /** What has no place in the list, as yet. */
  #others: Map<Key, Value> | null = null;
  /** How many others there may be until a larger list is thought of. */
  #mostOthers = FEWEST;

  get(key: Key): Value | undefined {
    if (isPlace(key) && key < this.#list.length) return this.#list[key];
    return this.#others?.get(key);
  }

  /** Gives what had the key before. */
  set(key: Key, value: Value): Value | undefined {
    const before = this.get(key);
    if (!isPlace(key) || key > this.#list.length) {
      this.#others = (this.#others ?? new Map()).set(key, value);
      if (this.#others.size > this.#mostOthers) this.#enlarge(this.#others);
      return before;
    }
    if (this.#list[key] === undefined) this.#listed += 1;
    this.#list[key] = value;
    this.#others?.delete(key);
    return before;
  }

  delete(key: Key): void {
    if (isPlace(key) && key < this.#list.length) {
      if (this.#list[key] !== undefined) this.#listed -= 1;
      this.#list[key] = undefined;
    } else this.#others?.delete(key);
  }

  *[Symbol.iterator](): Generator<Value> {
    for (const value of this.#list) if (value !== undefined) yield value;
    if (this.#others) yield* this.#others.values();
  }

  /** Notes what there is; the function returned goes back to it, once. */
  remember(): () => void {
    const list = this.#list.slice();
    const listed = this.#listed;
    const others = this.#others && new Map(this.#others);
    return () => {
      this.#list = list;
      this.#listed = listed;
      this.#others = others;
    };
  }

  clear(): void {
    this.#list = [];
    this.#listed = 0;
    this.#others = null;
  }

  /** Moves others into a longer list, where that does not leave too many places free. */
  #enlarge(others: Map<Key, Value>): void {
    const length = this.#bestLength(others);
    if (length > this.#list.length) {
      const list = new Array<Value | undefined>(length).fill(undefined);
      this.#list.forEach((value, key) => {
        list[key] = value;
      });
      for (const [key, value] of others) {
        if (!isPlace(key) || key >= length) continue;
        list[key] = value;
        this.#listed += 1;
        others.delete(key);
      }
      this.#list = list;
    }
    this.#mostOthers = Math.max(FEWEST, this.#listed + others.size, 2 * others.size);
  }

  /** The greatest power of two of which enough places would be taken. */
  #bestLength(others: ReadonlyMap<Key, Value>): number {
    const counts = new Array<number>(LONGEST_AS_POWER + 1).fill(0);
    for (const key of others.keys()) {
      const power = isPlace(key) ? Math.ceil(Math.log2(key + 1)) : LONGEST_AS_POWER + 1;
      if (power <= LONGEST_AS_POWER) counts[power] = (counts[power] ?? 0) + 1;
    }
    let taken = this.#listed;
    let best = 0;
    counts.forEach((count, power) => {
      taken += count;
      if (PLACES_FOR_EACH * taken >= 2 ** power) best = 2 ** power;
    });
    return best;
  }
}
