/** The statements of a planned flush. */
import type { TextRange } from "../base/index.ts";
import type { SqlValue } from "../drivers/index.ts";
import {
  type ColumnModel,
  conjunction,
  type EntityModel,
  QueryError,
  toParameter,
} from "../query/index.ts";
import type { Delete, Expression, Insert, ParameterValue, Update } from "../sql/index.ts";
import { changedColumns } from "./change-set.ts";
import { isDeferred } from "./deferred-column.ts";
import { type Entity, labelOf, stateOf, takeRow } from "./entity.ts";
import type { FlushStep, PendingLink } from "./flush-plan.ts";

type WriteStatement = Insert | Update | Delete;

/** Copies the keys of entities that a step refers to, which are known by now. */
export const followLinks = (entity: Entity, links: readonly PendingLink[]): void => {
  for (const { relation, target } of links) {
    relation.sourceColumns.forEach((column, index) => {
      const key = relation.targetColumns[index];
      if (key) entity[column.name] = target[key.name];
    });
  }
};

const parameterOf = (entity: Entity, column: ColumnModel): ParameterValue =>
  toParameter(entity[column.name] ?? null, column.type);

const parameter = (value: ParameterValue, origin: TextRange | undefined): Expression => ({
  kind: "parameter",
  value,
  origin,
});

/** The row that an entity was loaded from: its primary key as the database has it. */
const ownRow = (entity: Entity, origin: TextRange | undefined): Expression => {
  const { model, row } = stateOf(entity);
  if (model.primaryKey.length === 0) {
    throw new QueryError("no-primary-key", `${model.name} has no primary key to find its row by.`, {
      hint: "Give the table a primary key.",
    });
  }
  return conjunction(
    model.primaryKey.map(column => ({
      kind: "comparison" as const,
      operator: "=" as const,
      left: { kind: "column" as const, source: null, name: column.name },
      right: parameter(row?.[column.index] ?? null, origin),
    })),
  );
};

const insertStatement = (entity: Entity, origin: TextRange | undefined): Insert => {
  const { model } = stateOf(entity);
  const given = model.columns.filter(column => entity[column.name] !== undefined);
  return {
    kind: "insert",
    table: model.table,
    columns: given.map(column => column.name),
    rows: [given.map(column => parameter(parameterOf(entity, column), origin))],
    returning: missingColumns(model, entity).map(({ name }) => ({
      expression: { kind: "column", source: null, name },
      alias: null,
    })),
    origin,
  };
};

/** What the database makes by itself: generated keys and defaults. */
const missingColumns = (model: EntityModel, entity: Entity): readonly ColumnModel[] =>
  model.columns.filter(column => !isDeferred(entity, column) && entity[column.name] === undefined);

const updateStatement = (entity: Entity, origin: TextRange | undefined): Update => {
  const { model } = stateOf(entity);
  return {
    kind: "update",
    table: model.table,
    assignments: changedColumns(entity).map(column => ({
      column: column.name,
      value: parameter(parameterOf(entity, column), origin),
    })),
    where: ownRow(entity, origin),
    origin,
  };
};

/** The statement of a step, or nothing when there is nothing left to write. */
export const statementOf = (
  { kind, entity, links }: FlushStep,
  origin: TextRange | undefined,
): WriteStatement | null => {
  followLinks(entity, links);
  if (kind === "insert") return insertStatement(entity, origin);
  const { table } = stateOf(entity).model;
  if (kind === "delete") return { kind, table, where: ownRow(entity, origin), origin };
  const statement = updateStatement(entity, origin);
  return statement.assignments.length > 0 ? statement : null;
};

const storedValue = (entity: Entity, column: ColumnModel): SqlValue => {
  const value = parameterOf(entity, column);
  return typeof value === "boolean" ? Number(value) : value;
};

/** Notes how an entity stands now; the function returned puts it back, should the flush fail. */
export const remember = (entity: Entity): (() => void) => {
  const state = stateOf(entity);
  const restoreState = state.remember();
  const values = { ...entity };
  const deferred = new Set(
    state.model.columns.filter(column => isDeferred(entity, column)).map(({ name }) => name),
  );
  return () => {
    restoreState();
    for (const { name } of state.model.columns) {
      if (Object.hasOwn(values, name)) entity[name] = values[name];
      else if (!deferred.has(name)) delete entity[name];
    }
  };
};

/** Notes that a step was carried out: from now on the entity is what its row is. */
export const settle = (
  { kind, entity }: FlushStep,
  returned: readonly SqlValue[] | undefined,
): void => {
  const state = stateOf(entity);
  if (kind === "delete") {
    state.row = null;
    return;
  }
  const missing = missingColumns(state.model, entity);
  const row = state.model.columns.map(column => {
    if (isDeferred(entity, column)) return undefined;
    const position = missing.indexOf(column);
    return position >= 0 ? (returned?.[position] ?? null) : storedValue(entity, column);
  });
  takeRow(entity, row);
};

export const objectOf = ({ kind, entity, reason }: FlushStep): string =>
  `${kind} ${labelOf(entity)}: ${reason}`;
