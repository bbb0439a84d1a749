/** Objects of rows that have no key: nobody finds them again, but as long as somebody holds them they may change. */
import type { Entity } from "./entity-state.ts";

const FEWEST = 64;

export class WatchedEntities implements Iterable<Entity> {
  #references: WeakRef<Entity>[] = [];
  /** How many there may be until it is looked which are still held. */
  #most = FEWEST;

  add(entity: Entity): void {
    this.#references.push(new WeakRef(entity));
    if (this.#references.length <= this.#most) return;
    this.#references = this.#references.filter(reference => reference.deref());
    this.#most = Math.max(FEWEST, 2 * this.#references.length);
  }

  remove(entity: Entity): void {
    this.#references = this.#references.filter(reference => reference.deref() !== entity);
  }

  *[Symbol.iterator](): Generator<Entity> {
    for (const reference of this.#references) {
      const entity = reference.deref();
      if (entity) yield entity;
    }
  }
}
