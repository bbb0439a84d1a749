/** The parameters of the statements of steps. */
import type { TextRange } from "../../../base/index.ts";
import {
  type ColumnModel,
  checkWritten,
  type EntityModel,
  toParameter,
} from "../../../query/index.ts";
import type { ParameterValue } from "../../../sql/index.ts";
import { type Entity, rowValue } from "../../entities/entity-state.ts";
import { type ColumnSet, noColumns } from "../change-set/column-set.ts";
import { linksOf } from "../change-set/pending-links.ts";

/** @throws QueryError `type-mismatch` or `invalid-value` for a value that the column cannot store */
const written = (
  value: unknown,
  column: ColumnModel,
  origin: TextRange | undefined,
): ParameterValue => {
  checkWritten(value, column, origin);
  return toParameter(value, column.type);
};

const isReference = (entity: Entity, column: ColumnModel): boolean =>
  linksOf(entity).some(({ relation }) => relation.sourceColumns.includes(column));

/** A reference to an entity that never gets a key is null. */
const valueIn = (entity: Entity, column: ColumnModel): unknown => {
  const value = entity[column.name];
  return value === undefined && isReference(entity, column) ? null : value;
};

/** The columns of a new entity that have a value; the database generates the others. */
export const assignedColumns = (values: readonly unknown[], model: EntityModel): ColumnSet => {
  let assigned = noColumns(model);
  for (const column of model.columns) {
    if (values[column.index] !== undefined) assigned = assigned.with(column);
  }
  return assigned;
};

type UpdateColumns = {
  readonly columns: readonly ColumnModel[];
  /** Those of the row predicate. */
  readonly predicate: readonly ColumnModel[];
  readonly origin: TextRange | undefined;
};

/** The written values, then those of the row predicate. */
export const updateParameters = (
  entity: Entity,
  { columns, predicate, origin }: UpdateColumns,
): readonly ParameterValue[] => {
  // With its final length: a growing list reserves more room than it needs.
  const parameters = new Array<ParameterValue>(columns.length + predicate.length);
  let place = 0;
  for (const column of columns) {
    parameters[place] = written(valueIn(entity, column), column, origin);
    place += 1;
  }
  for (const column of predicate) {
    parameters[place] = rowValue(entity, column);
    place += 1;
  }
  return parameters;
};

/** Converts the list of all values to the parameters in place, because there is one list for each new row. */
export const insertParameters = (
  values: unknown[],
  columns: readonly ColumnModel[],
  origin: TextRange | undefined,
): readonly ParameterValue[] => {
  let place = 0;
  for (const column of columns) {
    values[place] = written(values[column.index], column, origin);
    place += 1;
  }
  values.length = place;
  return values as readonly ParameterValue[];
};
