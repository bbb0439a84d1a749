/** Stored values that the database changed without a statement for the row. */
import type { SqlValue } from "../../../drivers/index.ts";
import { type ColumnModel, fromDatabase } from "../../../query/index.ts";
import { copyRow, type Entity, setRow } from "../../entities/entity-state.ts";

/** Sets columns of the row. A value that was assigned to the entity is kept. */
export const setStoredValues = (
  entity: Entity,
  columns: readonly ColumnModel[],
  values: readonly SqlValue[],
): void => {
  const row = copyRow(entity);
  columns.forEach(({ name, index, type }, place) => {
    const value = values[place] ?? null;
    if (entity[name] === fromDatabase(row[index], type)) entity[name] = fromDatabase(value, type);
    row[index] = value;
  });
  setRow(entity, row);
};
