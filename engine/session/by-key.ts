/** Values by the keys of rows: keys that are numbers, close to each other, are places in a list. */

export type Key = string | number;

/** A list takes a third of the memory of a Map: it pays as long as one place in so many is taken. */
const PLACES_FOR_EACH = 4;
const FEWEST = 64;

const isPlace = (key: Key): key is number =>
  typeof key === "number" && key >= 0 && Number.isInteger(key);

export class ByKey<Value> implements Iterable<Value> {
  #list: (Value | undefined)[] = [];
  #listed = 0;
  /** What has no place in the list, as yet. */
  readonly #others = new Map<Key, Value>();
  /** How many others there may be until a larger list is thought of. */
  #mostOthers = FEWEST;

  get(key: Key): Value | undefined {
    if (isPlace(key) && key < this.#list.length) return this.#list[key];
    return this.#others.get(key);
  }

  set(key: Key, value: Value): void {
    if (!isPlace(key) || key > this.#list.length) {
      this.#others.set(key, value);
      if (this.#others.size > this.#mostOthers) this.#enlarge();
      return;
    }
    if (this.#list[key] === undefined) this.#listed += 1;
    this.#list[key] = value;
    if (this.#others.size > 0) this.#others.delete(key);
  }

  delete(key: Key): void {
    if (isPlace(key) && key < this.#list.length) {
      if (this.#list[key] !== undefined) this.#listed -= 1;
      this.#list[key] = undefined;
    } else this.#others.delete(key);
  }

  /** Takes out a value, whatever its key was. */
  forget(value: Value): void {
    const place = this.#list.indexOf(value);
    if (place >= 0) this.delete(place);
    for (const [key, other] of this.#others) if (other === value) this.#others.delete(key);
  }

  *[Symbol.iterator](): Generator<Value> {
    for (const value of this.#list) if (value !== undefined) yield value;
    yield* this.#others.values();
  }

  copy(): ByKey<Value> {
    const copy = new ByKey<Value>();
    copy.#list = this.#list.slice();
    copy.#listed = this.#listed;
    for (const [key, value] of this.#others) copy.#others.set(key, value);
    copy.#mostOthers = this.#mostOthers;
    return copy;
  }

  /** Moves the others into the list, where that does not leave too many places free. */
  #enlarge(): void {
    const keys = [...this.#others.keys()].filter(isPlace).sort((a, b) => a - b);
    const count = this.#listed + keys.length;
    const last = keys.findLastIndex((key, index) => {
      const taken = this.#listed + index + 1;
      return key < PLACES_FOR_EACH * taken;
    });
    const length = (keys[last] ?? -1) + 1;
    if (length > this.#list.length) {
      const list = new Array<Value | undefined>(length).fill(undefined);
      this.#list.forEach((value, key) => {
        list[key] = value;
      });
      this.#list = list;
      for (const key of keys.slice(0, last + 1)) {
        list[key] = this.#others.get(key);
        this.#others.delete(key);
      }
      this.#listed += last + 1;
    }
    this.#mostOthers = Math.max(FEWEST, count, 2 * this.#others.size);
  }
}
