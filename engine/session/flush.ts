/** The statements of a planned flush. */
import type { TextRange } from "../base/index.ts";
import type { QueryResult, SqlValue } from "../drivers/index.ts";
import {
  type ColumnModel,
  conjunction,
  type EntityModel,
  QueryError,
  toParameter,
} from "../query/index.ts";
import type { Delete, Dialect, Expression, Insert, ParameterValue, Update } from "../sql/index.ts";
import { changedColumns } from "./change-set.ts";
import { isDeferred } from "./deferred-column.ts";
import { type Entity, labelOf, stateOf, takeRow } from "./entity.ts";
import type { FlushStep, PendingLink } from "./flush-plan.ts";
import type { ShapedStatement } from "./shaped-statement.ts";

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

/** The primary key as the database has it. @throws QueryError `no-primary-key` */
const ownKey = (entity: Entity): readonly ParameterValue[] => {
  const { model, row } = stateOf(entity);
  if (model.primaryKey.length === 0) {
    throw new QueryError("no-primary-key", `${model.name} has no primary key to find its row by.`, {
      hint: "Give the table a primary key.",
    });
  }
  return model.primaryKey.map(column => row?.[column.index] ?? null);
};

/** The row that an entity was loaded from. */
const ownRow = (entity: Entity, origin: TextRange | undefined): Expression => {
  const { primaryKey } = stateOf(entity).model;
  return conjunction(
    ownKey(entity).map((value, index) => ({
      kind: "comparison" as const,
      operator: "=" as const,
      left: { kind: "column" as const, source: null, name: primaryKey[index]?.name ?? "" },
      right: parameter(value, origin),
    })),
  );
};

/** What the database makes by itself: generated keys and defaults. */
const missingColumns = (model: EntityModel, entity: Entity): readonly ColumnModel[] =>
  model.columns.filter(column => isMissing(entity, column));

const isMissing = (entity: Entity, column: ColumnModel): boolean =>
  !isLeftOut(entity, column) && entity[column.name] === undefined;

/** Whether the entity came without a column. */
const isLeftOut = (entity: Entity, column: ColumnModel): boolean =>
  stateOf(entity).isPartial && isDeferred(entity, column);

const positionsOf = (columns: readonly ColumnModel[]): string =>
  columns.map(column => column.index).join();

/** The key that is told beside the statement, and need not be asked for in it. */
const lastKeyOf = (
  { primaryKey: [key, second] }: EntityModel,
  dialect: Dialect,
): ColumnModel | null =>
  dialect.generatedKeys === "last key" && key?.generated && !second ? key : null;

const insertStatement = (
  entity: Entity,
  origin: TextRange | undefined,
  dialect: Dialect,
): ShapedStatement => {
  const { model } = stateOf(entity);
  const given = model.columns.filter(column => entity[column.name] !== undefined);
  const parameters = given.map(column => parameterOf(entity, column));
  const lastKey = lastKeyOf(model, dialect);
  const returned = () => missingColumns(model, entity).filter(column => column !== lastKey);
  return {
    shape: `insert ${model.table} ${positionsOf(given)}`,
    parameters,
    statement: (): Insert => ({
      kind: "insert",
      table: model.table,
      columns: given.map(column => column.name),
      rows: [parameters.map(value => parameter(value, origin))],
      returning: returned().map(({ name }) => ({
        expression: { kind: "column", source: null, name },
        alias: null,
      })),
      origin,
    }),
  };
};

const updateStatement = (entity: Entity, origin: TextRange | undefined): ShapedStatement | null => {
  const { model } = stateOf(entity);
  const changed = changedColumns(entity);
  if (changed.length === 0) return null;
  const values = changed.map(column => parameterOf(entity, column));
  return {
    shape: `update ${model.table} ${positionsOf(changed)}`,
    parameters: [...values, ...ownKey(entity)],
    statement: (): Update => ({
      kind: "update",
      table: model.table,
      assignments: changed.map(({ name }, index) => ({
        column: name,
        value: parameter(values[index] ?? null, origin),
      })),
      where: ownRow(entity, origin),
      origin,
    }),
  };
};

const deleteStatement = (entity: Entity, origin: TextRange | undefined): ShapedStatement => {
  const { table } = stateOf(entity).model;
  const where = ownRow(entity, origin);
  return {
    shape: `delete ${table}`,
    parameters: ownKey(entity),
    statement: (): Delete => ({ kind: "delete", table, where, origin }),
  };
};

/** The statement of a step, or nothing when there is nothing left to write. */
export const statementOf = (
  { kind, entity, links }: FlushStep,
  origin: TextRange | undefined,
  dialect: Dialect,
): ShapedStatement | null => {
  followLinks(entity, links);
  if (kind === "insert") return insertStatement(entity, origin, dialect);
  return kind === "delete" ? deleteStatement(entity, origin) : updateStatement(entity, origin);
};

const storedValue = (entity: Entity, column: ColumnModel): SqlValue => {
  const value = parameterOf(entity, column);
  return typeof value === "boolean" ? Number(value) : value;
};

const NO_COLUMNS: ReadonlySet<ColumnModel> = new Set();

/** Notes how an entity stands now; the function returned puts it back, should the flush fail. */
export const remember = (entity: Entity): (() => void) => {
  const state = stateOf(entity);
  const restoreState = state.remember();
  const { columns } = state.model;
  const leftOut = state.isPartial
    ? new Set(columns.filter(column => isDeferred(entity, column)))
    : NO_COLUMNS;
  const values = columns.map(column => (leftOut.has(column) ? undefined : entity[column.name]));
  return () => {
    restoreState();
    columns.forEach((column, index) => {
      if (leftOut.has(column)) return;
      if (values[index] === undefined) delete entity[column.name];
      else entity[column.name] = values[index];
    });
  };
};

/** Notes that a step was carried out: from now on the entity is what its row is. */
export const settle = (
  { kind, entity }: FlushStep,
  { rows: [returned], insertedKey }: QueryResult,
  dialect: Dialect,
): void => {
  const state = stateOf(entity);
  if (kind === "delete") {
    state.row = null;
    return;
  }
  const lastKey = lastKeyOf(state.model, dialect);
  let position = 0;
  const row = state.model.columns.map(column => {
    if (isLeftOut(entity, column)) return undefined;
    if (entity[column.name] !== undefined) return storedValue(entity, column);
    if (column === lastKey) return insertedKey ?? null;
    position += 1;
    return returned?.[position - 1] ?? null;
  });
  takeRow(entity, row);
};

export const objectOf = ({ kind, entity, reason }: FlushStep): string =>
  `${kind} ${labelOf(entity)}: ${reason}`;
