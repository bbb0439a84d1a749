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
import type { SessionSettings } from "./session-settings.ts";
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
const ownKey = (entity: Entity): readonly RowCondition[] => {
  const { model, row } = stateOf(entity);
  if (model.primaryKey.length === 0) {
    throw new QueryError("no-primary-key", `${model.name} has no primary key to find its row by.`, {
      hint: "Give the table a primary key.",
    });
  }
  return model.primaryKey.map(column => ({ column, value: row?.[column.index] ?? null }));
};

/** What must be true of the row that is meant. */
type RowCondition = { readonly column: ColumnModel; readonly value: ParameterValue };

/** The row that an entity was loaded from, at the version that was read. */
const ownRow = (entity: Entity, version: RowCondition | null): readonly RowCondition[] => [
  ...ownKey(entity),
  ...(version ? [version] : []),
];

const shapeOf = (conditions: readonly RowCondition[]): string =>
  positionsOf(conditions.map(({ column }) => column));

const conditionOf = (
  conditions: readonly RowCondition[],
  origin: TextRange | undefined,
): Expression =>
  conjunction(
    conditions.map(({ column, value }) => ({
      kind: "comparison" as const,
      operator: "=" as const,
      left: { kind: "column" as const, source: null, name: column.name },
      right: parameter(value, origin),
    })),
  );

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

/** What a flush has to know beside its steps. */
export type FlushContext = {
  readonly dialect: Dialect;
  readonly settings: SessionSettings;
  readonly origin: TextRange | undefined;
};

/** The version that an entity's row was read at. */
const readVersion = (entity: Entity, { settings }: FlushContext): RowCondition | null => {
  const { model, row } = stateOf(entity);
  const column = settings.versionOf(model);
  return column ? { column, value: row?.[column.index] ?? null } : null;
};

const insertStatement = (entity: Entity, context: FlushContext): ShapedStatement => {
  const { dialect, origin, settings } = context;
  const { model } = stateOf(entity);
  const version = settings.versionOf(model);
  if (version) entity[version.name] ??= 1;
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

const updateStatement = (entity: Entity, context: FlushContext): ShapedStatement | null => {
  const { origin } = context;
  const { model } = stateOf(entity);
  if (changedColumns(entity).length === 0) return null;
  const version = readVersion(entity, context);
  if (version) entity[version.column.name] = Number(version.value ?? 0) + 1;
  const changed = changedColumns(entity);
  const conditions = ownRow(entity, version);
  const values = changed.map(column => parameterOf(entity, column));
  return {
    shape: `update ${model.table} ${positionsOf(changed)} of ${shapeOf(conditions)}`,
    parameters: [...values, ...conditions.map(({ value }) => value)],
    statement: (): Update => ({
      kind: "update",
      table: model.table,
      assignments: changed.map(({ name }, index) => ({
        column: name,
        value: parameter(values[index] ?? null, origin),
      })),
      where: conditionOf(conditions, origin),
      origin,
    }),
  };
};

const deleteStatement = (entity: Entity, context: FlushContext): ShapedStatement => {
  const { origin } = context;
  const { table } = stateOf(entity).model;
  const conditions = ownRow(entity, readVersion(entity, context));
  return {
    shape: `delete ${table} of ${shapeOf(conditions)}`,
    parameters: conditions.map(({ value }) => value),
    statement: (): Delete => ({
      kind: "delete",
      table,
      where: conditionOf(conditions, origin),
      origin,
    }),
  };
};

/** The statement of a step, or nothing when there is nothing left to write. */
export const statementOf = (
  { kind, entity, links }: FlushStep,
  context: FlushContext,
): ShapedStatement | null => {
  followLinks(entity, links);
  if (kind === "insert") return insertStatement(entity, context);
  return kind === "delete" ? deleteStatement(entity, context) : updateStatement(entity, context);
};

/** @throws QueryError when the statement of a step did not find the row as it was read */
export const checkFound = (
  { kind, entity }: FlushStep,
  { changes }: QueryResult,
  context: FlushContext,
): void => {
  if (kind === "insert" || changes > 0) return;
  const range = context.origin;
  if (readVersion(entity, context)) {
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
