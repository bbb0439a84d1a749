/** Finds the deletions that reach a row by `ON DELETE CASCADE`. */
import type { RelationModel } from "../../../query/index.ts";
import type { Entity } from "../../entities/entity-state.ts";
import type { IdentityMap } from "../../entities/identity-map.ts";
import { AssignedKeys } from "../plan/assigned-keys.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import { referencesLeft, referredBy } from "./key-moves.ts";

type Test = (relation: RelationModel) => boolean;

const any: Test = () => true;
const cascades: Test = ({ onDelete }) => onDelete === "cascade";

export class CascadeDeletions {
  readonly #identities: IdentityMap;
  readonly #deletions: ReadonlyMap<Entity, FlushStep>;
  readonly #assignedKeys: AssignedKeys;

  constructor(steps: readonly FlushStep[], identities: IdentityMap) {
    const deletions = steps.filter(({ kind }) => kind === "delete");
    const inserts = steps.filter(({ kind }) => kind === "insert");
    this.#identities = identities;
    this.#deletions = new Map(deletions.map(step => [step.entity, step]));
    this.#assignedKeys = new AssignedKeys(inserts.map(({ entity }) => entity));
  }

  /** The steps that delete these entities: directly, or by cascades. */
  deletionsOf(entities: readonly Entity[]): readonly FlushStep[] {
    if (this.#deletions.size === 0) return [];
    const above = new Set(entities);
    for (const entity of above) for (const each of this.#above(entity)) above.add(each);
    return [...above].flatMap(entity => this.#deletions.get(entity) ?? []);
  }

  /** The steps that delete the entities that an entity references. */
  deletionsOfReferred(entity: Entity): readonly FlushStep[] {
    return this.deletionsOf(this.#referred(entity, any));
  }

  /** The entities whose deletion cascades to this one. For a deleted entity, the references of its row count. */
  #above(entity: Entity): readonly Entity[] {
    const deletion = this.#deletions.get(entity);
    if (!deletion) return this.#referred(entity, cascades);
    return referencesLeft(deletion, this.#identities)
      .filter(({ relation }) => cascades(relation))
      .map(({ target }) => target);
  }

  /** Includes new entities that are referenced by an assigned key. */
  #referred(entity: Entity, test: Test): readonly Entity[] {
    const assignedKeys = this.#assignedKeys
      .linksOf(entity)
      .filter(({ relation }) => test(relation));
    const loaded = referredBy(entity, this.#identities, test);
    return [...loaded, ...assignedKeys.map(({ target }) => target)];
  }
}
