/** A map by row keys. Integer keys that are close to each other are indexes of an array. */

export type Key = string | number;

/** An array takes a third of the memory of a Map, so it pays if at least one of so many slots is used. */
const PLACES_FOR_EACH = 4;
/** Up to this power of two an array is small compared to its entities, and pays even if it is emptier. */
const SMALL_AS_POWER = 15;
const PLACES_FOR_EACH_OF_SMALL = 16;
const FEWEST = 64;
/** The longest array, as a power of two. */
const LONGEST_AS_POWER = 28;
const NOWHERE = -1;

const isWhole = (key: Key): key is number => typeof key === "number" && Number.isSafeInteger(key);

/** The index of a key in the array. */
const distance = (key: Key, first: number): number =>
  isWhole(key) && key >= first ? key - first : NOWHERE;

/** `Math.min` converts doubles to small integers, so that V8 keeps one representation for the field. */
const lowestOf = (keys: Iterable<Key>): number => {
  let lowest = Number.POSITIVE_INFINITY;
  for (const key of keys) {
    if (isWhole(key)) lowest = Math.min(lowest, key);
  }
  return lowest;
};

export class ByKey<Value> implements Iterable<Value> {
  #list: (Value | undefined)[] = [];
  /** The key at index 0. */
  #first = 0;
  #listed = 0;
  /** Keys that are not in the array. */
  #others: Map<Key, Value> | null = null;
  /** The number of keys in the Map at which a larger array is considered. */
  #mostOthers = FEWEST;

  get(key: Key): Value | undefined {
    const place = distance(key, this.#first);
    if (place !== NOWHERE && place < this.#list.length) return this.#list[place];
    return this.#others?.get(key);
  }

  /** Returns the previous value of the key. */
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

  /** An array of one value is smaller than a Map, and consecutive keys are appended to it. */
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

  /** Appends all values to a list. */
  addTo(list: Value[]): void {
    for (const value of this.#list) if (value !== undefined) list.push(value);
    for (const value of this.#others?.values() ?? []) list.push(value);
  }

  /** The current values. */
  [Symbol.iterator](): Iterator<Value> {
    const all: Value[] = [];
    this.addTo(all);
    return all.values();
  }

  /** Takes a snapshot and returns a function that restores it, once. */
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

  /** Moves keys from the Map to a longer array, starting with the lowest key if possible. */
  #enlarge(others: Map<Key, Value>): void {
    const lowest = lowestOf(others.keys());
    const isEmpty = this.#listed === 0;
    const first = isEmpty ? lowest : Math.min(lowest, this.#first);
    const isLonger = this.#lengthen(first, others);
    if (!isLonger && !isEmpty && first < this.#first) this.#lengthen(this.#first, others);
    const left = this.#others?.size ?? 0;
    this.#mostOthers = Math.max(FEWEST, this.#listed + left, 2 * left);
  }

  /** Creates a longer array that starts at a key, unless too many slots would be empty. Returns whether it did. */
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

  /** The greatest power of two with enough used slots; `end` is the end of the current array. */
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
