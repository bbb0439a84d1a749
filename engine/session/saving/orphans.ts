/** Entities that were taken out of a relation which they do not live without. */
import type { RelationModel } from "../../query/index.ts";
import { type Entity, stateOf } from "../entities/entity-state.ts";
import { keyIn } from "../entities/identity-map.ts";

export class Orphans {
  /** The relation that each was taken out of. */
  readonly #left = new Map<Entity, RelationModel>();

  note(entity: Entity, relation: RelationModel): void {
    this.#left.set(entity, relation);
  }

  /** Those that nobody has taken in since: they are to be deleted. */
  get lost(): ReadonlyMap<Entity, RelationModel> {
    const isLost = ([entity, { targetColumns }]: [Entity, RelationModel]): boolean =>
      stateOf(entity).status !== "deleted" && keyIn(entity, targetColumns) === null;
    return new Map([...this.#left].filter(isLost));
  }

  /** Notes which there are; the function returned goes back to them. */
  remember(): () => void {
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
