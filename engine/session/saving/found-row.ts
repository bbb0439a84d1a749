/** The row that a statement means, and the values that it writes. */
import type { TextRange } from "../../base/index.ts";
import type { SqlValue } from "../../drivers/index.ts";
import { type ColumnModel, conjunction, QueryError, toParameter } from "../../query/index.ts";
import type { Expression, ParameterValue } from "../../sql/index.ts";
import { type Entity, rowPlaceOf, stateOf } from "../entities/entity-state.ts";
import { type ColumnSet, keyColumns } from "./column-set.ts";

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

const rowValues = (entity: Entity, columns: readonly ColumnModel[]): readonly SqlValue[] => {
  const [only, second] = columns;
  if (only && !second) return [rowValue(entity, only)];
  return columns.map(column => rowValue(entity, column));
};

/** The row that an entity was loaded from, at the version that was read. @throws QueryError `no-primary-key` */
export const ownRow = (entity: Entity, version: ColumnModel | undefined): Found => {
  const { model } = stateOf(entity);
  if (model.primaryKey.length === 0) {
    throw new QueryError("no-primary-key", `${model.name} has no primary key to find its row by.`, {
      hint: "Give the table a primary key.",
    });
  }
  const key = keyColumns(model);
  const values = rowValues(entity, key.columns);
  if (!version) return { columns: key, values };
  const counted = rowValue(entity, version);
  if (counted === null) return { columns: key.andNull(version), values };
  return { columns: key.with(version), values: [...values, counted] };
};

export const conditionOf = (
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

/** A value as the database has it. */
export const rowValue = (entity: Entity, { index }: ColumnModel): SqlValue => {
  const place = rowPlaceOf(entity);
  return place?.rows[place.start + index] ?? null;
};
