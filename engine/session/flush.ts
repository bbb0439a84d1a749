/** What a flush does to entities: what is known before a step, and what is true after it. */
import type { QueryResult, SqlValue } from "../drivers/index.ts";
import { type ColumnModel, fromDatabase, isPlain, QueryError } from "../query/index.ts";
import type { Dialect } from "../sql/index.ts";
import { labelOf, takeRow } from "./entity.ts";
import { type Entity, stateOf } from "./entity-state.ts";
import type { FlushStep } from "./flush-plan.ts";
import {
  type FlushContext,
  isSurelyNull,
  lastKeyOf,
  parameterOf,
  type StepStatement,
} from "./flush-statements.ts";

/** @throws QueryError when the statement of a step did not find the row as it was read */
export const checkFound = (
  { kind, entity }: FlushStep,
  { changes }: QueryResult,
  context: FlushContext,
): void => {
  if (kind === "insert" || changes > 0) return;
  const range = context.origin;
  if (context.settings.versionOf(stateOf(entity).model)) {
    throw new QueryError("version-conflict", `${labelOf(entity)} was written by somebody else.`, {
      range,
      hint: "Read it anew, await db.refresh(entity), and change it again.",
    });
  }
  // A row to be deleted may have gone with another that it depended on.
  if (kind === "delete") return;
  throw new QueryError("row-not-found", `${labelOf(entity)} has no row any more.`, { range });
};

const storedValue = (entity: Entity, column: ColumnModel): SqlValue => {
  const value = parameterOf(entity, column);
  return typeof value === "boolean" ? Number(value) : value;
};

/** Takes over the values of columns as the database has them by now. */
const settleColumns = (entity: Entity, columns: readonly ColumnModel[]): void => {
  const state = stateOf(entity);
  const row = state.row?.slice() ?? [];
  for (const column of columns) {
    const stored = storedValue(entity, column);
    row[column.index] = stored;
    entity[column.name] = isPlain(column.type) ? stored : fromDatabase(stored, column.type);
  }
  state.row = row;
};

/** Notes that a step was carried out: from now on the entity is what its row is. */
export const settle = (
  { kind, entity }: FlushStep,
  { written }: StepStatement,
  { rows: [returned], insertedKey }: QueryResult,
  dialect: Dialect,
): void => {
  const state = stateOf(entity);
  if (kind === "delete") {
    state.row = null;
    return;
  }
  if (kind === "update") {
    settleColumns(entity, written);
    return;
  }
  const lastKey = lastKeyOf(state.model, dialect);
  let position = 0;
  const row = state.model.columns.map(column => {
    if (entity[column.name] !== undefined) return storedValue(entity, column);
    if (column === lastKey) return insertedKey ?? null;
    if (!dialect.hasReturning && isSurelyNull(column)) return null;
    position += 1;
    return returned && (returned[position - 1] ?? null);
  });
  takeRow(entity, row);
};

export const objectOf = ({ kind, entity, reason }: FlushStep): string =>
  `${kind} ${labelOf(entity)}: ${reason}`;
