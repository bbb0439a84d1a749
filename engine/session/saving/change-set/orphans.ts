/** Entities that were removed from a relation that deletes orphans. */
import type { RelationModel } from "../../../query/index.ts";
import { type Entity, referenceOf, stateOf } from "../../entities/entity-state.ts";
import { keyIn } from "../../entities/identity-map.ts";
import { inverseOf } from "../../relations/related-entities.ts";

/** Whether an entity was added to another one that has no key yet. */
const isTaken = (entity: Entity, relation: RelationModel): boolean => {
  const back = inverseOf(relation);
  return Boolean(back && referenceOf(entity, back));
};

export class Orphans {
  /** The relation that each was removed from. */
  readonly #left = new Map<Entity, RelationModel>();

  note(entity: Entity, relation: RelationModel): void {
    this.#left.set(entity, relation);
  }

  /** The entities that were not added elsewhere since: they are deleted. */
  get lost(): ReadonlyMap<Entity, RelationModel> {
    const isLost = ([entity, relation]: [Entity, RelationModel]): boolean =>
      stateOf(entity).status !== "deleted" &&
      keyIn(entity, relation.targetColumns) === null &&
      !isTaken(entity, relation);
    return new Map([...this.#left].filter(isLost));
  }

  /** Takes a snapshot and returns a function that restores it. */
  snapshot(): () => void {
    const left = [...this.#left];
    return () => {
      this.#left.clear();
      for (const [entity, relation] of left) this.#left.set(entity, relation);
    };
  }

  /** Called when everything is saved. */
  clear(): void {
    this.#left.clear();
  }
}
