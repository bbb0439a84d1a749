/** Checks the result of a step and updates its entity. */
import type { TextRange } from "../../../base/index.ts";
import type { SqlRow, SqlValue } from "../../../drivers/index.ts";
import { type ColumnModel, fromDatabase, isPlain, QueryError } from "../../../query/index.ts";
import type { Dialect, ParameterValue } from "../../../sql/index.ts";
import { hydrate, labelOf, valuesOf } from "../../entities/entity.ts";
import {
  changeState,
  copyRow,
  type Entity,
  type KnownRow,
  setRow,
  stateOf,
} from "../../entities/entity-state.ts";
import type { RowKeys } from "../cascades/row-keys.ts";
import { asStored, storedForm } from "../change-set/change-set.ts";
import { computedColumns } from "../change-set/column-set.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import type { FlushContext } from "./flush-context.ts";
import { isAlwaysNull, lastKeyOf } from "./generated-columns.ts";
import type { StepStatement } from "./step-statement.ts";

export const versionConflict = (entity: Entity, range: TextRange | undefined): QueryError =>
  new QueryError("version-conflict", `${labelOf(entity)} was changed by another transaction.`, {
    range,
    hint: "Read it again with await db.refresh(entity), and repeat the change.",
  });

/** @throws QueryError if the statement did not find the row */
export const checkFound = (
  { kind, entity }: FlushStep,
  changes: number,
  context: FlushContext,
): void => {
  if (kind === "insert" || changes > 0) return;
  const range = context.origin;
  // A cascade may have deleted the row before.
  if (kind === "delete") return;
  if (context.settings.versionOf(stateOf(entity).model)) throw versionConflict(entity, range);
  throw new QueryError("row-not-found", `${labelOf(entity)} has no row any more.`, { range });
};

/** Whether a column still has the written value. JSON is kept as it is, because it may have been edited. */
const isAsWritten = (value: unknown, column: ColumnModel, parameter: ParameterValue): boolean => {
  if (value === parameter) return true;
  if (column.type.kind === "json") return false;
  return storedForm(value ?? null, column) === asStored(parameter, column);
};

const setComputedValues = (
  entity: Entity,
  row: (SqlValue | undefined)[],
  returned: readonly SqlValue[],
): void => {
  computedColumns(stateOf(entity).model).columns.forEach(({ name, index, type }, place) => {
    const value = returned[place] ?? null;
    row[index] = value;
    entity[name] = fromDatabase(value, type);
  });
};

/** Sets the row to the written values and to those that the database computed from them. */
const settleColumns = (
  entity: Entity,
  { written, parameters }: StepStatement,
  returned: SqlRow | undefined,
): void => {
  const row = copyRow(entity);
  let place = 0;
  for (const column of written) {
    const parameter = parameters[place] ?? null;
    place += 1;
    const value = asStored(parameter, column);
    row[column.index] = value;
    if (!isAsWritten(entity[column.name], column, parameter)) continue;
    entity[column.name] = isPlain(column.type) ? value : fromDatabase(value, column.type);
  }
  if (returned) setComputedValues(entity, row, returned);
  setRow(entity, row);
};

/** A value that was assigned during the save. */
type Left = { readonly column: ColumnModel; readonly value: unknown };

const NONE: readonly Left[] = [];

/** Converts the list of values to the row in place, because there is one list for each new row. */
const settleInsert = (
  { step: { entity }, written, parameters }: StepStatement,
  { key, returned }: Generated,
  dialect: Dialect,
): void => {
  const { model, status } = stateOf(entity);
  const lastKey = lastKeyOf(model, dialect);
  const values = valuesOf(entity);
  let left = NONE;
  let place = 0;
  let position = 0;
  for (const column of model.columns) {
    const { index } = column;
    const value = values[index];
    if (column === written[place]) {
      const parameter = parameters[place] ?? null;
      place += 1;
      if (!isAsWritten(value, column, parameter)) left = [...left, { column, value }];
      values[index] = asStored(parameter, column);
      continue;
    }
    if (value !== undefined) left = [...left, { column, value }];
    if (column === lastKey) values[index] = key ?? null;
    else if (!dialect.hasReturning && isAlwaysNull(column)) values[index] = null;
    else {
      values[index] = returned && (returned[position] ?? null);
      position += 1;
    }
  }
  hydrate(entity, values as KnownRow);
  for (const { column, value } of left) entity[column.name] = value;
  if (status === "deleted") changeState(entity, { status });
};

/** The values that the database generated for a row. */
export type Generated = {
  /** The key, if the database reports it outside of the returned row. */
  readonly key?: number | bigint | undefined;
  readonly returned?: SqlRow | undefined;
};

/** Notes that a step ran. From now on the row has the written values, and later changes are compared with them. */
export const settle = (
  statement: StepStatement,
  generated: Generated,
  { dialect, rowKeys }: FlushContext,
): void => {
  const { returned } = generated;
  const { kind, entity } = statement.step;
  if (kind === "delete") rowKeys.remove(entity);
  else if (kind === "insert") {
    settleInsert(statement, generated, dialect);
    rowKeys.add(entity);
  } else if (rowKeys.isKey(entity, statement.written)) settleKey(statement, returned, rowKeys);
  else settleColumns(entity, statement, returned);
};

const settleKey = (
  statement: StepStatement,
  returned: SqlRow | undefined,
  rowKeys: RowKeys,
): void => {
  const { entity } = statement.step;
  rowKeys.change(entity, statement.written, () => settleColumns(entity, statement, returned));
};

export const objectOf = ({ kind, entity, reason }: FlushStep): string =>
  `${kind} ${labelOf(entity)}: ${reason}`;
