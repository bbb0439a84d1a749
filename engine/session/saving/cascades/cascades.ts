/** Applies `ON DELETE` actions of the database to the entities in memory. */
import { groupBy } from "../../../base/index.ts";
import type { EntityModel, RelationModel } from "../../../query/index.ts";
import type { Key } from "../../entities/by-key.ts";
import {
  changeState,
  type Entity,
  heldReferences,
  setReference,
  setRow,
  stateOf,
} from "../../entities/entity-state.ts";
import { type IdentityMap, rowKeyIn } from "../../entities/identity-map.ts";
import { endLinks } from "../links/link-rows.ts";
import { setStoredValues } from "./row-values.ts";

/** The relations whose rows are deleted, or set to null, with a row of this model. */
export const dependentRelations = (
  model: EntityModel,
  action: "cascade" | "set null",
): readonly RelationModel[] =>
  [...model.relations.values()].filter(
    relation => !relation.holdsKey && !relation.through && relation.onDelete === action,
  );

const byModel = (entities: readonly Entity[]) => groupBy(entities, entity => stateOf(entity).model);

const keysOf = (entities: readonly Entity[], { sourceColumns }: RelationModel): ReadonlySet<Key> =>
  new Set(entities.map(entity => rowKeyIn(entity, sourceColumns)).filter(key => key !== null));

/** Sets a foreign key to null as the database does. Values that were assigned since are kept. */
const clearReference = (entity: Entity, relation: RelationModel): void => {
  const { foreignKey } = relation.relation;
  const references = heldReferences(entity).filter(
    known => known.relation.holdsKey && known.relation.relation.foreignKey === foreignKey,
  );
  const { targetColumns } = relation;
  setStoredValues(
    entity,
    targetColumns,
    targetColumns.map(() => null),
  );
  for (const { relation: known, target } of references) {
    const isGone = target !== null && stateOf(target).status === "deleted";
    setReference(entity, known, isGone ? null : target);
  }
};

/**
 * Follows the deletions of one save while they run: rows are found by key, and another row may take the key of a deleted
 * row later in the same save.
 */
export class Cascades {
  readonly #identities: IdentityMap;
  /** The entities with a DELETE statement in this save. */
  readonly #deleted: ReadonlySet<Entity>;
  /** Called with an entity before it is deleted or changed. */
  readonly #note: (entity: Entity) => void;
  /** Those of them whose rows a cascade has deleted before. */
  readonly #early = new Set<Entity>();
  /** The entities that were deleted by cascades only. */
  readonly lost: Entity[] = [];

  constructor(
    identities: IdentityMap,
    deleted: ReadonlySet<Entity>,
    note: (entity: Entity) => void,
  ) {
    this.#identities = identities;
    this.#deleted = deleted;
    this.#note = note;
  }

  /** Applies the actions of deletions that ran. */
  follow(deleted: readonly Entity[]): void {
    const { length } = this.lost;
    const open = [...byModel(deleted.filter(entity => !this.#early.has(entity)))];
    for (const [model, entities] of open) {
      for (const relation of dependentRelations(model, "set null")) {
        for (const entity of this.#referring(relation, entities)) {
          this.#note(entity);
          clearReference(entity, relation);
        }
      }
      for (const relation of dependentRelations(model, "cascade")) {
        const gone = this.#referring(relation, entities);
        for (const entity of gone) this.#lose(entity);
        if (gone.length > 0) open.push([relation.target, gone]);
      }
    }
    for (const entity of this.lost.slice(length)) setRow(entity, null);
  }

  /** Applies the deletion of rows that were not deleted by a step. */
  followLoss(gone: readonly Entity[]): void {
    for (const entity of gone) this.#lose(entity);
    this.follow(gone);
    for (const entity of gone) setRow(entity, null);
  }

  /** The loaded entities whose rows reference these. */
  #referring(relation: RelationModel, entities: readonly Entity[]): readonly Entity[] {
    const keys = keysOf(entities, relation);
    return [...this.#identities.of(relation.target)].filter(entity => {
      const key = rowKeyIn(entity, relation.targetColumns);
      return key !== null && keys.has(key);
    });
  }

  #lose(entity: Entity): void {
    this.#note(entity);
    this.#identities.remove(entity);
    if (this.#deleted.has(entity)) this.#early.add(entity);
    else {
      changeState(entity, { status: "deleted" });
      this.lost.push(entity);
    }
  }
}

/** Removes deleted entities from loaded relations. */
export const forgetGone = (gone: readonly Entity[], identities: IdentityMap): void => {
  for (const [model, entities] of byModel(gone)) {
    leaveCollections(model, new Set(entities), identities);
    endLinks(model, entities, identities);
  }
};

const leaveCollections = (
  model: EntityModel,
  gone: ReadonlySet<Entity>,
  identities: IdentityMap,
): void => {
  for (const { relations } of identities.models) {
    for (const relation of relations.values()) {
      if (relation.cardinality !== "many" || relation.target !== model) continue;
      for (const source of identities.of(relation.source)) {
        stateOf(source).collection(relation)?.forget(gone);
      }
    }
  }
};
