/** What a database does by itself when a row is deleted, followed in memory. */
import type { EntityModel, RelationModel } from "../../query/index.ts";
import type { Key } from "../entities/by-key.ts";
import {
  changeState,
  type Entity,
  rowOf,
  setReference,
  setRow,
  stateOf,
} from "../entities/entity-state.ts";
import { type IdentityMap, rowKeyIn } from "../entities/identity-map.ts";
import { endLinks } from "./link-rows.ts";

/** The relations whose rows refer to an entity's, and go or are cut loose with it. */
export const dependentRelations = (
  model: EntityModel,
  action: "cascade" | "set null",
): readonly RelationModel[] =>
  [...model.relations.values()].filter(
    relation => !relation.holdsKey && !relation.through && relation.onDelete === action,
  );

/** What is loaded, and what of it was written after the deletion: that refers to rows which took the keys over. */
export type Known = {
  readonly identities: IdentityMap;
  /** Of which the identity map does not know any more, for others have their keys. */
  readonly displaced: readonly Entity[];
  readonly written: ReadonlySet<Entity>;
  /** Told of an entity before it goes or is cut loose. */
  readonly note: (entity: Entity) => void;
};

/** The loaded entities whose rows refer to one with these keys. */
const referring = (
  { target, targetColumns }: RelationModel,
  keys: ReadonlySet<Key>,
  { identities, displaced, written }: Known,
): readonly Entity[] => {
  const others = displaced.filter(entity => stateOf(entity).model === target);
  return [...identities.of(target), ...others].filter(entity => {
    const key = rowKeyIn(entity, targetColumns);
    return key !== null && keys.has(key) && !written.has(entity);
  });
};

const keysOf = (entities: readonly Entity[], { sourceColumns }: RelationModel): ReadonlySet<Key> =>
  new Set(entities.map(entity => rowKeyIn(entity, sourceColumns)).filter(key => key !== null));

/** A row that refers to nothing any more, in memory as in the database. */
const cutLoose = (entity: Entity, relation: RelationModel): void => {
  const { model } = stateOf(entity);
  const columns = new Set(relation.targetColumns);
  for (const { name } of columns) entity[name] = null;
  for (const { relation: known } of stateOf(entity).references) {
    const isSame = known.relation.foreignKey === relation.relation.foreignKey;
    if (known.holdsKey && isSame) setReference(entity, known, null);
  }
  const loose = rowOf(entity)?.map((value, index) => {
    const column = model.columns[index];
    return column && columns.has(column) ? null : value;
  });
  setRow(entity, loose ?? null);
};

/** Takes entities that are gone out of whatever collections have them. */
const leaveCollections = (
  model: EntityModel,
  gone: readonly Entity[],
  identities: IdentityMap,
): void => {
  const all = new Set(gone);
  for (const { relations } of identities.models) {
    for (const relation of relations.values()) {
      if (relation.cardinality !== "many" || relation.target !== model) continue;
      for (const source of identities.of(relation.source)) {
        stateOf(source).collection(relation)?.forget(all);
      }
    }
  }
};

/** Follows the deletion of entities of one kind; gives those that went with them. */
export const followDeletion = (
  model: EntityModel,
  entities: readonly Entity[],
  known: Known,
): readonly Entity[] => {
  const { identities } = known;
  leaveCollections(model, entities, identities);
  endLinks(model, entities, identities);
  for (const relation of dependentRelations(model, "set null")) {
    const loose = referring(relation, keysOf(entities, relation), known);
    for (const entity of loose) {
      known.note(entity);
      cutLoose(entity, relation);
    }
  }
  return dependentRelations(model, "cascade").flatMap(relation => {
    const gone = referring(relation, keysOf(entities, relation), known);
    return followLoss(relation.target, gone, known);
  });
};

/** Follows rows that went without a deletion of their own; gives them, and those that went with them. */
export const followLoss = (
  model: EntityModel,
  gone: readonly Entity[],
  known: Known,
): readonly Entity[] => {
  for (const entity of gone) {
    known.note(entity);
    changeState(entity, { status: "deleted" });
    known.identities.remove(entity);
  }
  const all = gone.length === 0 ? gone : [...gone, ...followDeletion(model, gone, known)];
  for (const entity of gone) setRow(entity, null);
  return all;
};
