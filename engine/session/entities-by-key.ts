/** Entities of one kind by their keys: keys that are numbers, close to each other, are places in a list. */
import type { Entity } from "./entity-state.ts";

export type Key = string | number;

/** A list takes a third of the memory of a Map: it pays as long as one place in so many is taken. */
const PLACES_FOR_EACH = 4;
const FEWEST = 64;

const isPlace = (key: Key): key is number =>
  typeof key === "number" && key >= 0 && Number.isInteger(key);

export class EntitiesByKey implements Iterable<Entity> {
  #list: (Entity | undefined)[] = [];
  #listed = 0;
  /** What has no place in the list, as yet. */
  readonly #others = new Map<Key, Entity>();
  /** How many others there may be until a larger list is thought of. */
  #mostOthers = FEWEST;

  get(key: Key): Entity | undefined {
    if (isPlace(key) && key < this.#list.length) return this.#list[key];
    return this.#others.get(key);
  }

  set(key: Key, entity: Entity): void {
    if (!isPlace(key) || key > this.#list.length) {
      this.#others.set(key, entity);
      if (this.#others.size > this.#mostOthers) this.#enlarge();
      return;
    }
    if (this.#list[key] === undefined) this.#listed += 1;
    this.#list[key] = entity;
    if (this.#others.size > 0) this.#others.delete(key);
  }

  delete(key: Key): void {
    if (isPlace(key) && key < this.#list.length) {
      if (this.#list[key] !== undefined) this.#listed -= 1;
      this.#list[key] = undefined;
    } else this.#others.delete(key);
  }

  /** Takes out an entity, whatever its key was. */
  forget(entity: Entity): void {
    const place = this.#list.indexOf(entity);
    if (place >= 0) this.delete(place);
    for (const [key, other] of this.#others) if (other === entity) this.#others.delete(key);
  }

  *[Symbol.iterator](): Generator<Entity> {
    for (const entity of this.#list) if (entity) yield entity;
    yield* this.#others.values();
  }

  copy(): EntitiesByKey {
    const copy = new EntitiesByKey();
    copy.#list = this.#list.slice();
    copy.#listed = this.#listed;
    for (const [key, entity] of this.#others) copy.#others.set(key, entity);
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
      const list = new Array<Entity | undefined>(length).fill(undefined);
      this.#list.forEach((entity, key) => {
        list[key] = entity;
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
