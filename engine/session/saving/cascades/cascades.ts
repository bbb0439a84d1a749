/** What a database does by itself when rows are deleted, followed in memory. */
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

/** The relations whose rows refer to an entity's, and go or are cut loose with it. */
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

/** A row that refers to nothing any more, in memory as in the database; what was assigned since stays. */
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
 * Follows the deletions of one save as they are carried out: a row is found by its key, which another row may take once
 * it is free.
 */
export class Cascades {
  readonly #identities: IdentityMap;
  /** What has a deletion of its own in this save. */
  readonly #deleted: ReadonlySet<Entity>;
  /** Told of an entity before it goes or is cut loose. */
  readonly #note: (entity: Entity) => void;
  /** Of these, the rows went before their own deletions. */
  readonly #early = new Set<Entity>();
  /** What went without a deletion of its own. */
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

  /** Follows deletions that are carried out. */
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

  /** Follows rows that went by something else. */
  followLoss(gone: readonly Entity[]): void {
    for (const entity of gone) this.#lose(entity);
    this.follow(gone);
    for (const entity of gone) setRow(entity, null);
  }

  /** The loaded entities whose rows refer to some. */
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

/** Takes entities that are gone out of whatever is loaded. */
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
