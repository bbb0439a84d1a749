/** The references among rows that a save deletes, and how each can end. */
import { groupBy } from "../../../base/index.ts";
import type { ColumnModel, EntityModel, RelationModel } from "../../../query/index.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import { rowKeyIn } from "../../entities/identity-map.ts";

/** The row of `entity` references the row of `target`. */
export type RowReference = {
  readonly entity: Entity;
  readonly target: Entity;
  readonly relation: RelationModel;
};

const referencesOver = (
  relation: RelationModel,
  entities: readonly Entity[],
  targets: readonly Entity[],
): readonly RowReference[] => {
  const { sourceColumns, targetColumns } = relation;
  const byKey = new Map(targets.map(target => [rowKeyIn(target, targetColumns), target]));
  return entities.flatMap(entity => {
    const key = rowKeyIn(entity, sourceColumns);
    const target = key === null ? undefined : byKey.get(key);
    return target && target !== entity ? [{ entity, target, relation }] : [];
  });
};

/** The references among entities, by the keys of their rows. */
export const referencesAmong = (entities: readonly Entity[]): readonly RowReference[] => {
  const groups = groupBy(entities, entity => stateOf(entity).model);
  return [...groups].flatMap(([model, group]) =>
    [...model.relations.values()]
      .filter(relation => relation.holdsKey)
      .flatMap(relation => referencesOver(relation, group, groups.get(relation.target) ?? [])),
  );
};

export const cascades = ({ relation }: RowReference): boolean => relation.onDelete === "cascade";

/** Whether the database ends references over a relation when their target is deleted. */
export const setsNull = ({ onDelete, sourceColumns }: RelationModel): boolean =>
  onDelete === "set null" && sourceColumns.every(({ nullable }) => nullable);

const isReferred = ({ relations }: EntityModel, column: ColumnModel): boolean =>
  [...relations.values()].some(
    ({ holdsKey, through, sourceColumns }) =>
      !holdsKey && !through && sourceColumns.includes(column),
  );

/** The column that ends a reference if it is set to null. */
export const nullableColumn = ({ entity, relation }: RowReference): ColumnModel | undefined => {
  const { model } = stateOf(entity);
  return relation.sourceColumns.find(
    column =>
      column.nullable &&
      !column.isComputed &&
      !model.primaryKey.includes(column) &&
      !isReferred(model, column),
  );
};

/** Whether the user has set a reference to null that the row still has. */
export const isAssignedNull = (reference: RowReference): boolean => {
  const column = nullableColumn(reference);
  return column !== undefined && reference.entity[column.name] === null;
};
