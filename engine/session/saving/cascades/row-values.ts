/** Values of rows that the database changed by itself. */
import type { SqlValue } from "../../../drivers/index.ts";
import { type ColumnModel, fromDatabase } from "../../../query/index.ts";
import { copyRow, type Entity, setRow } from "../../entities/entity-state.ts";

/** Takes over what these columns of a row have become; what was assigned to the entity itself stays. */
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
