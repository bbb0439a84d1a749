/** The related entities that are known: loaded, or set. */
import { memoize } from "../../base/index.ts";
import type { RelationModel } from "../../query/index.ts";
import type { Key } from "../entities/by-key.ts";
import { Collection } from "../entities/collection.ts";
import {
  addCollection,
  type Entity,
  referenceOf,
  setReference,
  stateOf,
} from "../entities/entity-state.ts";
import { type IdentityMap, keyIn } from "../entities/identity-map.ts";

const sameKey = (a: Key | null, b: Key | null): boolean => a !== null && a === b;

/** Whether a relation references the primary key, so that the identity map has its target. */
export const leadsToPrimaryKey = ({ through, target, targetColumns }: RelationModel): boolean =>
  through === null &&
  target.primaryKey.length > 0 &&
  target.primaryKey.length === targetColumns.length &&
  target.primaryKey.every((column, index) => column === targetColumns[index]);

/** The inverse relation, unless there is a join table. */
export const inverseOf = memoize((relation: RelationModel): RelationModel | undefined => {
  if (relation.through) return undefined;
  return [...relation.target.relations.values()].find(
    other =>
      other.relation.foreignKey === relation.relation.foreignKey &&
      other.holdsKey !== relation.holdsKey &&
      other.through === null,
  );
});

/** Whether an entity references the source of a relation, or will reference it. */
export const refersTo = (entity: Entity, relation: RelationModel, source: Entity): boolean => {
  const back = inverseOf(relation);
  return (
    (back && referenceOf(entity, back) === source) ||
    sameKey(keyIn(entity, relation.targetColumns), keyIn(source, relation.sourceColumns))
  );
};

/** The collection of an entity, loaded or not. */
export const collectionOf = (entity: Entity, relation: RelationModel): Collection<Entity> => {
  const state = stateOf(entity);
  const known = state.collection(relation);
  if (known) return known;
  const collection = new Collection(entity, relation, state.owner);
  if (state.status === "new") collection.fill([]);
  addCollection(entity, collection);
  return collection;
};

/** The target of a to-one relation; undefined if it is not known without a statement. */
export const knownReference = (
  entity: Entity,
  relation: RelationModel,
  identities: IdentityMap,
): Entity | null | undefined => {
  const target = referenceOf(entity, relation);
  if (target === null || (target && relation.holdsKey)) return target;
  if (target && stateOf(target).status === "deleted") return null;
  if (target && refersTo(target, relation, entity)) return target;
  const key = keyIn(entity, relation.sourceColumns);
  if (key === null) return null;
  return leadsToPrimaryKey(relation) ? identities.get(relation.target, key) : undefined;
};

/** The inverse relation, if its target is not known by primary key. */
const untoldInverse = memoize((relation: RelationModel): RelationModel | null => {
  const inverse = inverseOf(relation);
  return inverse?.holdsKey && !leadsToPrimaryKey(inverse) ? inverse : null;
});

/** Sets the inverse references of loaded entities, if they are not known by primary key. */
export const noteBack = (
  source: Entity,
  relation: RelationModel,
  targets: readonly Entity[],
): void => {
  const back = untoldInverse(relation);
  if (!back) return;
  for (const target of targets) {
    if (referenceOf(target, back) === undefined) setReference(target, back, source);
  }
};

/** Whether the whole relation is loaded. */
export const isLoaded = (
  entity: Entity,
  relation: RelationModel,
  identities: IdentityMap,
): boolean =>
  relation.cardinality === "one"
    ? knownReference(entity, relation, identities) !== undefined
    : (stateOf(entity).collection(relation)?.isWhole ?? false);

/** The loaded entities of a relation. */
export const relatedEntities = (
  entity: Entity,
  relation: RelationModel,
  identities: IdentityMap,
): readonly Entity[] => {
  if (relation.cardinality === "many") return stateOf(entity).collection(relation)?.items ?? [];
  const target = knownReference(entity, relation, identities);
  return target ? [target] : [];
};

/** Excludes entities that were related to another entity but are not saved yet. */
export const stillRelated = (
  entity: Entity,
  { sourceColumns, targetColumns, through }: RelationModel,
  targets: Entity[],
): Entity[] => {
  if (through) return targets;
  const keys = sourceColumns.map(({ name }) => entity[name]);
  const isRelated = (target: Entity): boolean => {
    let index = -1;
    for (const { name } of targetColumns) {
      index += 1;
      if (target[name] !== keys[index]) return false;
    }
    return true;
  };
  if (targets.every(isRelated)) return targets;
  const key = keyIn(entity, sourceColumns);
  return targets.filter(target => isRelated(target) || keyIn(target, targetColumns) === key);
};
