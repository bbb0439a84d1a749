/** What a flush does to entities: what is known before a step, and what is true after it. */
import type { TextRange } from "../../base/index.ts";
import type { SqlRow } from "../../drivers/index.ts";
import { type ColumnModel, fromDatabase, isPlain, QueryError } from "../../query/index.ts";
import type { Dialect } from "../../sql/index.ts";
import { labelOf, takeRow } from "../entities/entity.ts";
import { type Entity, rowOf, setRow, stateOf } from "../entities/entity-state.ts";
import { asStored, storedForm } from "./change-set.ts";
import type { FlushStep } from "./flush-plan.ts";
import {
  type FlushContext,
  isSurelyNull,
  lastKeyOf,
  type StepStatement,
} from "./flush-statements.ts";

export const versionConflict = (entity: Entity, range: TextRange | undefined): QueryError =>
  new QueryError("version-conflict", `${labelOf(entity)} was written by somebody else.`, {
    range,
    hint: "Read it anew, await db.refresh(entity), and change it again.",
  });

/** @throws QueryError when the statement of a step did not find the row as it was read */
export const checkFound = (
  { kind, entity }: FlushStep,
  changes: number,
  context: FlushContext,
): void => {
  if (kind === "insert" || changes > 0) return;
  const range = context.origin;
  // A row to be deleted may have gone with another that it depended on.
  if (kind === "delete") return;
  if (context.settings.versionOf(stateOf(entity).model)) throw versionConflict(entity, range);
  throw new QueryError("row-not-found", `${labelOf(entity)} has no row any more.`, { range });
};

/** Takes over the values of columns as the database has them by now. */
const settleColumns = (entity: Entity, columns: readonly ColumnModel[]): void => {
  const row = rowOf(entity)?.slice() ?? [];
  for (const column of columns) {
    const value = storedForm(entity[column.name] ?? null, column);
    row[column.index] = value;
    entity[column.name] = isPlain(column.type) ? value : fromDatabase(value, column.type);
  }
  setRow(entity, row);
};

/** What the database tells of a row that it inserted: its key beside the statement, other values in a row. */
export type Told = { readonly key?: number | undefined; readonly returned?: SqlRow | undefined };

const settleInsert = (
  entity: Entity,
  { written, parameters }: StepStatement,
  { key, returned }: Told,
  dialect: Dialect,
): void => {
  const { model } = stateOf(entity);
  const lastKey = lastKeyOf(model, dialect);
  let place = 0;
  let position = 0;
  const row = model.columns.map(column => {
    if (column === written[place]) {
      place += 1;
      return asStored(parameters[place - 1] ?? null);
    }
    if (column === lastKey) return key ?? null;
    if (!dialect.hasReturning && isSurelyNull(column)) return null;
    position += 1;
    return returned && (returned[position - 1] ?? null);
  });
  takeRow(entity, row);
};

/** Notes that a step was carried out: from now on the entity is what its row is. */
export const settle = (
  { kind, entity }: FlushStep,
  statement: StepStatement,
  told: Told,
  dialect: Dialect,
): void => {
  if (kind === "delete") setRow(entity, null);
  else if (kind === "update") settleColumns(entity, statement.written);
  else settleInsert(entity, statement, told, dialect);
};

export const objectOf = ({ kind, entity, reason }: FlushStep): string =>
  `${kind} ${labelOf(entity)}: ${reason}`;
