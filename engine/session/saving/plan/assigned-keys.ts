/** References between new entities by keys that the user assigned. */
import { memoize } from "../../../base/index.ts";
import type { EntityModel, RelationModel } from "../../../query/index.ts";
import type { Key } from "../../entities/by-key.ts";
import { type Entity, referenceOf, stateOf } from "../../entities/entity-state.ts";
import { keyIn } from "../../entities/identity-map.ts";
import { NO_LINKS, type PendingLink } from "../change-set/pending-links.ts";

type Targets = { readonly relation: RelationModel; readonly byKey: ReadonlyMap<Key, Entity> };

const holdingKeys = memoize((model: EntityModel): readonly RelationModel[] =>
  [...model.relations.values()].filter(({ holdsKey }) => holdsKey),
);

const linksTo = (targets: readonly Targets[], entity: Entity): readonly PendingLink[] =>
  targets.flatMap(({ relation, byKey }) => {
    const key = keyIn(entity, relation.sourceColumns);
    const target = key === null ? undefined : byKey.get(key);
    const isOther = target && target !== entity && !referenceOf(entity, relation);
    return isOther ? [{ relation, target }] : [];
  });

export class AssignedKeys {
  readonly #new: readonly Entity[];
  readonly #models: ReadonlySet<EntityModel>;
  /** For each model, the relations that may reference a new entity with a known key. */
  readonly #targets = new Map<EntityModel, readonly Targets[]>();

  constructor(entities: readonly Entity[]) {
    this.#new = entities;
    this.#models = new Set(entities.map(entity => stateOf(entity).model));
  }

  linksOf(entity: Entity): readonly PendingLink[] {
    const targets = this.#targetsOf(stateOf(entity).model);
    return targets.length === 0 ? NO_LINKS : linksTo(targets, entity);
  }

  #targetsOf(model: EntityModel): readonly Targets[] {
    return this.#targets.get(model) ?? this.#findTargets(model);
  }

  #findTargets(model: EntityModel): readonly Targets[] {
    const targets = holdingKeys(model)
      .filter(({ target }) => this.#models.has(target))
      .map(relation => ({ relation, byKey: this.#byKey(relation) }))
      .filter(({ byKey }) => byKey.size > 0);
    this.#targets.set(model, targets);
    return targets;
  }

  #byKey({ target, targetColumns }: RelationModel): ReadonlyMap<Key, Entity> {
    const byKey = new Map<Key, Entity>();
    for (const entity of this.#new) {
      const key = stateOf(entity).model === target ? keyIn(entity, targetColumns) : null;
      if (key !== null) byKey.set(key, entity);
    }
    return byKey;
  }
}
