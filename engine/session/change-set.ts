/** What differs between the entities of a session and their rows. */
import { type ColumnModel, type EntityModel, isPlain, toParameter } from "../query/index.ts";
import type { ParameterValue } from "../sql/index.ts";
import { isDeferred } from "./deferred-column.ts";
import { type Entity, stateOf } from "./entity.ts";

export type Change =
  | { readonly kind: "insert"; readonly entity: Entity; readonly columns: readonly ColumnModel[] }
  | { readonly kind: "update"; readonly entity: Entity; readonly columns: readonly ColumnModel[] }
  | { readonly kind: "delete"; readonly entity: Entity };

const storedForm = (value: unknown, column: ColumnModel): ParameterValue => {
  const stored = toParameter(value, column.type);
  return typeof stored === "boolean" ? Number(stored) : stored;
};

const bytesEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

const differs = (entity: Entity, column: ColumnModel, before: unknown): boolean => {
  const now = entity[column.name];
  if (isPlain(column.type) && now === before) return false;
  const stored = storedForm(now ?? null, column);
  if (stored instanceof Uint8Array && before instanceof Uint8Array) {
    return !bytesEqual(stored, before);
  }
  return stored !== before;
};

/** JSON that was written otherwise but means the same is no change. */
const sameJson = (entity: Entity, column: ColumnModel, before: unknown): boolean => {
  if (column.type.kind !== "json" || typeof before !== "string") return false;
  try {
    return JSON.stringify(JSON.parse(before)) === JSON.stringify(entity[column.name]);
  } catch {
    return entity[column.name] === before;
  }
};

/** The columns whose values are not those of the row. */
export const changedColumns = (entity: Entity): readonly ColumnModel[] => {
  const { model, row, isPartial } = stateOf(entity);
  if (!row) return [];
  return model.columns.filter(column => {
    if (isPartial && isDeferred(entity, column)) return false;
    const before = row[column.index];
    return differs(entity, column, before) && !sameJson(entity, column, before);
  });
};

/** The columns that will hold the keys of entities which are still to be inserted. */
const awaitedColumns = (entity: Entity): readonly ColumnModel[] => {
  const { references } = stateOf(entity);
  if (references.size === 0) return NO_COLUMNS;
  return [...references].flatMap(([relation, target]) =>
    relation.holdsKey && target && stateOf(target).status === "new" ? relation.sourceColumns : [],
  );
};

const NO_COLUMNS: readonly ColumnModel[] = [];

/** The columns of a new entity that have a value; the database makes the others. */
const givenColumns = (model: EntityModel, entity: Entity): readonly ColumnModel[] =>
  model.columns.filter(column => entity[column.name] !== undefined);

/** The deletion of an entity's row, where it has one. */
export const deletionOf = (entity: Entity): Change | null =>
  stateOf(entity).row ? { kind: "delete", entity } : null;

/** What `save` has to write for an entity, or nothing. */
export const changeOf = (entity: Entity): Change | null => {
  const { status, model } = stateOf(entity);
  if (status === "deleted") return deletionOf(entity);
  if (status === "new") return { kind: "insert", entity, columns: givenColumns(model, entity) };
  const changed = changedColumns(entity);
  const awaited = awaitedColumns(entity).filter(column => !changed.includes(column));
  const columns = awaited.length > 0 ? [...changed, ...awaited] : changed;
  return columns.length > 0 ? { kind: "update", entity, columns } : null;
};
