/** Finds the columns in which entities differ from their rows. */
import { integerOf, present } from "../../../base/index.ts";
import type { SqlValue } from "../../../drivers/index.ts";
import { type ColumnModel, type EntityModel, toParameter } from "../../../query/index.ts";
import type { ParameterValue } from "../../../sql/index.ts";
import { isDeferred } from "../../entities/deferred-column.ts";
import { differencesFrom } from "../../entities/entity.ts";
import {
  type Entity,
  hasRow,
  heldReferences,
  rowStartOf,
  rowsOf,
  stateOf,
} from "../../entities/entity-state.ts";
import { type ColumnSet, noColumns } from "./column-set.ts";

/** A value as the database returns it. */
export const storedForm = (value: unknown, column: ColumnModel): SqlValue =>
  asStored(toParameter(value, column.type), column);

/** A parameter as a row has it: an integer is a number, also if it was a text or a bigint. */
export const asStored = (parameter: ParameterValue, { type }: ColumnModel): SqlValue => {
  if (typeof parameter === "number" && Number.isSafeInteger(parameter)) return parameter;
  if (typeof parameter === "boolean") return Number(parameter);
  if (type.kind !== "integer" || parameter === null || !isInteger(parameter)) return parameter;
  const integer = integerOf(BigInt(parameter));
  return typeof parameter !== "string" || `${integer}` === parameter ? integer : parameter;
};

const INTEGER_TEXT = /^-?\d+$/;

const isInteger = (
  value: Exclude<ParameterValue, boolean | null>,
): value is number | bigint | string => {
  if (typeof value === "number") return Number.isInteger(value);
  return typeof value === "bigint" || (typeof value === "string" && INTEGER_TEXT.test(value));
};

const bytesEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** JSON with another format but the same value is no change. */
const sameJson = (entity: Entity, column: ColumnModel, before: unknown): boolean => {
  if (column.type.kind !== "json" || typeof before !== "string") return false;
  try {
    return JSON.stringify(JSON.parse(before)) === JSON.stringify(entity[column.name]);
  } catch {
    return entity[column.name] === before;
  }
};

const differs = (entity: Entity, column: ColumnModel, before: unknown): boolean => {
  const value = entity[column.name] ?? null;
  if (value === before) return false;
  const stored = storedForm(value, column);
  if (stored instanceof Uint8Array && before instanceof Uint8Array) {
    return !bytesEqual(stored, before);
  }
  return stored !== before && !sameJson(entity, column, before);
};

/** The columns whose values differ from the row. */
export const changedColumns = (entity: Entity): ColumnSet => {
  const { model, isPartial } = stateOf(entity);
  const rows = rowsOf(entity);
  let changed = noColumns(model);
  if (!rows) return changed;
  const start = rowStartOf(entity);
  const places = isPartial ? loadedPlaces(entity, model) : differencesFrom(entity, rows, start);
  for (const index of places) {
    const column = present(model.columns[index], "a column of the entity");
    if (differs(entity, column, rows[start + index])) changed = changed.with(column);
  }
  return changed;
};

const loadedPlaces = (entity: Entity, { columns }: EntityModel): readonly number[] =>
  columns.filter(column => !isDeferred(entity, column)).map(({ index }) => index);

/** Adds the foreign keys of references to entities that are not inserted yet. */
const withAwaited = (entity: Entity, changed: ColumnSet): ColumnSet => {
  let all = changed;
  for (const { relation, target } of heldReferences(entity)) {
    if (!relation.holdsKey || !target || stateOf(target).status !== "new") continue;
    for (const column of relation.sourceColumns) all = all.with(column);
  }
  return all;
};

/** The columns of an entity that a save has to write. */
export const columnsToSave = (entity: Entity): ColumnSet =>
  withAwaited(entity, changedColumns(entity));

/** Whether a save has anything to write for an entity. */
export const isChanged = (entity: Entity): boolean => {
  const { status } = stateOf(entity);
  if (status === "deleted") return hasRow(entity);
  return status === "new" || !columnsToSave(entity).isEmpty;
};
