/** Entities that were taken out of a relation which they do not live without. */
import type { RelationModel } from "../../../query/index.ts";
import { type Entity, referenceOf, stateOf } from "../../entities/entity-state.ts";
import { keyIn } from "../../entities/identity-map.ts";
import { inverseOf } from "../../relations/related-entities.ts";

/** Whether another that is new itself, and has no key yet, has taken in an entity. */
const isTaken = (entity: Entity, relation: RelationModel): boolean => {
  const back = inverseOf(relation);
  return Boolean(back && referenceOf(entity, back));
};

export class Orphans {
  /** The relation that each was taken out of. */
  readonly #left = new Map<Entity, RelationModel>();

  note(entity: Entity, relation: RelationModel): void {
    this.#left.set(entity, relation);
  }

  /** Those that nobody has taken in since: they are to be deleted. */
  get lost(): ReadonlyMap<Entity, RelationModel> {
    const isLost = ([entity, relation]: [Entity, RelationModel]): boolean =>
      stateOf(entity).status !== "deleted" &&
      keyIn(entity, relation.targetColumns) === null &&
      !isTaken(entity, relation);
    return new Map([...this.#left].filter(isLost));
  }

  /** Notes which there are; the function returned goes back to them. */
  snapshot(): () => void {
    const left = [...this.#left];
    return () => {
      this.#left.clear();
      for (const [entity, relation] of left) this.#left.set(entity, relation);
    };
  }

  /** Everything is written. */
  clear(): void {
    this.#left.clear();
  }
}
