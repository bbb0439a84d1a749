/** The row that a statement means, and the values that it writes. */
import type { TextRange } from "../../../base/index.ts";
import { type ColumnModel, conjunction, QueryError, toParameter } from "../../../query/index.ts";
import type { Expression, ParameterValue } from "../../../sql/index.ts";
import { type Entity, rowValue, stateOf } from "../../entities/entity-state.ts";
import { type ColumnSet, keyColumns } from "../change-set/column-set.ts";

export const parameterOf = (entity: Entity, column: ColumnModel): ParameterValue =>
  toParameter(entity[column.name] ?? null, column.type);

export const parameter = (value: ParameterValue, origin: TextRange | undefined): Expression => ({
  kind: "parameter",
  value,
  origin,
});

/**
 * What must be true of the row that is meant: the columns that it is found by have the values that were read. The last
 * of them is null where there is no value for it.
 */
export type Found = { readonly columns: ColumnSet; readonly values: readonly ParameterValue[] };

/**
 * The columns that the row of an entity is found by: of its key, and of the version that was read.
 * @throws QueryError `no-primary-key`
 */
export const predicateColumns = (entity: Entity, version: ColumnModel | undefined): ColumnSet => {
  const { model } = stateOf(entity);
  if (model.primaryKey.length === 0) {
    throw new QueryError("no-primary-key", `${model.name} has no primary key to find its row by.`, {
      hint: "Give the table a primary key.",
    });
  }
  const key = keyColumns(model);
  if (!version) return key;
  return rowValue(entity, version) === null ? key.andNull(version) : key.with(version);
};

/** The row that an entity was loaded from, at the version that was read. @throws QueryError `no-primary-key` */
export const rowPredicate = (entity: Entity, version: ColumnModel | undefined): Found => {
  const columns = predicateColumns(entity, version);
  return { columns, values: columns.valued.map(column => rowValue(entity, column)) };
};

export const rowCondition = (
  { columns, values }: Found,
  origin: TextRange | undefined,
): Expression =>
  conjunction(
    columns.columns.map(({ name }, index): Expression => {
      const left: Expression = { kind: "column", source: null, name };
      const value = values[index];
      if (value === undefined) return { kind: "isNull", operand: left, negated: false };
      return { kind: "comparison", operator: "=", left, right: parameter(value, origin) };
    }),
  );
