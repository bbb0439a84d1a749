/** The conditions by which a statement finds the row of an entity. */
import { plus, type TextRange } from "../../../base/index.ts";
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
 * The columns by which a row is found must have the values that were read. A column without a value, which is always the
 * last one, must be null.
 */
export type Found = { readonly columns: ColumnSet; readonly values: readonly ParameterValue[] };

/**
 * The columns by which the row of an entity is found: the primary key and the version.
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

/** The version after the next write. A null version becomes the first. */
export const nextVersion = (entity: Entity, version: ColumnModel): number | bigint => {
  const value = rowValue(entity, version);
  return plus(typeof value === "bigint" ? value : Number(value ?? 0), 1);
};

/** The predicate of the row of an entity, with its stored version. @throws QueryError `no-primary-key` */
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
