/** Values by the keys of rows: keys that are numbers, close to each other, are places in a list. */

export type Key = string | number;

/** A list takes a third of the memory of a Map: it pays as long as one place in so many is taken. */
const PLACES_FOR_EACH = 4;
/** One of up to this power of two is small beside the entities, and pays sooner: it need not be filled from a Map. */
const SMALL_AS_POWER = 15;
const PLACES_FOR_EACH_OF_SMALL = 16;
const FEWEST = 64;
/** No list is longer than this power of two. */
const LONGEST_AS_POWER = 28;
const NOWHERE = -1;

const isWhole = (key: Key): key is number => typeof key === "number" && Number.isSafeInteger(key);

/** How far a key stands from the first of a list. */
const distance = (key: Key, first: number): number =>
  isWhole(key) && key >= first ? key - first : NOWHERE;

/** `Math.min` also makes small integers of keys that came as doubles: in a field, V8 would tell them apart for good. */
const lowestOf = (keys: Iterable<Key>): number => {
  let lowest = Number.POSITIVE_INFINITY;
  for (const key of keys) {
    if (isWhole(key)) lowest = Math.min(lowest, key);
  }
  return lowest;
};

export class ByKey<Value> implements Iterable<Value> {
  #list: (Value | undefined)[] = [];
  /** The key whose place is the first of the list. */
  #first = 0;
  #listed = 0;
  /** What has no place in the list, as yet. */
  #others: Map<Key, Value> | null = null;
  /** How many others there may be until a larger list is thought of. */
  #mostOthers = FEWEST;

  get(key: Key): Value | undefined {
    const place = distance(key, this.#first);
    if (place !== NOWHERE && place < this.#list.length) return this.#list[place];
    return this.#others?.get(key);
  }

  /** Gives what had the key before. */
  set(key: Key, value: Value): Value | undefined {
    if (this.#listed === 0 && !this.#others && isWhole(key)) return this.#begin(key, value);
    const before = this.get(key);
    const place = distance(key, this.#first);
    if (place === NOWHERE || place > this.#list.length) {
      this.#others = (this.#others ?? new Map()).set(key, value);
      if (this.#others.size > this.#mostOthers) this.#enlarge(this.#others);
      return before;
    }
    if (this.#list[place] === undefined) this.#listed += 1;
    this.#list[place] = value;
    this.#others?.delete(key);
    return before;
  }

  /** A list of one is smaller than a Map, and keys that follow the first are put behind it. */
  #begin(key: number, value: Value): undefined {
    this.#list = [value];
    this.#first = key;
    this.#listed = 1;
  }

  delete(key: Key): void {
    const place = distance(key, this.#first);
    if (place !== NOWHERE && place < this.#list.length) {
      if (this.#list[place] !== undefined) this.#listed -= 1;
      this.#list[place] = undefined;
    } else this.#others?.delete(key);
  }

  /** Puts what there is into a list. */
  addTo(list: Value[]): void {
    for (const value of this.#list) if (value !== undefined) list.push(value);
    for (const value of this.#others?.values() ?? []) list.push(value);
  }

  /** What there is at this moment. */
  [Symbol.iterator](): Iterator<Value> {
    const all: Value[] = [];
    this.addTo(all);
    return all.values();
  }

  /** Notes what there is; the function returned goes back to it, once. */
  snapshot(): () => void {
    const list = this.#list.slice();
    const first = this.#first;
    const listed = this.#listed;
    const others = this.#others && new Map(this.#others);
    return () => {
      this.#list = list;
      this.#first = first;
      this.#listed = listed;
      this.#others = others;
    };
  }

  clear(): void {
    this.#list = [];
    this.#first = 0;
    this.#listed = 0;
    this.#others = null;
  }

  /** Moves others into a longer list, from the lowest of them on if that will do. */
  #enlarge(others: Map<Key, Value>): void {
    const lowest = lowestOf(others.keys());
    const isEmpty = this.#listed === 0;
    const first = isEmpty ? lowest : Math.min(lowest, this.#first);
    const isLonger = this.#lengthen(first, others);
    if (!isLonger && !isEmpty && first < this.#first) this.#lengthen(this.#first, others);
    const left = this.#others?.size ?? 0;
    this.#mostOthers = Math.max(FEWEST, this.#listed + left, 2 * left);
  }

  /** Whether there is a longer list from a key on now: not where it would leave too many places free. */
  #lengthen(first: number, others: Map<Key, Value>): boolean {
    const end = this.#listed === 0 ? 0 : this.#first + this.#list.length - first;
    const length = this.#bestLength(first, end, others);
    if (length <= end) return false;
    const list = new Array<Value | undefined>(length).fill(undefined);
    this.#list.forEach((value, place) => {
      if (value !== undefined) list[this.#first + place - first] = value;
    });
    const left = new Map<Key, Value>();
    for (const [key, value] of others) {
      const place = distance(key, first);
      if (place === NOWHERE || place >= length) left.set(key, value);
      else list[place] = value;
    }
    this.#listed += others.size - left.size;
    this.#others = left;
    this.#list = list;
    this.#first = first;
    return true;
  }

  /** The greatest power of two of which enough places would be taken; `end` is where the list of now would end. */
  #bestLength(first: number, end: number, others: ReadonlyMap<Key, Value>): number {
    const counts = new Array<number>(LONGEST_AS_POWER + 1).fill(0);
    const count = (length: number, taken: number): void => {
      if (length <= 0 || length > 2 ** LONGEST_AS_POWER) return;
      const power = 32 - Math.clz32(length - 1);
      counts[power] = (counts[power] ?? 0) + taken;
    };
    count(end, this.#listed);
    for (const key of others.keys()) count(distance(key, first) + 1, 1);
    let taken = 0;
    let best = 0;
    counts.forEach((some, power) => {
      taken += some;
      const most = power > SMALL_AS_POWER ? PLACES_FOR_EACH : PLACES_FOR_EACH_OF_SMALL;
      if (most * taken >= 2 ** power) best = 2 ** power;
    });
    return best;
  }
}
