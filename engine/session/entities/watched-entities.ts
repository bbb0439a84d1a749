/** Entities without a primary key. They are not found again, but may change as long as the program holds them. */
import type { Entity } from "./entity-state.ts";

const FEWEST = 64;

export class WatchedEntities implements Iterable<Entity> {
  #references: WeakRef<Entity>[] = [];
  /** The number of references at which collected ones are removed. */
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
