/** The key values that a step gives up and takes, and the keys that its row references. */
import { memoize } from "../../../base/index.ts";
import type { ColumnModel, EntityModel, RelationModel } from "../../../query/index.ts";
import type { Key } from "../../entities/by-key.ts";
import { isDeferred } from "../../entities/deferred-column.ts";
import { type Entity, hasRow, stateOf } from "../../entities/entity-state.ts";
import { type IdentityMap, keyOf, rowKeyIn } from "../../entities/identity-map.ts";
import { knownReference, leadsToPrimaryKey } from "../../relations/related-entities.ts";
import { storedForm } from "../change-set/change-set.ts";
import { type ColumnSet, meets } from "../change-set/column-set.ts";
import type { FlushStep } from "../plan/flush-step.ts";

/** Columns that are unique together. There is one object for each such list of a model. */
export type UniqueKey = {
  readonly columns: readonly ColumnModel[];
  /** Whether foreign keys reference it. */
  readonly isReferred: boolean;
};

const nameOf = (columns: readonly ColumnModel[]): string =>
  columns.map(({ index }) => index).join();

const keysByName = memoize((model: EntityModel): ReadonlyMap<string, UniqueKey> => {
  const referred = [...model.relations.values()]
    .filter(({ holdsKey, through }) => !holdsKey && !through)
    .map(({ sourceColumns }) => sourceColumns);
  const own = [model.primaryKey, ...model.uniqueKeys].filter(columns => columns.length > 0);
  const keys = new Map<string, UniqueKey>();
  for (const columns of own) keys.set(nameOf(columns), { columns, isReferred: false });
  for (const columns of referred) keys.set(nameOf(columns), { columns, isReferred: true });
  return keys;
});

const uniqueKeysOf = memoize((model: EntityModel): readonly UniqueKey[] => [
  ...keysByName(model).values(),
]);

/** The columns of all unique keys. */
const keyColumnsOf = memoize(
  (model: EntityModel): ReadonlySet<ColumnModel> =>
    new Set(uniqueKeysOf(model).flatMap(({ columns }) => columns)),
);

/** The relations with a foreign key in this table. */
const referencesOf = memoize((model: EntityModel): readonly RelationModel[] =>
  [...model.relations.values()].filter(({ holdsKey }) => holdsKey),
);

const oldKey = ({ entity }: FlushStep, columns: readonly ColumnModel[]): Key | null =>
  rowKeyIn(entity, columns);

/** The value after the step; null if it is not loaded or not generated yet. */
const comingValue = ({ entity, links, postponed }: FlushStep, column: ColumnModel): unknown => {
  if (postponed.some(({ relation }) => relation.sourceColumns.includes(column))) return null;
  for (const { relation, target } of links) {
    const key = relation.targetColumns[relation.sourceColumns.indexOf(column)];
    if (key) return target[key.name];
  }
  return stateOf(entity).isPartial && isDeferred(entity, column) ? null : entity[column.name];
};

const newKey = (step: FlushStep, columns: readonly ColumnModel[]): Key | null => {
  if (step.kind === "delete") return null;
  return keyOf(columns.map(column => storedForm(comingValue(step, column) ?? null, column)));
};

/** A value of a unique key. */
export type OwnMove = { readonly key: UniqueKey; readonly value: Key };

/** Whether a step writes a key. For a new row, an update only writes its postponed references. */
const writes = ({ kind, entity, links }: FlushStep, { columns }: UniqueKey): boolean =>
  kind !== "update" ||
  hasRow(entity) ||
  links.some(({ relation }) => columns.some(column => relation.sourceColumns.includes(column)));

const ownMoves = (step: FlushStep, isGivenUp: boolean): readonly OwnMove[] =>
  uniqueKeysOf(stateOf(step.entity).model).flatMap(key => {
    if (!writes(step, key)) return [];
    const before = oldKey(step, key.columns);
    const after = newKey(step, key.columns);
    const value = isGivenUp ? before : after;
    return value === null || before === after ? [] : [{ key, value }];
  });

export const givenUp = (step: FlushStep): readonly OwnMove[] => ownMoves(step, true);
export const taken = (step: FlushStep): readonly OwnMove[] => ownMoves(step, false);

/** A reference to the row with this key value. */
export type ReferenceMove = OwnMove & { readonly relation: RelationModel };

const referenceMoves = (
  step: FlushStep,
  keyBy: (step: FlushStep, columns: readonly ColumnModel[]) => Key | null,
): readonly ReferenceMove[] =>
  referencesOf(stateOf(step.entity).model).flatMap(relation => {
    const key = keysByName(relation.target).get(nameOf(relation.targetColumns));
    const value = key ? keyBy(step, relation.sourceColumns) : null;
    return key && value !== null ? [{ key, value, relation }] : [];
  });

/** The references of the row before the step. */
export const referredBefore = (step: FlushStep): readonly ReferenceMove[] =>
  referenceMoves(step, oldKey);

/** The references of the row after the step. */
export const referredAfter = (step: FlushStep): readonly ReferenceMove[] =>
  referenceMoves(step, newKey);

/** The loaded entities that an entity references, or will reference. */
export const referredBy = (
  entity: Entity,
  identities: IdentityMap,
  goesWith: (relation: RelationModel) => boolean,
): readonly Entity[] =>
  referencesOf(stateOf(entity).model).flatMap(
    relation => (goesWith(relation) && knownReference(entity, relation, identities)) || [],
  );

/** The references that a step removes, with their loaded targets. */
export const referencesLeft = (
  step: FlushStep,
  identities: IdentityMap,
): readonly { readonly relation: RelationModel; readonly target: Entity }[] =>
  referencesOf(stateOf(step.entity).model).flatMap(relation => {
    const { sourceColumns: columns } = relation;
    const key = leadsToPrimaryKey(relation) ? oldKey(step, columns) : null;
    if (key === null || key === newKey(step, columns)) return [];
    const target = identities.get(relation.target, key);
    return target ? [{ relation, target }] : [];
  });

/** Whether a step may give up a value. Consecutive updates often write the same columns, so the answer is cached. */
export const mayGiveUp = (): ((step: FlushStep) => boolean) => {
  let known: ColumnSet | null = null;
  let answer = false;
  return ({ kind, entity, columns }) => {
    if (kind !== "update") return kind === "delete";
    if (columns === known) return answer;
    known = columns;
    answer = meets(columns.columns, keyColumnsOf(stateOf(entity).model));
    return answer;
  };
};

/** Whether a column is part of a foreign key. */
export const isReference = (model: EntityModel, column: ColumnModel): boolean =>
  referencesOf(model).some(({ sourceColumns }) => sourceColumns.includes(column));

export const isReferred = (model: EntityModel, column: ColumnModel): boolean =>
  uniqueKeysOf(model).some(key => key.isReferred && key.columns.includes(column));
