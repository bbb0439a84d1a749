/** What entities are known to be related to: read from what was loaded or set, and filled by loads. */
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

/** Whether a relation leads to the primary key of its target, where the identity map can answer. */
export const leadsToPrimaryKey = ({ through, target, targetColumns }: RelationModel): boolean =>
  through === null &&
  target.primaryKey.length > 0 &&
  target.primaryKey.length === targetColumns.length &&
  target.primaryKey.every((column, index) => column === targetColumns[index]);

/** The relation that leads back, where there is one and no join table stands between. */
export const inverseOf = memoize((relation: RelationModel): RelationModel | undefined => {
  if (relation.through) return undefined;
  return [...relation.target.relations.values()].find(
    other =>
      other.relation.foreignKey === relation.relation.foreignKey &&
      other.holdsKey !== relation.holdsKey &&
      other.through === null,
  );
});

/** Whether an entity holds the key of the one that a relation starts from, or is going to. */
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

/** What a to-one relation is known to lead to; undefined when that takes a statement. */
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

/** The relation that leads back, where no primary key tells what it leads to. */
const untoldInverse = memoize((relation: RelationModel): RelationModel | null => {
  const inverse = inverseOf(relation);
  return inverse?.holdsKey && !leadsToPrimaryKey(inverse) ? inverse : null;
});

/** Notes of what was loaded from one end what it leads to from the other, where that could not be told otherwise. */
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

/** Whether nothing is left to load of a whole relation. */
export const isLoaded = (
  entity: Entity,
  relation: RelationModel,
  identities: IdentityMap,
): boolean =>
  relation.cardinality === "one"
    ? knownReference(entity, relation, identities) !== undefined
    : (stateOf(entity).collection(relation)?.isWhole ?? false);

/** What is there to be read of a relation. */
export const relatedEntities = (
  entity: Entity,
  relation: RelationModel,
  identities: IdentityMap,
): readonly Entity[] => {
  if (relation.cardinality === "many") return stateOf(entity).collection(relation)?.items ?? [];
  const target = knownReference(entity, relation, identities);
  return target ? [target] : [];
};

/** Without rows that were given to another entity and are not saved yet. */
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
